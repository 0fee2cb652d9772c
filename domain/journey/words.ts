import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../record/actor.ts';
import { reconciledMachine } from '../record/incidents.ts';
import { longDate } from '../law/long-date.ts';
import { SERVICE_NAMES, SERVICES, type Service } from '../record/referral.ts';
import { isStepKind, definitionOf } from '../pathways/catalogue.ts';

/** Turns ids into names where the reader's surroundings know them; an id without a name stays an id. */
export interface Names {
  readonly officer?: (id: string) => string | undefined;
  readonly agency?: (id: string) => string | undefined;
  /** A prison's id or a probation region's code. */
  readonly place?: (id: string) => string | undefined;
}

const DESKS: Readonly<Record<string, string>> = {
  OMU: 'the offender management unit',
  POM: 'the prison offender managers',
  COM: 'the community offender managers',
  GOVERNOR: 'the governor',
  PDU: 'the probation delivery unit',
  ADMINISTRATOR: 'an administrator',
};

export function officerName(id: string, names: Names): string {
  return names.officer?.(id) ?? id;
}

export function agencyName(id: string, names: Names): string {
  return names.agency?.(id) ?? id;
}

export function placeName(id: string, names: Names): string {
  return names.place?.(id) ?? id;
}

/** Whom a step waits for, to stand in the middle of a sentence: "the governor of Northwick". */
export function describeWaitsFor(waitsFor: string, names: Names = {}): string {
  const [kind = '', rest = ''] = splitOnce(waitsFor, ':');
  switch (kind) {
    case 'officer':
      return officerName(rest, names);
    case 'agency':
      return agencyName(rest, names);
    case 'role': {
      const [duty = '', place = ''] = splitOnce(rest, '@');
      const desk = DESKS[duty] ?? duty;
      return place === '' || place === 'national' ? desk : `${desk} of ${placeName(place, names)}`;
    }
    case 'date':
      return 'a day to come';
    case 'event':
      return 'something to happen';
    default:
      return waitsFor;
  }
}

/** Who did something, to begin a sentence with. */
export function describeActor(by: Actor, names: Names = {}): string {
  switch (by.kind) {
    case 'officer':
      return officerName(by.id, names);
    case 'admin':
      return `${officerName(by.id, names)} (administrator)`;
    case 'partner':
      return agencyName(by.id, names);
    case 'system':
      return 'Through the Gate';
  }
}

/** "Friday 25 December 2026" for `2026-12-25`; anything that is no date is said to be not known. */
export function sayDate(date: unknown): string {
  if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return 'a date not known';
  try {
    return longDate(Temporal.PlainDate.from(date, { overflow: 'reject' }));
  } catch {
    return 'a date not known';
  }
}

/** The title of a step's kind, with what it is about: "Agency’s answer (duty to refer, choice 2)". */
export function stepTitle(kind: string, subject?: string): string {
  const title = isStepKind(kind) ? definitionOf(kind).title : kind;
  const about = subject === undefined ? undefined : aboutSubject(subject);
  return about === undefined ? title : `${title} (${about})`;
}

/** An outcome as people are offered it: "Consent given". */
export function outcomeLabel(kind: string, outcome: string): string {
  if (outcome === 'JOURNEY_CLOSED') return 'The journey has ended';
  const label = isStepKind(kind) ? definitionOf(kind).outcomes[outcome]?.label : undefined;
  return label ?? fromCode(outcome);
}

export function serviceName(service: unknown): string {
  return isService(service) ? SERVICE_NAMES[service] : 'a service';
}

/** What a referral is about, to follow "the referral": "under the duty to refer". */
export function aboutService(service: unknown): string {
  return service === 'DTR' ? 'under the duty to refer' : `for ${serviceName(service)}`;
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

/** "Consent given" to stand inside a sentence; a word in capitals, such as CAS3, keeps them. */
export function lowerFirst(words: string): string {
  return /^[A-Z][^A-Z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

function aboutSubject(subject: string): string | undefined {
  const reconciled = reconciledMachine(subject);
  if (reconciled !== undefined) return `the ${reconciled} part of the journey keeps stopping`;
  const machine = /^([a-z-]+)\.([A-Za-z]+)/.exec(subject);
  if (machine) return `in the ${machine[1] ?? ''} part of the journey, at ${machine[2] ?? ''}`;
  const [, service, choice] = /^(CRS|DTR|CAS3)-(\d+)$/.exec(subject) ?? [];
  if (service === undefined) return undefined;
  return choice === '1' ? serviceName(service) : `${serviceName(service)}, choice ${choice ?? ''}`;
}

function isService(service: unknown): service is Service {
  return SERVICES.some((known) => known === service);
}

function splitOnce(text: string, sign: string): readonly string[] {
  const at = text.indexOf(sign);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
