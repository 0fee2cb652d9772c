import { holds, resumes } from './acts.ts';
import { endedInAHome, factsOf, hasFact, waitingStep } from './scene.ts';
import type { Story } from './story.ts';

export const hold: Story = {
  about: 'The person is in hospital for five weeks before release, and the clocks stop.',
  begins: '2026-11-02',
  person: {
    firstName: 'Graham',
    lastName: 'Oakes',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  part: { neglected: ['identity-documents'] },
  days: [
    {
      on: '2027-01-11',
      does: [holds('HOSPITAL')],
      then: {
        'The journey is on hold, and no step has a deadline but the review of the hold.': ({
          journey,
          steps,
        }) =>
          journey.hold?.reason === 'HOSPITAL' &&
          steps
            .filter(({ state, dueOn }) => (state === 'OPEN' || state === 'SCHEDULED') && dueOn !== undefined)
            .every(({ kind }) => kind === 'hold-review'),
      },
    },
    {
      on: '2027-02-15',
      then: {
        'Nothing became overdue in the meantime.': (now, before) =>
          factsOf(now, 'step-overdue').length === factsOf(before, 'step-overdue').length,
        'The hold was reviewed.': (now) =>
          hasFact(now, 'step-completed', { step: 'hold-review', outcome: 'STILL_ON_HOLD' }),
      },
    },
    {
      on: '2027-02-15',
      does: [resumes()],
      then: {
        'The journey is resumed, and steps have deadlines again.': (now) =>
          now.journey.hold === undefined && waitingStep(now, 'identity-documents')?.dueOn !== undefined,
      },
    },
  ],
  ends: {
    'They were released on the day.': ({ journey }) => journey.releasedOn === '2027-03-09',
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};
