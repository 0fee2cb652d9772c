import { USUAL_HOME } from '../../domain/pathways/accommodation/found-place.ts';
import { answers } from './acts.ts';
import { endedInAHome, hasFact, waitingStep, wasAsked } from './scene.ts';
import type { Story } from './story.ts';

export const timeServed: Story = {
  about: 'Time was served when the court gave the sentence, and the journey is recorded 28 days later.',
  begins: '2027-02-15',
  person: {
    firstName: 'Jason',
    lastName: 'Hartley',
    prison: 'MDI',
    region: 'N54',
    sentence: { startDate: '2027-01-11', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-09-17' },
    release: { date: '2027-01-18', dateType: 'CRD' },
  },
  part: { answers: { 'urgent-housing': { outcome: 'NONE_FOUND' } } },
  days: [
    {
      on: '2027-02-15',
      then: {
        'The journey begins in the community, on the day that they were released.': ({ journey }) =>
          journey.phase === 'community' && journey.releasedOn === '2027-01-18',
        'They have nowhere to live as far as anyone knows, and are on the list.': ({ stuck }) =>
          stuck.includes('NOWHERE_TO_LIVE'),
      },
    },
    {
      on: '2027-02-16',
      does: [answers('urgent-housing', 'ADDRESS_FOUND', USUAL_HOME)],
      then: {
        'Nobody is asked for a place any longer.': (now) => waitingStep(now, 'urgent-housing') === undefined,
      },
    },
  ],
  ends: {
    'The community named the officers, because the prison’s access had ended.': (now) =>
      hasFact(now, 'step-opened', { step: 'allocate-officers', waitsFor: 'role:PDU@N54' }) &&
      now.journey.officers.com !== undefined,
    'Nobody was asked to release them.': (now) =>
      !wasAsked(now, 'release-confirmed') && hasFact(now, 'released', { on: '2027-01-18' }),
    'The Universal Credit claim was made.': ({ journey }) => journey.closed?.benefits === true,
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};
