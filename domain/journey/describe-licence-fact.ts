import { sayDate } from '../law/say-date.ts';
import type { FactData } from '../record/facts.ts';
import { CONDITIONS, VARIATIONS, type Condition, type VariationKind } from '../record/licence-variation.ts';
import { officerName, say, type Names } from './words.ts';

/** A condition of the licence, within a sentence. */
export const CONDITION_WORDS: Readonly<Record<Condition, string>> = {
  CURFEW: 'a tag for a curfew',
  LOCATION: 'a tag that shows where the person is',
  ALCOHOL: 'a tag that shows whether the person drank alcohol',
  RESTRICTION_ZONE: 'a zone that the person must stay out of, or within',
  OTHER: 'another condition',
};

const CHANGED: Readonly<Record<VariationKind, string>> = {
  ADD: 'added',
  REMOVE: 'removed',
  CHANGE: 'changed',
};

/** What a change of the licence does: "added: a tag for a curfew". */
export function describeVariation({ variation, condition }: FactData): string {
  const kind = VARIATIONS.find((each) => each === variation) ?? 'CHANGE';
  const what = CONDITIONS.find((each) => each === condition) ?? 'OTHER';
  return `${CHANGED[kind]}: ${CONDITION_WORDS[what]}`;
}

/** The timeline's sentences about the licence. */
export const describeLicenceFact = {
  'licence-varied': (
    { from, version, policyVersion, proposedBy, approvedBy, ...data }: FactData,
    names: Names,
  ): string =>
    `Version ${say(version)} of the licence counts from ${sayDate(from)}, by version ${say(policyVersion)} of the policy (${describeVariation(data)}).${
      typeof proposedBy === 'string' && typeof approvedBy === 'string'
        ? ` Proposed by ${officerName(proposedBy, names)} and approved by ${officerName(approvedBy, names)}.`
        : ''
    }`,
  'licence-activated': ({ replaces }: FactData): string =>
    replaces === undefined
      ? 'The licence is active.'
      : 'A changed licence is active, in place of the one before.',
  'licence-inactivated': (): string => 'The licence is no longer active.',
} as const;
