import { isOpen } from '../../domain/journey/step.ts';
import { addDays } from '../../domain/law/time.ts';
import { stepEntry } from '../../domain/pathways/catalogue.ts';
import { isLive } from '../../domain/record/referral.ts';
import { recordsDate } from './acts.ts';
import { endedInAHome, hasFact, type Scene } from './scene.ts';
import type { Story } from './story.ts';

/** From one Tuesday to another; no bank holiday is near either. */
const MOVED_BY_DAYS = 35;

export const movedDate: Story = {
  about: 'The release date moves five weeks, with steps open and referrals live.',
  begins: '2026-11-02',
  person: {
    firstName: 'Dean',
    lastName: 'Whitaker',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  part: {
    neglected: [
      'identity-documents',
      'bank-account',
      'claim-preparation',
      'work-coach-meeting',
      'rent-deposit',
    ],
  },
  days: [
    {
      on: '2027-01-26',
      then: {
        'Steps are open, and three referrals are live.': (now) =>
          countedFromRelease(now).length > 4 && now.referrals.filter(isLive).length === 3,
      },
    },
    {
      on: '2027-01-26',
      does: [recordsDate({ date: '2027-04-13', dateType: 'CRD', source: 'PRISON_CALCULATION' })],
      then: {
        'Every deadline counted from release moved with it.': (now, before) =>
          countedFromRelease(before).every(({ key, dueOn = '' }) =>
            now.steps.some((step) => step.key === key && step.dueOn === addDays(dueOn, MOVED_BY_DAYS)),
          ),
        'Every live referral has the new date, and its agency was sent it.': (now, before) =>
          before.referrals
            .filter(isLive)
            .every(({ id, sequence }) =>
              now.referrals.some(
                (referral) =>
                  referral.id === id && referral.releaseDate === '2027-04-13' && referral.sequence > sequence,
              ),
            ),
        'The timeline has the old date and the new one.': (now) =>
          hasFact(now, 'deadlines-moved', { from: '2027-03-09', to: '2027-04-13' }),
      },
    },
    {
      on: '2027-03-10',
      then: {
        'Nobody was released on the old date.': ({ journey }) =>
          journey.releasedOn === undefined && journey.phase === 'pre-release',
      },
    },
  ],
  ends: {
    'They were released on the new date, Tuesday 13 April 2027.': ({ journey }) =>
      journey.releasedOn === '2027-04-13',
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};

function countedFromRelease({ steps }: Scene) {
  return steps.filter((step) => {
    const { due } = stepEntry(step.kind);
    return isOpen(step) && due?.from === 'release' && step.dueOn !== undefined;
  });
}
