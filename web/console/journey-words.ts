import { capitalised } from '../../domain/law/capitalised.ts';
import type { JourneyView } from '../../application/queries/get-journey.ts';
import type { OpenStepView } from '../../application/queries/journey-views.ts';
import type { ReferralView } from '../../application/queries/referral-view.ts';
import type { FactType } from '../../domain/record/facts.ts';
import { PATHWAY_ENTRIES, type Pathway, PATHWAYS, readinessOf } from '../../domain/pathways/catalogue.ts';
import type { PathwayStatus, Phase } from '../../domain/record/head.ts';
import { isLiveState } from '../../domain/record/referral.ts';
import { figuresOnRelease, fromCode } from '../../domain/journey/words.ts';
import type { LastingFigures } from '../../domain/law/figures.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { Tag } from './flags.ts';
import { formatCount, formatInstant } from './formats.ts';
import type { SignedInRequest } from './page-request.ts';

export const PHASES: Readonly<Record<Phase, string>> = {
  reception: 'Reception',
  custody: 'Custody',
  'pre-release': 'Pre-release',
  'release-day': 'Release day',
  community: 'Community',
  recalled: 'Recalled',
  closed: 'Closed',
};

/** The figures of law and policy that a journey's words are written with. */
export function figuresOf(
  { services }: Pick<SignedInRequest, 'services'>,
  { releasedOn, releaseDate }: Pick<JourneyView, 'releasedOn' | 'releaseDate'>,
): LastingFigures {
  return figuresOnRelease(services.law, releasedOn ?? releaseDate);
}

/** The headings of the timeline's facts. */
export const FACT_TITLES: Readonly<Record<FactType, string>> = {
  'journey-started': 'Journey started',
  'phase-entered': 'New phase',
  'officers-allocated': 'Officers allocated',
  'opened-in-emergency': 'Opened in an emergency',
  'emergency-access-ended': 'Emergency access ended',
  'details-recorded': 'Details recorded',
  'step-opened': 'Step opened',
  'step-completed': 'Step completed',
  'step-closed': 'Step closed',
  'step-carried': 'Step continues',
  'step-overdue': 'Step overdue',
  'step-escalated': 'Step escalated',
  'step-reminded': 'Due soon',
  'appointment-made': 'Appointment made',
  'appointment-changed': 'Appointment changed',
  'appointment-cancelled': 'Appointment cancelled',
  'appointment-kept': 'Appointment kept',
  'appointment-missed': 'Appointment missed',
  'contact-recorded': 'Messages to the person',
  'message-handed-over': 'Message sent',
  'message-not-handed-over': 'Message not sent',
  'sentence-recorded': 'Sentence recorded',
  'sentence-date-recorded': 'Date recorded',
  'sentence-date-removed': 'Date removed',
  'release-date-set': 'Release date changed',
  'release-day-assessed': 'Friday check',
  'release-day-decided': 'Release day decided',
  'release-day-decision-voided': 'Decision void',
  'release-day-proposal-lapsed': 'Proposed day lapsed',
  'release-date-confirmed': 'Release date confirmed',
  'change-proposed': 'Second officer asked',
  'proposal-approved': 'Approved',
  'proposal-declined': 'Declined',
  'proposal-withdrawn': 'Proposal withdrawn',
  'deadlines-moved': 'Deadlines moved',
  'referral-made': 'Referral made',
  'referral-not-made': 'Referral not made',
  'referral-delivered': 'Referral delivered',
  'referral-answered': 'Referral answered',
  'referral-answered-late': 'Late answer',
  'referral-withdrawn': 'Referral withdrawn',
  'referral-disclosed': 'Referral read',
  'delivery-parked': 'Delivery parked',
  'mentor-offered': 'Mentor offered',
  'mentor-accepted': 'Mentor accepted',
  'mentor-declined': 'Mentor declined',
  'mentor-at-gate': 'Met at the gate',
  'mentor-not-at-gate': 'Not met at the gate',
  'mentor-stopped': 'Mentor stopped',
  'consent-given': 'Consent given',
  'consent-refused': 'Consent refused',
  'consent-withdrawn': 'Consent withdrawn',
  'records-merged': 'Records merged',
  'merged-into': 'Record merged',
  'prison-number-changed': 'Prison number changed',
  'address-recorded': 'Address recorded',
  released: 'Released',
  'released-in-error': 'Released in error',
  'release-made-lawful': 'Lawful ground found',
  'release-day-corrected': 'Day of release corrected',
  'release-undone': 'Release corrected',
  'released-without-address': 'Released without an address',
  'incident-opened': 'Something went wrong',
  'incident-resolved': 'Resolved',
  'reconcile-asked': 'Check requested',
  restarted: 'Restarted',
  recalled: 'Recalled',
  'recall-undone': 'Recall undone',
  'cycle-ended': 'Earlier work ended',
  'cycle-began': 'Asked again',
  'unlawfully-at-large': 'Unlawfully at large',
  'returned-to-custody': 'Returned to prison',
  'recall-date-assessed': 'Release date after the recall',
  'new-sentence-joined': 'New sentence',
  'licence-varied': 'Licence changed',
  'licence-activated': 'Licence active',
  'licence-inactivated': 'Licence not active',
  'events-contradict': 'Reports contradict',
  'contradiction-explained': 'Contradiction explained',
  'timeline-changed': 'Timeline changed',
  transferred: 'Transferred',
  'officers-changed': 'Officers changed',
  'officer-away': 'Officer away',
  'officer-absence-changed': 'Absence changed',
  'officer-back': 'Officer back',
  held: 'On hold',
  resumed: 'Resumed',
  died: 'Death',
  'access-excluded': 'Access limited',
  'access-restricted': 'Access limited',
  'access-list-shortened': 'Access changed',
  'access-limits-lifted': 'Access not limited',
  'journey-closed': 'Journey closed',
  'follow-up-needed': 'Follow-up needed',
};

