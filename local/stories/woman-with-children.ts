import { USUAL_HOME } from '../../domain/pathways/accommodation/found-place.ts';
import { SUPPORT_PATHWAYS } from '../../domain/pathways/support/pathways.ts';
import { daysAnswered, endedInAHome, factsOf, hasFact, wasAsked } from './scene.ts';
import type { Story } from './story.ts';

const CHILDREN = 'children-families-and-communities';

export const womanWithChildren: Story = {
  about: 'A mother of two: one referral to a women’s service for every need, visits, and a home for three.',
  begins: '2026-11-02',
  person: {
    firstName: 'Aisha',
    lastName: 'Rahman',
    sex: 'FEMALE',
    prison: 'NHI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  part: {
    answers: {
      'immediate-needs': {
        outcome: 'RECORDED',
        details: {
          tenancy: 'KEEP',
          benefits: 'KEEP',
          dependants: true,
          note: 'Two children are with her mother.',
        },
      },
      'housing-need': { outcome: 'HAS_ADDRESS', details: USUAL_HOME },
      'drugs-and-alcohol-referral': {
        outcome: 'REFERRED',
        details: { personAsked: true, service: 'willow-house' },
      },
      'family-contact': {
        outcome: 'RECORDED',
        details: {
          contact: 'REGULAR',
          children: 'CONTACT',
          visits: 'ARRANGED',
          safeguarding: 'The social worker knows of the release date.',
        },
      },
    },
  },
  days: [
    {
      on: '2027-03-08',
      then: {
        'She was referred once, to a women’s service, for all of her needs.': ({ journey }) =>
          journey.support?.womensService?.to === 'Willow House women’s centre',
        'Nobody referred her a second time for family or work.': (now) =>
          SUPPORT_PATHWAYS.every(
            (each) =>
              each === 'drugs-and-alcohol' || daysAnswered(now, `${each}-referral`, 'REFERRED').length === 0,
          ),
        'Visits are arranged, and what concerns the safety of the children is in no fact.': (now) =>
          hasFact(now, 'step-completed', { step: 'family-contact', outcome: 'RECORDED' }) &&
          now.journey.support?.safeguarding !== undefined &&
          factsOf(now, 'step-completed').every(({ data }) => !JSON.stringify(data).includes('social worker')),
      },
    },
  ],
  ends: {
    'The tenancy was kept, so nobody searched for a home.': (now) =>
      !wasAsked(now, 'next-address') && now.referrals.length === 0,
    'The help with family and children ended as planned.': ({ journey }) =>
      journey.pathways[CHILDREN] === 'DONE',
    'She was released on Tuesday 9 March 2027.': ({ journey }) => journey.releasedOn === '2027-03-09',
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};
