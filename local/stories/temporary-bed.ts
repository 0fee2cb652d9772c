import {
  daysAnswered,
  endedInAHome,
  hasHomeAddress,
  liveReferrals,
  referralFacts,
  waitingStep,
  wasAsked,
} from './scene.ts';
import type { Story } from './story.ts';

export const temporaryBed: Story = {
  about: 'A bed in community accommodation (CAS3) for 84 nights, and a home before its last night.',
  begins: '2026-11-02',
  person: {
    firstName: 'Ibrahim',
    lastName: 'Hussain',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  days: [
    {
      on: '2027-02-22',
      then: {
        'A bed is offered from the day of release.': ({ journey }) =>
          journey.housing.places?.[0]?.kind === 'CAS3',
        'The duty to refer stays live, because a bed is no home.': (now) =>
          liveReferrals(now).includes('DTR-1'),
        'The pathway is not done.': ({ journey }) => journey.pathways['accommodation'] === 'IN_PROGRESS',
      },
    },
    {
      on: '2027-03-10',
      then: {
        'Moving on is asked about six weeks before the last night, Monday 31 May 2027.': (now) =>
          waitingStep(now, 'moving-on')?.opensOn === '2027-04-19',
        'The duty to refer is live after release.': (now) => liveReferrals(now).includes('DTR-1'),
        'They are not listed as having nowhere to live.': ({ stuck }) => !stuck.includes('NOWHERE_TO_LIVE'),
      },
    },
  ],
  ends: {
    'A home was found before the last night.': (now) =>
      daysAnswered(now, 'moving-on', 'ADDRESS_FOUND').join() === '2027-04-19' && hasHomeAddress(now),
    'The duty to refer ended when there was a home.': (now) =>
      referralFacts(now, 'DTR-1', 'referral-withdrawn', { reason: 'HOUSING_NEED_RESOLVED' }).length === 1,
    'Nobody was asked to find a place for tonight.': (now) => !wasAsked(now, 'urgent-housing'),
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};
