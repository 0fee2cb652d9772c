import { recordsDate } from './acts.ts';
import { hasHomeAddress, waitingStep, wasAsked } from './scene.ts';
import type { Story } from './story.ts';

export const life: Story = {
  about: 'A life sentence: no release date, asleep, until the parole board gives one.',
  begins: '2026-11-02',
  person: {
    firstName: 'Leanne',
    lastName: 'Tully',
    prison: 'NHI',
    region: 'N54',
    sentence: { startDate: '2013-10-28', releaseKind: 'INDETERMINATE' },
    dates: [{ date: '2026-12-07', dateType: 'PED' }],
  },
  days: [
    {
      on: '2027-01-11',
      then: {
        'Immediate needs were asked about.': (now) => wasAsked(now, 'immediate-needs'),
        'The day on which parole may be asked for is not a release date.': ({ journey }) =>
          journey.releaseDateInForce === undefined,
        'The journey is asleep: nothing runs, and it is on no list.': ({ journey, stuck }) =>
          journey.phase === 'custody' && journey.executions.length === 0 && stuck.length === 0,
      },
    },
    {
      on: '2027-01-12',
      does: [recordsDate({ date: '2027-06-08', dateType: 'APD', source: 'PAROLE_BOARD' })],
      then: {
        'The approved parole date is the release date, and it came from the parole board.': ({ journey }) =>
          journey.release?.dateType === 'APD' && journey.release.source === 'PAROLE_BOARD',
      },
    },
    {
      on: '2027-03-16',
      then: {
        'The journey wakes 12 weeks before.': ({ journey }) => journey.phase === 'pre-release',
        'No governor is asked about a Friday.': (now) =>
          waitingStep(now, 'release-day-decision') === undefined,
      },
    },
  ],
  ends: {
    'They were released on the parole date, Tuesday 8 June 2027.': ({ journey }) =>
      journey.releasedOn === '2027-06-08',
    'They have a home.': hasHomeAddress,
    'A life licence has no end, so the journey stays in the community.': ({ journey }) =>
      journey.phase === 'community',
  },
};
