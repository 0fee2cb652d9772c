import type { Change, Key, Table } from '../../application/ports/table.ts';

export interface TableHarness {
  readonly table: Table;
  /** Begins to watch the change feed; what it returns gives every change from then up to one of that key. */
  watch(): Promise<(last: Key) => Promise<readonly Change[]>>;
  close(): void | Promise<void>;
  /** How many random histories to try. */
  readonly histories: number;
}

/** What a test of the contract works with. One table serves all tests, each in partitions of its own. */
export interface ContractTools {
  readonly harness: () => TableHarness;
  readonly table: () => Table;
  /** A beginning for partition keys that no other test uses. */
  readonly scope: () => string;
}
