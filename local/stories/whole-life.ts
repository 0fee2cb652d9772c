import { USUAL_HOME } from '../../domain/pathways/accommodation/found-place.ts';
import { addDays } from '../../domain/law/time.ts';
import { PATHWAYS } from '../../domain/pathways/catalogue.ts';
import { SUPPORT_PATHWAYS } from '../../domain/pathways/support/pathways.ts';
import { versionsOf } from '../../domain/pathways/licence-and-release-date/variation.ts';
import { answers } from './acts.ts';
import { isMetBy } from './mentor-acts.ts';
import { hasLicenceVaried } from './recall-acts.ts';
import {
  daysAnswered,
  endedInAHome,
  essentials,
  hasFact,
  hasHomeAddress,
  liveReferrals,
  type Scene,
} from './scene.ts';
import type { Story } from './story.ts';

const RELEASE = '2027-11-09';

const BIRTH_REQUESTED = { document: 'BIRTH', status: 'REQUESTED', cost: 12 };
const BIRTH_POSTED = { document: 'BIRTH', status: 'POSTED' };
const BIRTH_RECEIVED = {
  document: 'BIRTH',
  status: 'RECEIVED',
  heldAt: 'The safe in reception',
  prisonNumber: 'A1234BC',
};

export const wholeLife: Story = {
  about: 'From sentence to the end of supervision with every pathway, and into a home of their own.',
  begins: '2026-11-02',
  person: {
    firstName: 'Nadia',
    lastName: 'Okafor',
    sex: 'NOT_SPECIFIED',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2028-11-14' },
    release: { date: RELEASE, dateType: 'CRD' },
  },
  part: {
    // Both are answered on the way, as the document comes.
    neglected: ['identity-documents', 'document-applications'],
    answers: {
      debts: {
        outcome: 'ADVICE',
        details: { rent: true, fines: true, advisedBy: 'Eastmoor Advice', budget: true },
      },
      'health-assessment': {
        outcome: 'ASSESSED',
        details: {
          medicine: true,
          opioidSubstitution: true,
          mentalHealth: true,
          socialCare: true,
          neurodiversity: true,
        },
      },
      'care-appointments': {
        outcome: 'BOOKED',
        details: {
          opioidSubstitutionOn: RELEASE,
          opioidSubstitutionWhere: 'Eastmoor Recovery Service',
          mentalHealthOn: RELEASE,
          mentalHealthWhere: 'Eastmoor Community Team',
        },
      },
      'attitudes-thinking-and-behaviour-assessment': {
        outcome: 'SUPPORT_NEEDED',
        details: { need: 'Someone to talk to before things go wrong.', ownScore: 4 },
      },
      'treatment-appointment': {
        outcome: 'BOOKED',
        details: { with: 'Eastmoor Recovery Service', on: RELEASE },
      },
    },
  },
  days: [
    {
      on: '2027-08-16',
      then: {
        'For nine months the journey was asleep in custody: nothing ran.': ({ journey, stuck }) =>
          journey.phase === 'custody' && journey.executions.length === 0 && stuck.length === 0,
      },
    },
    { on: '2027-08-18', does: [answers('document-applications', 'LOGGED', BIRTH_REQUESTED)] },
    { on: '2027-08-26', does: [answers('document-applications', 'LOGGED', BIRTH_POSTED)] },
    {
      on: '2027-09-03',
      does: [answers('document-applications', 'LOGGED', BIRTH_RECEIVED)],
      then: {
        'The birth certificate is held until it leaves with them, and its log has three entries.': ({
          journey: { documents },
        }) => documents?.[0]?.heldAt === 'The safe in reception' && documents[0].log.length === 3,
      },
    },
    {
      on: '2027-09-20',
      does: [
        answers('next-address', 'ADDRESS_RECORDED', USUAL_HOME),
        isMetBy({ role: 'MENTOR', name: 'Sam Rowe', organisation: 'Gate to Home' }),
      ],
      then: {
        'Every pathway has begun.': ({ journey }) =>
          PATHWAYS.every((pathway) => (journey.pathways[pathway] ?? 'NOT_STARTED') !== 'NOT_STARTED'),
        'The council accepted its duty, and a home of their own ended every request for housing.': (now) =>
          hasFact(now, 'referral-answered', { answer: 'ACCEPTED' }) &&
          hasHomeAddress(now) &&
          liveReferrals(now).length === 0,
      },
    },
    {
      on: '2027-11-08',
      then: {
        'On the day before the gate every essential is ready, and an interview for income is booked.': (
          now,
        ) => {
          const { income, ...others } = essentials(now);
          return income === 'KNOWN' && Object.values(others).every((state) => state === 'READY');
        },
        'A mentor meets them, and the licence is signed.': ({ journey }) =>
          journey.ready?.who === 'Sam Rowe, a mentor' && journey.licence?.signedOn !== undefined,
        'Support was agreed in four pathways, each with a service.': ({ journey }) =>
          SUPPORT_PATHWAYS.every((each) => journey.support?.needs?.[each]?.referred !== undefined),
        'Care goes on outside: a GP, appointments, social care, and what helps them is written down.': ({
          journey: { health },
        }) =>
          [health?.gp, health?.medicine, health?.care, health?.socialCare, health?.whatHelps].every(
            (each) => each !== undefined,
          ),
      },
    },
    {
      on: '2028-01-10',
      does: [
        hasLicenceVaried({
          variation: 'ADD',
          condition: 'RESTRICTION_ZONE',
          text: 'Not to enter the street of the old address.',
          from: '2028-01-17',
          reason: 'They asked for it, to keep away from old friends.',
        }),
      ],
      then: {
        'A change of the licence is approved, and the first version counts until its day.': (now) =>
          versionsOf(now.journey, now.today)
            .map(({ inForce }) => inForce)
            .join() === 'false,true',
      },
    },
    {
      on: '2028-01-17',
      then: {
        'The changed licence counts, explained and signed like the first.': ({ journey, today }) => {
          const [latest] = versionsOf(journey, today);
          return latest?.inForce === true && latest.signedOn !== undefined;
        },
      },
    },
  ],
  ends: {
    'They were released on Tuesday 9 November 2027, with nothing missing.': (now) =>
      now.journey.releasedOn === RELEASE && !hasFact(now, 'released-without-address'),
    'The first appointment, the treatment and the care were kept, and a GP saw them.': (now) =>
      daysAnswered(now, 'first-appointment', 'KEPT').length === 1 &&
      daysAnswered(now, 'treatment-continued', 'ATTENDED').length === 1 &&
      daysAnswered(now, 'care-kept', 'KEPT').length === 1 &&
      now.journey.health?.gpSeenOn !== undefined,
    'They were seen face to face at least once in every four weeks.': (now) =>
      now.journey.supervision?.contactEveryDays === 28 && seenEvery(28, now),
    'Someone advised them about their debts, and that was followed up.': ({ journey }) =>
      journey.debts?.advisedBy !== undefined && journey.debts.followedUpOn !== undefined,
    'The distance travelled was reviewed three times, with their own score.': (now) =>
      (['review-at-4-weeks', 'review-at-12-weeks', 'review-at-26-weeks'] as const).every(
        (review) => daysAnswered(now, review, 'REVIEWED').length === 1,
      ),
    'Every pathway is done.': ({ journey }) => PATHWAYS.every((each) => journey.pathways[each] === 'DONE'),
    'Universal Credit is in payment.': ({ journey }) => journey.closed?.benefits === true,
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};

/** From release to the end of supervision, no gap between two contacts is longer. */
function seenEvery(days: number, now: Scene): boolean {
  const seen = [RELEASE, ...daysAnswered(now, 'supervision-contact', 'SEEN'), now.today];
  return seen.every((day, index) => index === 0 || addDays(seen[index - 1] ?? '', days) >= day);
}
