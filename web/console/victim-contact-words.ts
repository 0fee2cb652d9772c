import { sayDate } from '../../domain/law/say-date.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type {
  AskedCondition,
  ClosingReason,
  ConditionAnswer,
  ConditionKind,
  ContactBasis,
  Entitlement,
  Means,
  PassedOn,
  PassingOutcome,
} from '../../domain/victim-contact/contact.ts';
import type { Entry, EntryType } from '../../domain/victim-contact/history.ts';

export const BASIS_WORDS: Readonly<Record<ContactBasis, string>> = {
  STATUTORY: 'By law: a specified violent or sexual offence',
  DISCRETIONARY: 'By the unit’s discretion',
};

export const ENTITLEMENT_WORDS: Readonly<Record<Entitlement, string>> = {
  RELEASE_DATE: 'News of the release date and its changes',
  TEMPORARY_LICENCE: 'News of release on temporary licence',
  LICENCE: 'News of licence conditions that concern them',
  RECALL: 'News of a recall',
  SUPERVISION_END: 'News of the end of supervision',
  PAROLE_STATEMENT: 'To make a statement to the Parole Board',
};

export const CONDITION_WORDS: Readonly<Record<ConditionKind, string>> = {
  NO_CONTACT: 'No contact',
  EXCLUSION_AREA: 'Exclusion area',
};

export const ANSWER_WORDS: Readonly<Record<ConditionAnswer, string>> = {
  INCLUDED: 'In the licence as asked',
  INCLUDED_CHANGED: 'In the licence, changed',
  NOT_INCLUDED: 'Not in the licence',
};

export const CLOSING_WORDS: Readonly<Record<ClosingReason, string>> = {
  OPTED_OUT: 'The victim no longer wants contact',
  CONTACT_ENDED: 'Contact has ended',
  OPENED_IN_ERROR: 'It was opened in error',
};

export const OUTCOME_WORDS: Readonly<Record<PassingOutcome, string>> = {
  PASSED_ON: 'Passed on to the victim',
  NOT_WANTED: 'Not passed on: the victim does not want news of this',
};

export const MEANS_WORDS: Readonly<Record<Means, string>> = {
  PHONE: 'By phone',
  LETTER: 'By letter',
  EMAIL: 'By email',
  IN_PERSON: 'In person',
};

type Named = (id: string) => string;

export function passedOnWords({ standing, outcome, means, on, by }: PassedOn, officer: Named): string {
  const how = means === undefined ? '' : ` ${MEANS_WORDS[means].toLowerCase()}`;
  const what = standingWords(standing);
  return outcome === 'PASSED_ON'
    ? `${what}: passed on${how}, on ${sayDate(on)}, by ${officer(by)}`
    : `${what}: not wanted, recorded on ${sayDate(on)} by ${officer(by)}`;
}

/** "RELEASE 2026-12-23" in words. */
function standingWords(key: string): string {
  const [kind = '', date = ''] = key.split(' ');
  if (kind === 'RELEASE') return `Release on ${sayDate(date)}`;
  if (kind === 'RELEASED') return `Released on ${sayDate(date)}`;
  const words = STANDINGS[kind] ?? kind;
  return date === '' ? words : `${words}, and release on ${sayDate(date)}`;
}
const STANDINGS: Readonly<Record<string, string>> = {
  NO_DATE: 'No release date',
  RECALLED: 'Recalled to prison',
  ENDED: 'Supervision ended',
  DIED: 'The person died',
};

type ConditionState = Pick<AskedCondition, 'answer' | 'answeredOn'> & {
  readonly putOn?: IsoDate | undefined;
};

export function conditionState({ putOn, answer, answeredOn }: ConditionState): string {
  if (answer !== undefined) return `${ANSWER_WORDS[answer]}, answered on ${sayDate(answeredOn)}`;
  return putOn === undefined
    ? 'Asked for, and not yet put to the community offender manager'
    : `Put to the community offender manager on ${sayDate(putOn)}`;
}

const ENTRIES: Readonly<Record<EntryType, (data: Entry['data']) => string>> = {
  'case-opened': () => 'A case was opened.',
  'case-changed': () => 'A case was changed.',
  'case-closed': ({ reason }) => `A case was closed. ${lookUp(CLOSING_WORDS, reason)}.`,
  'to-pass-on': ({ standing }) => `There is something to pass on: ${standingWords(String(standing))}.`,
  'passed-on': ({ standing, outcome }) =>
    `${standingWords(String(standing))}: ${outcome === 'PASSED_ON' ? 'passed on' : 'not wanted by the victim'}.`,
  'condition-asked': ({ kind }) => `A licence condition was asked for: ${lookUp(CONDITION_WORDS, kind)}.`,
  'condition-put': () => 'A licence condition was put to the community offender manager.',
  'condition-answered': ({ answer }) => `A licence condition was answered: ${lookUp(ANSWER_WORDS, answer)}.`,
  'unit-reminded': () => 'A message to the unit was prepared.',
  'region-changed': () => 'The person belongs to another region, and so to its unit.',
  'cases-joined': () => 'Two records of the person were merged: this one has the cases of both.',
  'cases-moved': () => 'Two records of the person were merged: the other one has the cases.',
};

function lookUp(words: Readonly<Record<string, string>>, value: unknown): string {
  return words[String(value)] ?? String(value);
}

export function entryWords({ type, data }: Entry): string {
  return ENTRIES[type](data);
}
