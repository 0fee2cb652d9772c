import { addDays, type IsoDate } from '../law/time.ts';
import type { AbsencesReported } from '../record/absences-reported.ts';
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

/**
 * How often and on how many days the person was on temporary absence, by what was reported. One that has no reported end
 * counts as its first day.
 * @param from the day on which this time in custody began.
 * @returns undefined without any.
 */
export function temporaryAbsences(absences: readonly Absence[], from: IsoDate): AbsencesReported | undefined {
  const ours = absences.filter(({ reason, since }) => reason === 'TEMPORARY_ABSENCE' && since >= from);
  const latest = ours.at(-1);
  if (latest === undefined) return undefined;
  const days = new Set<IsoDate>();
  for (const { since, until = since } of ours)
    for (let day = since; day <= until; day = addDays(day, 1)) days.add(day);
  return { times: ours.length, days: days.size, latestOn: latest.since };
}
