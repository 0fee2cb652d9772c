import type { FactData } from '../record/facts.ts';
import type { LastingFigures } from '../law/figures.ts';
import { sayDate } from '../law/say-date.ts';
import { RECALL_REASONS, type RecallReason } from '../record/recall.ts';
import { listed, titlesOf } from './describe-closing.ts';
import { officerName, placeName, say, sentence, type Names } from './words.ts';

/** Why a licence is revoked, as a choice on a form, and at the start of a sentence. */
export const RECALL_REASON_WORDS: Readonly<Record<RecallReason, string>> = {
  CHARGED_WITH_OFFENCE: 'Charged with a further offence',
  FAILED_TO_KEEP_APPOINTMENTS: 'Failed to keep appointments',
  LOST_CONTACT: 'Lost contact with probation',
  FAILED_TO_LIVE_AS_APPROVED: 'Did not live at the approved address',
  TAG_OR_CURFEW: 'Did not keep to a tag or curfew',
  RISK_CANNOT_BE_MANAGED: 'The risk can no longer be managed in the community',
  OTHER: 'Another reason',
};

export function describeRecallReason(reason: unknown): string {
  const known = RECALL_REASONS.find((each) => each === reason);
  return known === undefined ? 'A reason not recorded' : RECALL_REASON_WORDS[known];
}

const KEPT: Readonly<Record<string, string>> = {
  identity: 'the identity documents',
  bankAccount: 'the bank account',
};

/** The timeline's sentences about recall, return to prison and the cycles of a journey. */
export const describeRecallFact = {
  recalled: (data: FactData, names: Names): string =>
    `The licence was revoked on ${sayDate(data['revokedOn'])}, ${data['type'] === 'STANDARD' ? 'a standard recall' : 'a recall for a fixed term'}. Reason: ${sentence(describeRecallReason(data['reason']))} ${sentence(say(data['explanation']))} Tried before: ${sentence(say(data['alternatives']))}${officers(data, names)}`,
  'recall-undone': (data: FactData, names: Names): string =>
    `The recall of ${sayDate(data['was'])} was recorded wrongly, and the person is on licence as before. Reason: ${sentence(say(data['reason']))}${officers(data, names)}`,
  'cycle-ended': (data: FactData, _names: Names, figures: LastingFigures): string => {
    const unanswered = titlesOf(listed(data['unanswered']), figures);
    const never = unanswered.length === 0 ? '' : ` Never answered: ${unanswered.join('; ')}.`;
    const because = data['because'] === 'NEW_SENTENCE' ? 'of a new sentence' : 'of the recall';
    return `What was open ended because ${because}.${never}`;
  },
  'cycle-began': ({ kept }: FactData): string => {
    const still = listed(kept).map((name) => KEPT[name] ?? name);
    return still.length === 0
      ? 'Everything is asked again before the next release.'
      : `Kept, because they are still true: ${still.join(' and ')}. Everything else is asked again before the next release.`;
  },
  'unlawfully-at-large': ({ since }: FactData): string =>
    `The person has been unlawfully at large since ${sayDate(since)}.`,
  'returned-to-custody': ({ on, arrestedOn, prison }: FactData, names: Names): string =>
    `The person returned to prison on ${sayDate(on)}, at ${placeName(say(prison), names)}.${arrestedOn === undefined ? '' : ` They were arrested on ${sayDate(arrestedOn)}.`}`,
  'recall-date-assessed': ({ date, explanation }: FactData): string =>
    `${date === undefined ? 'No release date after the recall is known.' : `The release date after the recall is ${sayDate(date)}.`} ${listed(explanation).map(sentence).join(' ')}`.trimEnd(),
  'new-sentence-joined': ({ startDate, prison, onRemand }: FactData, names: Names): string =>
    `${onRemand === true ? 'Remand' : 'A new sentence'} began on ${sayDate(startDate)} at ${placeName(say(prison), names)}, before the licence had ended. It joins this journey.`,
} as const;

function officers({ recordedBy, approvedBy }: FactData, names: Names): string {
  return typeof recordedBy === 'string' && typeof approvedBy === 'string'
    ? ` Asked for by ${officerName(recordedBy, names)} and approved by ${officerName(approvedBy, names)}.`
    : '';
}
