/**
 * The port of the one table. Items are always written whole, so what was read and checked is what is replaced. Two
 * adapters implement it, DynamoDB and SQLite, and one contract suite tests both.
 */

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A stored item. Index keys are ordinary attributes (see {@link INDEXES}); an item without them is not in that index. */
export type Item = Key & { readonly [attribute: string]: Json | undefined };

/**
 * The sparse secondary indexes, by name, each with the attribute that partitions it and the one that orders it.
 * Both attributes are non-empty strings, and an item has both or neither. An index holds the keys of an item, its own
 * two attributes and those of `holds`, and a query of it gives no more: DynamoDB writes an index only when something in
 * it changes, so a head that changes 200 times is written to its lists when it moves in them.
 */
export const INDEXES = {
  /** Journey heads by prison, in order of release date. */
  caseload: { partition: 'caseloadPk', sort: 'caseloadSk', holds: [] },
  /** Journey heads by the responsible prison officer, in order of release date. */
  prisonOfficer: { partition: 'prisonOfficerPk', sort: 'prisonOfficerSk', holds: [] },
  /** Journey heads by the supervising community officer, in order of release date. */
  communityOfficer: { partition: 'communityOfficerPk', sort: 'communityOfficerSk', holds: [] },
  /** Journey heads that need attention, in order of release date; and escalated steps by desk, in order of deadline. */
  attention: { partition: 'attentionPk', sort: 'attentionSk', holds: [] },
  /** Due rows (steps, deliveries), sharded, in order of the instant they are next due. */
  due: { partition: 'duePk', sort: 'dueSk', holds: [] },
  /** Open steps by owner, in order of their deadline; and journey heads by the deputy asked now, in order of release date. */
  waiting: { partition: 'waitingPk', sort: 'waitingSk', holds: ['step'] },
  /** Referrals by agency and state. */
  agency: { partition: 'agencyPk', sort: 'agencySk', holds: ['referral'] },
  /** Driven journeys, sharded. */
  driven: { partition: 'drivenPk', sort: 'drivenSk', holds: ['executions'] },
  /** Outbox rows not yet sent, sharded, in order of writing. */
  unsent: { partition: 'unsentPk', sort: 'unsentSk', holds: ['effect'] },
} as const satisfies {
  readonly [name: string]: {
    readonly partition: string;
    readonly sort: string;
    readonly holds: readonly string[];
  };
};

export type IndexName = keyof typeof INDEXES;

/** The attributes of an item that an index holds. */
export function attributesIn(index: IndexName): readonly string[] {
  const { partition, sort, holds } = INDEXES[index];
  return ['pk', 'sk', partition, sort, ...holds];
}

export type Condition =
  | { readonly kind: 'absent' }
  | { readonly kind: 'version'; readonly equals: number }
  | { readonly kind: 'attribute'; readonly name: string; readonly equals: string | number | boolean };

export type Write =
  | { readonly kind: 'put'; readonly item: Item; readonly when?: Condition }
  | { readonly kind: 'delete'; readonly key: Key; readonly when?: Condition }
  | { readonly kind: 'check'; readonly key: Key; readonly when: Condition };

export interface Query {
  /** A partition of the table, or of `index` when that is given. */
  readonly partition: string;
  readonly index?: IndexName;
  /** On the sort key; all bounds are inclusive, and `startsWith` may not be combined with the others. */
  readonly startsWith?: string;
  readonly from?: string;
  readonly to?: string;
  /** Items per page, 1 to 1,000. */
  readonly limit: number;
  readonly direction?: 'forward' | 'backward';
  /** From an earlier page of the same query. */
  readonly cursor?: string;
}

export interface Page {
  readonly items: readonly Item[];
  /** Present when there may be more. Opaque, URL-safe, and stable while rows are added, changed and removed. */
  readonly cursor?: string;
}

/** `conflict`: some conditions failed (`failed` are the positions of those writes), and nothing was written. */
export type TransactResult =
  { readonly ok: true } | { readonly ok: false; readonly failed: readonly number[] };

/**
 * One committed change. `after` is absent for a delete. Changes to one key arrive in the order they were made.
 * Deleting what is not there is no change; putting back exactly what was there may or may not be one.
 */
export interface Change {
  readonly key: Key;
  readonly after?: Item;
}

export interface Table {
  /**
   * Strongly consistent; `eventual`, for what is only shown, costs half on DynamoDB and may be what was there a moment ago.
   */
  get(key: Key, consistency?: 'eventual'): Promise<Item | undefined>;
  /** Strongly consistent on the table; an index may lag on DynamoDB. @throws CursorError for a cursor not of this query; InvalidQueryError. */
  query(query: Query): Promise<Page>;
  /**
   * All or nothing, at most 100 writes, each to a different key.
   * @throws ItemTooLargeError above 400 KB; TransactionTooLargeError above 100 writes, for a key twice or above 4 MB;
   * InvalidItemError for what no store could keep; TableUnavailableError when the store cannot be reached or
   * throttles beyond patience.
   */
  transact(writes: readonly Write[]): Promise<TransactResult>;
}

/** DynamoDB's own limit, kept by both adapters: attribute names and values together, in bytes. */
export const MAX_ITEM_BYTES = 400 * 1024;
export const MAX_TRANSACTION_WRITES = 100;
/** All items of one transaction together, in bytes; DynamoDB's own limit. */
export const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
/** Partition keys (of the table and of its indexes) and sort keys, in bytes of UTF-8; DynamoDB's own limits. */
export const MAX_PARTITION_KEY_BYTES = 2048;
export const MAX_SORT_KEY_BYTES = 1024;

export class ItemTooLargeError extends Error {
  override readonly name = 'ItemTooLargeError';
}
/** A mistake of the caller: an empty or long key, half an index key, or a value that cannot be stored unchanged. */
export class InvalidItemError extends Error {
  override readonly name = 'InvalidItemError';
}
/** A mistake of the caller: a limit out of range, or `startsWith` together with another bound. */
export class InvalidQueryError extends Error {
  override readonly name = 'InvalidQueryError';
}
export class TransactionTooLargeError extends Error {
  override readonly name = 'TransactionTooLargeError';
}
export class CursorError extends Error {
  override readonly name = 'CursorError';
}
export class TableUnavailableError extends Error {
  override readonly name = 'TableUnavailableError';
}
