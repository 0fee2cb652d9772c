/** Services are routed by sex. */
export const SEXES = ['FEMALE', 'MALE', 'NOT_SPECIFIED'] as const;
export type Sex = (typeof SEXES)[number];

const LETTERS = ['A', 'B', 'C', 'D'] as const;
const NUMBERS = [3, 2, 1, 0] as const;

export type Tier = `${(typeof LETTERS)[number]}${(typeof NUMBERS)[number]}${'' | 'S'}`;

/** Every tier a person may have, the S tiers included. */
export const TIERS: readonly Tier[] = LETTERS.flatMap((letter) =>
  NUMBERS.flatMap((number): readonly Tier[] => [`${letter}${number}`, `${letter}${number}S`]),
);

/** Whether a tier is of more risk or need than another. An S changes nothing of that. */
export function isHigherTier(tier: Tier, than: Tier): boolean {
  const rank = (each: Tier): number => TIERS.findIndex((known) => known === each.slice(0, 2));
  return rank(tier) < rank(than);
}

/** What services are routed by, as far as it is recorded. */
export interface Characteristics {
  readonly sex?: Sex;
  /** The probation tier; absent while nobody knows it. */
  readonly tier?: Tier;
}
