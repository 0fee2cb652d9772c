import type { PublishedExclusion } from '../../domain/law/release-day.ts';
import { USUAL_HOME } from '../../domain/pathways/accommodation/found-place.ts';
import {
  daysAnswered,
  essentials,
  hasFact,
  hasHomeAddress,
  waitingStep,
  wasAsked,
  type Scene,
} from './scene.ts';
import type { Story } from './story.ts';

const SENTENCED = '2027-02-01';
const RELEASE = '2027-02-12';

export const shortSentence: Story = {
  about: 'Twelve days in prison: all work begins on the day of reception, and a tenancy is kept.',
  begins: SENTENCED,
  person: {
    firstName: 'Dean',
    lastName: 'Ashworth',
    prison: 'LEI',
    region: 'N54',
    sentence: {
      startDate: SENTENCED,
      lengthDays: 24,
      releaseKind: 'DETERMINATE',
      supervisionEndsOn: '2027-02-24',
    },
    release: { date: RELEASE, dateType: 'CRD' },
  },
  part: {
    answers: {
      'immediate-needs': {
        outcome: 'RECORDED',
        details: { tenancy: 'KEEP', benefits: 'KEEP', medicines: true },
      },
      'housing-need': { outcome: 'HAS_ADDRESS', details: USUAL_HOME },
    },
  },
  days: [
    {
      on: '2027-02-02',
      then: {
        'Pre-release work began at once, without waiting for 12 weeks before release.': ({ journey }) =>
          journey.phase === 'pre-release',
        'The tenancy is kept, so that no request for help with housing was made.': (now) =>
          hasFact(now, 'step-completed', { step: 'immediate-needs' }) &&
          hasHomeAddress(now) &&
          now.referrals.length === 0,
        'It is a Friday, and the early release scheme does not apply to fewer than 28 days.': (now) =>
          isExcluded(now, 'UNDER_28_DAYS') && waitingStep(now, 'release-day-decision') === undefined,
      },
    },
    {
      on: '2027-02-11',
      then: {
        'On the day before release everything is ready, and an interview for income is booked.': (now) => {
          const { income, ...others } = essentials(now);
          return income === 'KNOWN' && Object.values(others).every((state) => state === 'READY');
        },
      },
    },
  ],
  ends: {
    'They were released on Friday 12 February 2027.': ({ journey }) => journey.releasedOn === RELEASE,
    'The first appointment was kept, and a GP saw them.': (now) =>
      daysAnswered(now, 'first-appointment', 'KEPT').length === 1 &&
      now.journey.health?.gpSeenOn !== undefined,
    'Supervision ended after twelve days, before any review of the distance travelled.': (now) =>
      now.journey.closed?.on === '2027-02-24' &&
      now.journey.closed.housed &&
      !hasFact(now, 'step-completed', { step: 'review-at-4-weeks', outcome: 'REVIEWED' }),
    'The first payment was still to come, so follow-up was offered and accepted.': (now) =>
      now.journey.closed?.followUp?.about.includes('benefits') === true &&
      daysAnswered(now, 'voluntary-follow-up', 'ACCEPTED').length === 1 &&
      wasAsked(now, 'first-payment'),
  },
};

/** The early release scheme does not apply, for this reason. */
function isExcluded({ journey: { releaseDay } }: Scene, why: PublishedExclusion): boolean {
  return releaseDay?.known === true && releaseDay.reason === why;
}