export const STATUSES: Readonly<Record<PathwayStatus, Tag>> = {
  NOT_STARTED: { text: 'Not started', classes: 'govuk-tag--grey' },
  IN_PROGRESS: { text: 'In progress', classes: 'govuk-tag--blue' },
  // Red is for what is late or wrong; a need that is being met is neither.
  SUPPORT_REQUIRED: { text: 'Support required', classes: 'govuk-tag--blue' },
  SUPPORT_NOT_REQUIRED: { text: 'Support not required', classes: 'govuk-tag--green' },
  SUPPORT_DECLINED: { text: 'Support declined', classes: 'govuk-tag--yellow' },
  DONE: { text: 'Done', classes: 'govuk-tag--green' },
};

export interface Card {
  readonly name: string;
  readonly status: Tag;
  readonly lines: readonly string[];
}

/** One card per pathway: its status and the most important details. */
export function pathwayCards(journey: JourneyView, figures: LastingFigures, today: IsoDate): readonly Card[] {
  return PATHWAYS.map((pathway) => {
    return {
      name: PATHWAY_ENTRIES[pathway].name,
      status: statusOf(pathway, journey),
      lines: [
        ...readinessOf(pathway, { ...journey, today }, figures),
        openWords(journey.steps.filter((step) => step.pathway === pathway)),
      ],
    };
  });
}

/** How many steps of a pathway are open; else the first that somebody is asked later. */
function openWords(steps: readonly OpenStepView[]): string {
  const open = steps.filter(({ state }) => state === 'OPEN').length;
  if (open > 0) return `${formatCount(open, 'open step', 'open steps')}.`;
  const [next] = steps
    .filter(({ waitsFor }) => waitsFor !== 'date' && waitsFor !== 'event')
    .flatMap(({ title, opensOn }) => (opensOn === undefined ? [] : [{ title, opensOn }]))
    .sort((a, b) => a.opensOn.localeCompare(b.opensOn));
  return next === undefined
    ? 'Nothing is open.'
    : `Nothing is open until ${sayDate(next.opensOn)}: ${next.title}.`;
}

/** A date that is not confirmed leaves its pathway in progress, whatever was done before it moved. */
function statusOf(pathway: Pathway, journey: JourneyView): Tag {
  const unsettled = pathway === 'licence-and-release-date' && !journey.releaseDateConfirmed;
  return unsettled ? STATUSES.IN_PROGRESS : STATUSES[journey.pathways[pathway]];
}

export const REFERRAL_STATES: Readonly<Record<ReferralView['state'], Tag>> = {
  created: { text: 'Made, not delivered yet', classes: 'govuk-tag--grey' },
  delivered: { text: 'Delivered, no answer yet', classes: 'govuk-tag--blue' },
  accepted: { text: 'Accepted', classes: 'govuk-tag--green' },
  declined: { text: 'Declined', classes: 'govuk-tag--red' },
  'more-information-needed': { text: 'More information needed', classes: 'govuk-tag--orange' },
  withdrawn: { text: 'Withdrawn', classes: 'govuk-tag--grey' },
  unanswered: { text: 'No answer by its date', classes: 'govuk-tag--red' },
  moved: { text: 'Moved to the merged record', classes: 'govuk-tag--grey' },
};

export function referralRows({ referrals }: JourneyView): readonly object[] {
  return referrals.map((referral) => ({
    id: referral.id,
    live: isLiveState(referral.state),
    service: capitalised(referral.serviceName),
    agency: referral.agency,
    made: formatInstant(referral.createdAt),
    state: REFERRAL_STATES[referral.state],
    answered: [
      ...(referral.answer ? [formatInstant(referral.answer.at)] : []),
      ...(referral.answer?.code === undefined ? [] : [fromCode(referral.answer.code)]),
      ...(referral.withdrawn
        ? [
            `${referral.withdrawn.text ?? capitalised(fromCode(referral.withdrawn.reason))}, ${formatInstant(referral.withdrawn.at)}`,
          ]
        : []),
    ].join(': '),
    contact: [
      ...(referral.answer?.reference === undefined ? [] : [`Reference ${referral.answer.reference}`]),
      ...(referral.answer?.officer === undefined ? [] : [`dealt with by ${referral.answer.officer}`]),
    ].join(', '),
    paused: referral.paused,
    stale: referral.stale,
  }));
}
