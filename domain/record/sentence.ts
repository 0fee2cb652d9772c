import { RELEASE_KINDS } from '../law/release-day.ts';
import type { IsoDate } from '../law/time.ts';

/** What a person is in custody for: a sentence, by the kind of its release, or on remand, before there is one. */
export const CUSTODY_KINDS = [...RELEASE_KINDS, 'REMAND'] as const;
export type CustodyKind = (typeof CUSTODY_KINDS)[number];

/** The sentence, or the remand before there is one, as it is recorded. */
export interface Sentence {
  readonly startDate: IsoDate;
  readonly lengthDays?: number;
  readonly releaseKind: CustodyKind;
  /** The day custody began, where the person was on remand before the sentence; on remand it is `startDate`. */
  readonly remandedOn?: IsoDate;
  /** The last day of licence or supervision; absent where none is known, as for a life sentence. */
  readonly supervisionEndsOn?: IsoDate;
  /** Days in custody before this sentence's current period, for a recalled person. */
  readonly earlierDaysServed?: number;
}

/** What began when custody did, for the messages about that day. */
export function whatBegan({
  releaseKind,
}: {
  readonly releaseKind?: CustodyKind | undefined;
}): 'sentence' | 'remand' {
  return releaseKind === 'REMAND' ? 'remand' : 'sentence';
}
