import { addDays } from '../../domain/law/time.ts';
import { beginsAgainUnder, mergesRecord } from './acts.ts';
import { endedInAHome, hasFact, liveReferrals, referralFacts } from './scene.ts';
import type { Story } from './story.ts';

const RELEASE = '2027-03-09';
const OTHER_NUMBER = 'B2345CD';

export const merge: Story = {
  about: 'Two records turn out to be one person: one journey continues, and no referral is made twice.',
  begins: '2026-11-02',
  person: {
    firstName: 'Marcus',
    lastName: 'Bell',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: RELEASE, dateType: 'CRD' },
  },
  part: {
    authorities: ['eastmoor-council'],
    answers: { 'cas3-decision': { outcome: 'NOT_SUITABLE', details: { reason: 'No bed is free.' } } },
  },
  days: [
    { on: '2026-11-03', does: [beginsAgainUnder(OTHER_NUMBER)] },
    {
      on: addDays(RELEASE, -54),
      does: [mergesRecord(OTHER_NUMBER, 'The person was received twice.')],
      then: {
        'The other record is merged into this one.': ({ journey }) =>
          journey.mergedRecords?.some(
            ({ prisonNumber, journeyId }) => prisonNumber === OTHER_NUMBER && journeyId !== undefined,
          ) === true,
        'Its referrals end, because this record has the same ones.': (now) =>
          hasFact(now, 'records-merged', { number: OTHER_NUMBER, moved: 0, ended: 2 }),
        'One referral to the council and one for commissioned help stand.': (now) =>
          [...liveReferrals(now)].sort().join() === 'CRS-1,DTR-1',
        'This journey continues.': ({ journey }) => journey.phase === 'pre-release',
      },
    },
  ],
  ends: {
    'The council was asked once in this record.': (now) =>
      referralFacts(now, 'DTR-1', 'referral-made').length === 1,
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};
