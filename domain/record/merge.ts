import type { IsoDate } from '../law/time.ts';

/** Another record of the same person, merged into this one: its number leads here. */
export interface MergedRecord {
  readonly prisonNumber: string;
  /** The closed journey with its timeline; absent when nothing was recorded under that number. */
  readonly journeyId?: string;
  readonly on: IsoDate;
}

/** The record that this one was merged into. */
export type MergedInto = Required<MergedRecord>;

/** What merging leaves in the head. */
export interface Merged {
  readonly mergedInto?: MergedInto;
  /** Other records of the person that are merged into this one. */
  readonly mergedRecords?: readonly MergedRecord[];
}
