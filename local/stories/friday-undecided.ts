import { endedInAHome, hasFact, wasAsked, waitingStep } from './scene.ts';
import type { Story } from './story.ts';

export const fridayUndecided: Story = {
  about: 'Nobody decides on a Friday release: the proposal lapses, and the date set by law stands.',
  begins: '2026-11-02',
  person: {
    firstName: 'Liam',
    lastName: 'Cartwright',
    prison: 'MDI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-12', dateType: 'CRD' },
  },
  part: { neglected: ['release-day-decision'] },
  days: [
    {
      on: '2027-03-10',
      then: {
        'Thursday is proposed, and the governor has not decided.': (now) =>
          now.journey.releaseDateInForce === '2027-03-11' &&
          waitingStep(now, 'release-day-decision') !== undefined,
        'The late decision is on the list of stuck journeys.': ({ stuck }) => stuck.length > 0,
      },
    },
    {
      on: '2027-03-11',
      then: {
        'A proposal releases nobody: on Thursday they are still in prison.': ({ journey }) =>
          journey.releasedOn === undefined,
      },
    },
    {
      on: '2027-03-12',
      then: {
        'The proposal has lapsed, and nobody is asked to decide.': (now) =>
          hasFact(now, 'release-day-proposal-lapsed') &&
          waitingStep(now, 'release-day-decision') === undefined,
        'They were released on the date set by law, Friday 12 March 2027.': ({ journey }) =>
          journey.releaseDateInForce === '2027-03-12' && journey.releasedOn === '2027-03-12',
      },
    },
  ],
  ends: {
    'No decision was recorded.': (now) =>
      now.journey.decision === undefined && wasAsked(now, 'release-day-decision'),
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};
