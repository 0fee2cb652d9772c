import type { Actor } from '../record/actor.ts';
import { hashOf, type ChainedLine, type FactData } from '../record/facts.ts';
import type { IsoInstant } from '../law/time.ts';
import type { VictimContact } from './contact.ts';

export const ENTRY_TYPES = [
  'case-opened',
  'case-changed',
  'case-closed',
  'to-pass-on',
  'passed-on',
  'condition-asked',
  'condition-put',
  'condition-answered',
  'unit-reminded',
  'region-changed',
  'cases-joined',
  'cases-moved',
] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** One line of the history of victim contact: chained as a journey's timeline is, and apart from it. */
export type Entry = ChainedLine<EntryType>;

export interface WithEntries {
  readonly contact: VictimContact;
  readonly entries: readonly Entry[];
}

/** Adds a line to the history. */
export function noted(
  { contact, entries }: WithEntries,
  at: IsoInstant,
  by: Actor,
  type: EntryType,
  data: FactData,
): WithEntries {
  const { count, lastHash } = contact.history;
  const unsealed = { sequence: count + 1, at, by, type, data, previousHash: lastHash };
  const entry: Entry = { ...unsealed, hash: hashOf(unsealed) };
  return {
    contact: { ...contact, history: { count: entry.sequence, lastHash: entry.hash } },
    entries: [...entries, entry],
  };
}
