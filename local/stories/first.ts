import { USUAL_HOME } from '../../domain/pathways/accommodation/found-place.ts';
import { answers } from './acts.ts';
import { daysAnswered, endedInAHome, hasFact, hasHomeAddress, liveReferrals, wasAsked } from './scene.ts';
import type { Story } from './story.ts';

export const first: Story = {
  about: 'The whole way from sentence to the end of supervision, with a home found before release.',
  begins: '2026-11-02',
  person: {
    firstName: 'Samuel',
    lastName: 'Adebayo',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-12', dateType: 'CRD' },
  },
  days: [
    {
      on: '2027-01-24',
      then: {
        'The council accepted its duty.': (now) => hasFact(now, 'referral-answered', { answer: 'ACCEPTED' }),
      },
    },
    {
      on: '2027-01-25',
      does: [answers('next-address', 'ADDRESS_RECORDED', USUAL_HOME)],
      then: {
        'The home has an address and a postcode, and was found by an officer.': (now) =>
          hasHomeAddress(now) && now.journey.housing.places?.[0]?.foundBy !== undefined,
        'A home ends every request for help with housing.': (now) => liveReferrals(now).length === 0,
      },
    },
  ],
  ends: {
    'The governor decided, and the Friday release was on Thursday 11 March 2027.': ({ journey }) =>
      journey.decision?.outcome === 'PRESUMPTIVE' && journey.releasedOn === '2027-03-11',
    'The address was checked again in the last week.': (now) =>
      daysAnswered(now, 'address-check', 'STILL_THERE').some((day) => day >= '2027-03-04'),
    'No bed was needed.': ({ journey }) => journey.housing.places?.length === 1,
    'Nobody was asked to find a place for tonight.': (now) => !wasAsked(now, 'urgent-housing'),
    'The first Universal Credit payment came.': ({ journey }) => journey.closed?.benefits === true,
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};
