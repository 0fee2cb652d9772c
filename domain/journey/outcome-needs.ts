import type { IsoDate } from '../law/time.ts';

/** A detail an outcome cannot do without. */
export interface MissingDetail {
  readonly field: string;
  readonly problem: string;
}

const NEEDS: Readonly<Record<string, MissingDetail>> = {
  'housing-need HAS_ADDRESS': {
    field: 'settledType',
    problem: 'Say whether the address is settled or transient.',
  },
  'urgent-housing ADDRESS_FOUND': {
    field: 'settledType',
    problem: 'Say whether the address is settled or transient.',
  },
  'housing-consent GIVEN': {
    field: 'authorities',
    problem: 'Name at least one local housing authority, in the person’s order of choice.',
  },
  'authorities-exhausted AUTHORITY_ADDED': {
    field: 'authority',
    problem: 'Name the local housing authority to ask next.',
  },
  'authorities-exhausted NO_OTHER': {
    field: 'reason',
    problem: 'Say why there is no other authority to ask.',
  },
  'cas3-decision NOT_SUITABLE': { field: 'reason', problem: 'Say why it is not suitable.' },
  'release-checklist SOMETHING_MISSING': { field: 'note', problem: 'Say what is missing.' },
};

/** The first detail this outcome needs and was not given; undefined when nothing is missing. */
export function outcomeNeeds(
  kind: string,
  outcome: string,
  details: Readonly<Record<string, unknown>>,
): MissingDetail | undefined {
  const need = NEEDS[`${kind} ${outcome}`];
  if (need === undefined) return undefined;
  const value = details[need.field];
  return value === undefined || value === '' ? need : undefined;
}

/** A rule that an answer would break today. */
export interface BrokenRule {
  readonly rule: string;
  readonly explanation: string;
}

/**
 * Nobody is released before the date in force (Criminal Justice Act 1961, section 23, and the 2023 Act say which day
 * that is). Someone who is out earlier was released on another date, which is recorded first.
 */
export function brokenRule(
  kind: string,
  outcome: string,
  releaseDateInForce: IsoDate,
  today: IsoDate,
): BrokenRule | undefined {
  if (kind !== 'release-confirmed' || outcome !== 'RELEASED' || today >= releaseDateInForce) return undefined;
  return {
    rule: 'not-before-the-release-date',
    explanation: `The release date in force is ${releaseDateInForce}. If the person is out, record the new release date first.`,
  };
}
