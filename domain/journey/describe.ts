import type { Fact, FactData, FactType } from '../record/facts.ts';
import type { LastingFigures } from '../law/figures.ts';
import { upToNights } from '../law/number-words.ts';
import { describeClosing, describeFollowUp, listed } from './describe-closing.ts';
import { describeDeath } from './describe-death.ts';
import { describeConsentFact } from './describe-consent-fact.ts';
import { describeAbsence } from './describe-absence.ts';
import { describePlaceFact } from './describe-transfer.ts';
import { describeHoldFact } from './describe-hold.ts';
import { describeLicenceFact } from './describe-licence-fact.ts';
import { describeMergeFact } from './describe-merge.ts';
import { describeMentorFact } from './describe-mentor-fact.ts';
import { describeMessageFact } from './describe-message-fact.ts';
import { describeContradiction } from './describe-contradiction.ts';
import { describeDetailsFact } from './describe-details-fact.ts';
import { describeProposalFact } from './describe-proposal-fact.ts';
import { describeAccessFact } from './describe-access-fact.ts';
import { describeRecallFact } from './describe-recall-fact.ts';
import { describeReferralFact } from './describe-referral-fact.ts';
import { describeReleaseFact } from './describe-release-fact.ts';
import { dateTypeLetters, describeReleaseDayFact } from './describe-release-day-fact.ts';
import { readSubject } from '../record/subjects.ts';
import { describeCause } from '../pathways/incidents/cause.ts';
import { shownAnswers } from './shown-answers.ts';
import type { Step } from './step.ts';
import { awaitedBy, isStepKind } from '../pathways/catalogue.ts';
import { sayDate } from '../law/say-date.ts';
import {
  describeWaitsFor,
  fromCode,
  headed,
  lowerFirst,
  OFFICER_POSTS,
  officerName,
  outcomeLabel,
  placeName,
  say,
  sentence,
  stepTitle,
  type Names,
} from './words.ts';

/**
 * A fact as one or more plain English sentences, the same on page, in the API and in a terminal. It says what
 * happened; who and when stand beside it (`fact.by`, `fact.at`).
 */
export function describeFact(
  fact: Pick<Fact, 'type' | 'data' | 'by'>,
  figures: LastingFigures,
  names: Names = {},
): string {
  // A fact that a later version recorded is shown by an earlier one that replaces it.
  if (!Object.hasOwn(SENTENCES, fact.type)) return 'Something happened that cannot be described here.';
  return SENTENCES[fact.type](fact.data, names, figures);
}

type Sentence = (data: FactData, names: Names, figures: LastingFigures) => string;

const SENTENCES: { readonly [T in FactType]: Sentence } = {
  'journey-started': (data, names) =>
    `The journey began at ${placeName(say(data['prison']), names)}. ${data['onRemand'] === true ? 'The person is on remand.' : data['releaseDate'] === undefined ? 'No release date is known yet.' : `The release date given is ${sayDate(data['releaseDate'])} (${dateTypeLetters(data['dateType'])}).`}`,
  'phase-entered': ({ phase }) => PHASE_ENTERED[say(phase)] ?? `The journey entered the phase ${say(phase)}.`,
  'officers-allocated': (data, names) => officersAllocated(data, names),
  'details-recorded': describeDetailsFact,
  ...describeAccessFact,
  'step-opened': stepOpened,
  'step-completed': (data, names, figures) =>
    `${headed(title(data, figures), lowerFirst(outcome(data)))}.${remarks(data, names)}`,
  'step-closed': (data, _names, figures) =>
    `“${title(data, figures)}” was closed: ${lowerFirst(outcome(data))}.`,
  'step-carried': (data, names, figures) =>
    `“${title(data, figures)}” continues in the community, waiting for ${waits(data, names)}, by ${sayDate(data['dueOn'])}.`,
  'step-overdue': (data, names, figures) => late(data, names, figures, 'is overdue'),
  'step-escalated': (data, names, figures) =>
    `${late(data, names, figures, 'has been escalated')}${listedBy(data, names)}`,
  'step-reminded': (data, names, figures) =>
    `“${title(data, figures)}” is due by ${sayDate(data['dueOn'])}, and waits for ${waits(data, names)}.`,
  ...describeMessageFact,
  ...describeMentorFact,
  ...describeReleaseDayFact,
  ...describeProposalFact,
  ...describeReferralFact,
  ...describeConsentFact,
  ...describeMergeFact,
  'address-recorded': addressRecorded,
  ...describeReleaseFact,
  'released-without-address': () => 'The person was released with nowhere to live recorded.',
  'incident-opened': ({ incident, cause }) =>
    `Something went wrong${where(incident)} and waits for an administrator: ${describeCause(cause)}.`,
  'incident-resolved': ({ incident, resolution }) =>
    resolution === 'SKIP'
      ? `What went wrong${where(incident)} was skipped.`
      : `What went wrong${where(incident)} is being tried again.`,
  'reconcile-asked': () => 'An administrator asked for the journey to be checked and repaired.',
  restarted: ({ reason }) => `The journey was restarted. Reason: ${sentence(say(reason))}`,
  ...describeRecallFact,
  ...describeLicenceFact,
  'events-contradict': describeContradiction,
  'contradiction-explained': () =>
    'A later report explained the reports that contradicted each other. Nothing is left to find out.',
  'timeline-changed': ({ fact }) =>
    `It was found that fact ${say(fact)} of this timeline is not what was recorded.`,
  ...describePlaceFact,
  ...describeAbsence,
  ...describeHoldFact,
  died: (data, names) => describeDeath(data, names),
  'journey-closed': (data, _names, figures) => describeClosing(data, figures),
  'follow-up-needed': ({ about, owner }, names) =>
    describeFollowUp({ about: listed(about), owner: say(owner) }, names),
};

