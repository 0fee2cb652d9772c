import type { IsoDate } from '../law/time.ts';

/** How a condition of the licence changes. */
export const VARIATIONS = ['ADD', 'REMOVE', 'CHANGE'] as const;
export type VariationKind = (typeof VARIATIONS)[number];

/** What changes: an electronic tag, the zone, or any other condition. */
export const CONDITIONS = ['CURFEW', 'LOCATION', 'ALCOHOL', 'RESTRICTION_ZONE', 'OTHER'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** A change of the licence after release, as the community officer proposes it. */
export interface GivenVariation {
  readonly variation: VariationKind;
  readonly condition: Condition;
  /** What the condition says after the change; absent where it is removed. */
  readonly text?: string;
  /** The day from which it counts. */
  readonly from: IsoDate;
  readonly reason: string;
}
