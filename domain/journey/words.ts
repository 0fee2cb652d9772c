import { capitalised } from '../law/capitalised.ts';
import { GATE_ITEM_NAMES } from '../pathways/release/gate-items.ts';
import { serviceEntry, isService } from '../pathways/services.ts';
import { dateTypeName } from '../law/date-type-names.ts';
import { RELEASE_DATE_TYPES } from '../law/release-day.ts';
import type { LastingFigures } from '../law/figures.ts';
import type { Law } from '../law/law.ts';
import type { IsoDate } from '../law/time.ts';
import { isStepKind, stepEntry, titleOf } from '../pathways/catalogue.ts';
import { HMPPS, type Actor } from '../record/actor.ts';
import { DUTIES_OF, isDuty } from '../record/duties.ts';
import type { Head } from '../record/head.ts';
import { EARLY_GROUNDS, type EarlyGround } from '../record/early-grounds.ts';
import { DATE_SOURCES, type DateSource } from '../record/sentence-dates.ts';
import { readSubject } from '../record/subjects.ts';
import { readWaitsFor } from '../record/waits-for.ts';

/** Names for ids. An id without a name stays an id. */
export interface Names {
  readonly officer?: (id: string) => string | undefined;
  readonly agency?: (id: string) => string | undefined;
  /** A prison's id or a probation region's code. */
  readonly place?: (id: string) => string | undefined;
}

/** The posts of a person's officers, and what each is called in a sentence. */
export const OFFICER_POSTS = [
  ['pom', 'prison offender manager'],
  ['com', 'community offender manager'],
  ['yot', 'youth offending team worker'],
  ['deputy', 'deputy'],
] as const;

export function officerName(id: string, names: Names): string {
  return names.officer?.(id) ?? id;
}

export function agencyName(id: string, names: Names): string {
  return names.agency?.(id) ?? id;
}

export function placeName(id: string, names: Names): string {
  return names.place?.(id) ?? id;
}

/** The owner of a step, for the middle of a sentence: "the governor of Northwick". */
export function describeWaitsFor(waitsFor: string, names: Names = {}): string {
  const parts = readWaitsFor(waitsFor);
  switch (parts?.kind) {
    case 'officer':
      return officerName(parts.id, names);
    case 'agency':
      return agencyName(parts.id, names);
    case 'desk': {
      const desk = isDuty(parts.duty) ? DUTIES_OF[parts.duty].desk : 'an administrator';
      return parts.place === 'national' ? desk : `${desk} of ${placeName(parts.place, names)}`;
    }
    case 'date':
      return 'a day to come';
    case 'event':
      return 'something to happen';
    case undefined:
      return waitsFor;
  }
}

/** The actor, at the start of a sentence. */
export function describeActor(by: Actor, names: Names = {}): string {
  switch (by.kind) {
    case 'officer':
      return officerName(by.id, names);
    case 'admin':
      return `${officerName(by.id, names)} (administrator)`;
    case 'partner':
      return agencyName(by.id, names);
    case 'system':
      return by.id === HMPPS.id ? 'The prison and probation service’s systems' : 'Through the Gate';
  }
}

/** A day on which the latest figures known are in force. */
const LATEST_FIGURES = '9999-12-31';

const SOURCES: Readonly<Record<DateSource, string>> = {
  PRISON_CALCULATION: 'from the prison’s calculation',
  INDICATIVE: 'worked out from the sentence, until the prison calculates it',
  COURT: 'from the court',
  PAROLE_BOARD: 'from the Parole Board',
  EVENT: 'from a prison system’s message',
  OFFICER: 'from an officer',
};

export const GROUNDS: Readonly<Record<EarlyGround, string>> = {
  PAROLE: 'on parole',
  EXECUTIVE_RELEASE: 'by executive release',
  COURT_ORDER: 'by order of a court',
  EARLY_REMOVAL: 'for early removal from the country',
};

/** Why the law allows an early release, to follow its date. */
export function describeGround(ground: unknown): string {
  const known = EARLY_GROUNDS.find((each) => each === ground);
  return known === undefined ? 'on a ground not recorded' : GROUNDS[known];
}