/** What a step waits for, as one sentence: "Waiting for the governor of MDI to decide ..., by Friday 11 December 2026." */
export function describeStep(
  step: Pick<Step, 'kind' | 'waitsFor' | 'state' | 'dueOn' | 'opensOn'>,
  figures: LastingFigures,
  names: Names = {},
): string {
  const awaits = awaitedBy(step.kind, figures);
  if (step.waitsFor === 'date') {
    return step.opensOn === undefined
      ? `Waiting for ${awaits}.`
      : `Waiting for ${awaits}: ${sayDate(step.opensOn)}.`;
  }
  if (step.waitsFor === 'event') return `Waiting ${awaits}.`;
  const wait = `${describeWaitsFor(step.waitsFor, names)} ${awaits}`;
  const due = step.dueOn === undefined ? '' : `, by ${sayDate(step.dueOn)}`;
  if (step.state === 'SCHEDULED' && step.opensOn !== undefined) {
    return `From ${sayDate(step.opensOn)}, waiting for ${wait}${due}.`;
  }
  return `Waiting for ${wait}${due}.`;
}

const PHASE_ENTERED: Readonly<Record<string, string>> = {
  reception: 'Reception began: immediate needs, and who is responsible.',
  custody: 'Reception is done. Pre-release work opens nearer the release date.',
  'pre-release': 'Pre-release work opened: housing, benefits and the release day, side by side.',
  'release-day': 'Release is near: the release-day checklist opened.',
  community: 'Work in the community began.',
  recalled: 'The person was recalled to prison.',
  closed: 'The journey ended.',
};

const PLACES: Readonly<Record<string, string>> = {
  SETTLED: 'a settled address',
  TRANSIENT: 'a temporary address',
  CAS1: 'approved premises (CAS1)',
  CAS3: 'community accommodation (CAS3)',
};

const ADDRESSES: Readonly<Record<string, (figures: LastingFigures) => string>> = {
  SETTLED: () => 'a settled address',
  TRANSIENT: () => 'a temporary address',
  CAS3: ({ cas3Nights }) => `community accommodation (CAS3), for ${upToNights(cas3Nights)}`,
};

/** Addresses recorded before beds had a last night are described by the figures in force. */
function addressRecorded(
  { kind, from, lastNight }: FactData,
  _names: Names,
  figures: LastingFigures,
): string {
  const place = lastNight === undefined ? ADDRESSES[say(kind)]?.(figures) : PLACES[say(kind)];
  const start = from === undefined ? '' : `, from ${sayDate(from)}`;
  const end = lastNight === undefined ? '' : `, until the night of ${sayDate(lastNight)}`;
  return `Somewhere to live is recorded: ${place ?? 'an address'}${start}${end}.`;
}

/** What an officer answered besides the outcome, as far as its kind shows it: " Reason: They asked for it." */
function remarks(data: FactData, names: Names): string {
  const kind = say(data['step']);
  if (!isStepKind(kind)) return '';
  return shownAnswers(kind, data, names)
    .map(({ label, value }) => ` ${label}${label.endsWith('?') ? '' : ':'} ${sentence(value)}`)
    .join('');
}

function officersAllocated(data: FactData, names: Names): string {
  const named = OFFICER_POSTS.flatMap(([post, called]) =>
    typeof data[post] === 'string' ? [`${called} ${officerName(data[post], names)}`] : [],
  );
  return named.length === 0 ? 'Officers were allocated.' : `Officers were allocated: ${named.join(', ')}.`;
}

function stepOpened(data: FactData, names: Names, figures: LastingFigures): string {
  const kind = say(data['step']);
  const awaits = isStepKind(kind) ? awaitedBy(kind, figures) : fromCode(kind);
  const from = data['opensOn'] === undefined ? '' : `from ${sayDate(data['opensOn'])}, `;
  const due = data['dueOn'] === undefined ? '' : `, by ${sayDate(data['dueOn'])}`;
  return headed(title(data, figures), `${from}waiting for ${waits(data, names)} ${awaits}${due}.`);
}

function late(data: FactData, names: Names, figures: LastingFigures, standing: string): string {
  return `“${title(data, figures)}” ${standing}. It was due by ${sayDate(data['dueOn'])} and still waits for ${waits(data, names)}.`;
}

/** The list that the step was put on, which older facts do not have. Whether anybody was told is a fact of its own. */
function listedBy({ list, waitsFor }: FactData, names: Names): string {
  return typeof list !== 'string' || list === waitsFor
    ? ''
    : ` It is now on the list of ${describeWaitsFor(list, names)} too.`;
}

function title(data: FactData, figures: LastingFigures): string {
  const subject = typeof data['subject'] === 'string' ? data['subject'] : undefined;
  return stepTitle(say(data['step']), figures, subject);
}

/** `referral.Make.DTR-1` -> the part of the journey, and the state of its machine. */
function where(incident: unknown): string {
  const parts = readSubject(say(incident));
  switch (parts?.about) {
    case 'reconcile':
      return ` in the ${parts.machine} part of the journey, which keeps stopping,`;
    case 'failure':
      return ` in the ${parts.machine} part of the journey, at ${parts.state},`;
    default:
      return '';
  }
}

function outcome(data: FactData): string {
  return outcomeLabel(say(data['step']), say(data['outcome']));
}

function waits(data: FactData, names: Names): string {
  return describeWaitsFor(say(data['waitsFor']), names);
}
