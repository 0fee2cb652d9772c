import { USUAL_HOME } from '../../domain/pathways/accommodation/found-place.ts';
import { answers } from './acts.ts';
import {
  daysAnswered,
  endedInAHome,
  hasFact,
  hasHomeAddress,
  liveReferrals,
  referralFacts,
  waitingStep,
  wasAsked,
} from './scene.ts';
import type { Story } from './story.ts';

export const homeless: Story = {
  about: 'Released with nowhere to live, asked about every working day, and housed.',
  begins: '2026-11-02',
  person: {
    firstName: 'Callum',
    lastName: 'Reid',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  part: {
    authorities: ['eastmoor-council'],
    neglected: ['refer-to-council'],
    answers: {
      'cas3-decision': { outcome: 'NOT_SUITABLE', details: { reason: 'No bed is free.' } },
      'urgent-housing': { outcome: 'NONE_FOUND' },
    },
  },
  days: [
    {
      on: '2027-03-09',
      then: {
        'They were released with nowhere to live, and the record says so.': (now) =>
          now.journey.releasedOn === '2027-03-09' && hasFact(now, 'released-without-address'),
        'They are on the list of stuck journeys on the day of release.': ({ stuck }) =>
          stuck.includes('NOWHERE_TO_LIVE'),
        'Their supervising officer is asked for a referral from the community.': (now) =>
          waitingStep(now, 'refer-to-council') !== undefined,
      },
    },
    {
      on: '2027-03-10',
      does: [
        answers('refer-to-council', 'REFER', {
          authority: 'northwick-council',
          contactBy: 'PHONE',
          contact: '07700 900 456',
        }),
      ],
      then: {
        'A second council is asked from the community.': (now) => liveReferrals(now).includes('DTR-2'),
      },
    },
    {
      on: '2027-03-14',
      then: {
        'On Sunday nobody is asked, and they are still on the list.': (now) =>
          waitingStep(now, 'urgent-housing')?.opensOn === '2027-03-15' &&
          now.stuck.includes('NOWHERE_TO_LIVE'),
      },
    },
    {
      on: '2027-03-17',
      does: [answers('urgent-housing', 'ADDRESS_FOUND', USUAL_HOME)],
      then: {
        'The home has an address and a postcode.': hasHomeAddress,
        'They are no longer on the list of people with nowhere to live.': ({ stuck }) =>
          !stuck.includes('NOWHERE_TO_LIVE'),
      },
    },
  ],
  ends: {
    'Somebody was asked for a place on every working day.': (now) =>
      daysAnswered(now, 'urgent-housing', 'NONE_FOUND').join() ===
      [
        '2027-03-09',
        '2027-03-10',
        '2027-03-11',
        '2027-03-12',
        '2027-03-15',
        '2027-03-16',
        '2027-03-17',
      ].join(),
    'The second council accepted its duty.': (now) =>
      referralFacts(now, 'DTR-2', 'referral-answered', { answer: 'ACCEPTED' }).length === 1,
    'They were still housed after 12 weeks.': (now) =>
      daysAnswered(now, 'housed-at-12-weeks', 'HOUSED').length === 1,
    'There was no bed to move on from.': (now) => !wasAsked(now, 'moving-on'),
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};