/** The name of a date's type, to follow "the". */
export function dateTypeWords(dateType: unknown): string {
  const known = RELEASE_DATE_TYPES.find((type) => type === dateType);
  return known === undefined ? 'date' : dateTypeName(known);
}

/** Where a date of a sentence comes from, to follow the date. */
export function describeSource(source: unknown): string {
  const known = DATE_SOURCES.find((each) => each === source);
  return known === undefined ? 'from a source not recorded' : SOURCES[known];
}

/** The figures that a journey's steps are counted and described by: those of its release, and while that is not known the latest. */
export function figuresOf(
  law: Law,
  { releasedOn, releaseDateInForce }: Pick<Head, 'releasedOn' | 'releaseDateInForce'>,
): LastingFigures {
  return figuresOnRelease(law, releasedOn ?? releaseDateInForce);
}

export function figuresOnRelease(law: Law, release: IsoDate | undefined): LastingFigures {
  return law.onRelease(release ?? LATEST_FIGURES);
}

/** The title of a step's kind, with what it is about: "Agency’s answer (duty to refer, choice 2)". */
export function stepTitle(kind: string, figures: LastingFigures, subject?: string): string {
  const title = isStepKind(kind) ? titleOf(kind, figures) : kind;
  const about = subject === undefined ? undefined : aboutSubject(subject);
  return about === undefined ? title : `${title} (${about})`;
}

/** An outcome as people are offered it: "Consent given". */
export function outcomeLabel(kind: string, outcome: string): string {
  if (outcome === 'JOURNEY_CLOSED') return 'The journey has ended';
  if (outcome === 'CYCLE_ENDED') return 'The person was recalled or sentenced again';
  if (outcome === 'PERSON_DIED') return 'The person has died';
  if (outcome === 'RECORDS_MERGED') return 'The record was merged into another';
  if (outcome === 'RECALL_UNDONE') return 'The recall was recorded wrongly';
  if (outcome === 'RELEASE_CORRECTED') return 'The release was recorded wrongly';
  const label = isStepKind(kind) ? stepEntry(kind).outcomes[outcome]?.label : undefined;
  return label ?? fromCode(outcome);
}

/** What a referral is about, to follow "the referral": "under the duty to refer". */
export function aboutService(service: unknown): string {
  return isService(service) ? serviceEntry(service).about : 'for a service';
}

/** `NO_LOCAL_CONNECTION` -> "no local connection". */
export function fromCode(code: string): string {
  return code.toLowerCase().replace(/[_-]+/g, ' ').trim();
}

/** A value of a fact or a step's details as text; nothing recorded is "not recorded". */
export function say(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return 'not recorded';
}

/** What someone wrote, ended with a full stop if it has no end of its own. */
export function sentence(written: string): string {
  const trimmed = written.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** "Bank account: due"; a title that asks is answered in a sentence of its own: "Refer to the service? Due". */
export function headed(heading: string, words: string): string {
  return heading.includes('?') ? `${heading} ${capitalised(words)}` : `${heading}: ${words}`;
}

/** "Consent given" to stand inside a sentence; a word in capitals, such as CAS3, keeps them. */
export function lowerFirst(words: string): string {
  return /^[A-Z][^A-Z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

function aboutSubject(subject: string): string | undefined {
  const parts = readSubject(subject);
  switch (parts?.about) {
    case 'reconcile':
      return `the ${parts.machine} part of the journey keeps stopping`;
    case 'failure':
      return `in the ${parts.machine} part of the journey, at ${parts.state}`;
    case 'referral': {
      // It stands in brackets, so its own become a comma.
      const name = serviceEntry(parts.service).name.replace(/ \(([^)]+)\)$/, ', $1');
      return parts.choice === 1 ? name : `${name}, choice ${parts.choice}`;
    }
    case 'item':
      return GATE_ITEM_NAMES[parts.item];
    case 'week':
    case 'emergency':
    case 'agency':
    case 'event':
    case 'appointment':
    case undefined:
      return undefined;
  }
}
