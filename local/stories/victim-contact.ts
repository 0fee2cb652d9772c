import { recordsDate } from './acts.ts';
import { endedInAHome, hasFact, type Scene } from './scene.ts';
import type { Story } from './story.ts';
import { anHourLaterAgenciesHave, onlyTheUnitHas, opensVictimCase, passesOn } from './victim-acts.ts';

export const victimContact: Story = {
  about: 'The release date moves where there is a victim contact case: the liaison unit has it first.',
  begins: '2026-11-02',
  person: {
    firstName: 'Gavin',
    lastName: 'Thorley',
    prison: 'LEI',
    region: 'N54',
    sentence: {
      startDate: '2026-11-02',
      lengthDays: 730,
      releaseKind: 'DETERMINATE',
      supervisionEndsOn: '2027-12-17',
    },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  days: [
    { on: '2027-01-25', does: [opensVictimCase()] },
    {
      on: '2027-01-26',
      does: [
        recordsDate({ date: '2027-04-13', dateType: 'CRD', source: 'PRISON_CALCULATION' }),
        onlyTheUnitHas('Release on Tuesday 13 April 2027'),
        anHourLaterAgenciesHave(),
        passesOn(),
      ],
      then: {
        'The release date moved.': (now) => hasFact(now, 'deadlines-moved', { to: '2027-04-13' }),
        'Nothing of the journey is about a victim.': saysNothing,
      },
    },
  ],
  ends: {
    'They were released on the new date, Tuesday 13 April 2027.': ({ journey }) =>
      journey.releasedOn === '2027-04-13',
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
    'To the end, nothing of the journey is about a victim.': saysNothing,
  },
};

function saysNothing({ facts, steps, journey }: Scene): boolean {
  return !/victim|liaison/i.test(JSON.stringify([facts, steps, journey]));
}
