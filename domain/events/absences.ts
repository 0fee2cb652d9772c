import type { IsoDate } from '../law/time.ts';
import type { HoldReason } from '../record/hold.ts';

/** A person went away from prison for a while, or is known to be somewhere else since. */
export type Passage =
  | {
      readonly kind: 'AWAY';
      readonly id: string;
      readonly at: string;
      readonly on: IsoDate;
      readonly reason: HoldReason;
    }
  | { readonly kind: 'ENDS'; readonly id: string; readonly at: string; readonly on: IsoDate };

/** One time away. Without a last day the person is still away, as far as anyone has reported. */
export interface Absence {
  readonly id: string;
  readonly reason: HoldReason;
  readonly since: IsoDate;
  readonly until?: IsoDate;
}

/**
 * Every absence that the prison's system reported, in order, whatever the order in which the reports arrived. Each lasts
 * until the next report that the person came into a prison, was released, or left again.
 */
export function absencesOf(passages: readonly Passage[]): readonly Absence[] {
  const inOrder = passages.toSorted((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1));
  return inOrder.flatMap((passage, index): readonly Absence[] => {
    if (passage.kind !== 'AWAY') return [];
    const until = inOrder[index + 1]?.on;
    const { id, reason, on: since } = passage;
    return [{ id, reason, since, ...(until !== undefined && { until }) }];
  });
}
