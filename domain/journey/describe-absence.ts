import { sayDate } from '../law/say-date.ts';
import type { FactData } from '../record/facts.ts';
import { describeWaitsFor, officerName, say, type Names } from './words.ts';

export const describeAbsence = {
  'officer-away': ({ officer, until, asked, handedOver }: FactData, names: Names): string =>
    `${name(officer, names)} is away until ${sayDate(until)}. In their place ${describeWaitsFor(say(asked), names)} is asked. ${stepsMoved(handedOver, 'handed over')}`,
  'officer-absence-changed': ({ officer, until }: FactData, names: Names): string =>
    `${name(officer, names)} is away until another day: ${sayDate(until)}.`,
  'officer-back': ({ officer, handedBack }: FactData, names: Names): string =>
    `${name(officer, names)} is back. ${stepsMoved(handedBack, 'handed back')}`,
} as const;

function name(officer: unknown, names: Names): string {
  return officerName(say(officer), names);
}

function stepsMoved(count: unknown, how: string): string {
  const moved = Number(count ?? 0);
  if (moved === 0) return `No open step was ${how}.`;
  return `${moved} open ${moved === 1 ? 'step was' : 'steps were'} ${how}.`;
}
