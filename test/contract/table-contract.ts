import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Change, Key, Table } from '../../application/ports/table.ts';
import { describeChangeFeed } from './table-contract-changes.ts';
import { describeItems } from './table-contract-items.ts';
import { describeModel } from './table-contract-model.ts';
import { describeQueries } from './table-contract-queries.ts';
import { describePaging } from './table-contract-paging.ts';
import { describeTransactions } from './table-contract-transactions.ts';

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

/** Holds an adapter to the text of the Table port. */
export function describeTableContract(name: string, open: () => TableHarness | Promise<TableHarness>): void {
  describe(`the Table port on ${name}`, () => {
    let opened: TableHarness | undefined;
    let scopes = 0;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());

    const harness = (): TableHarness => {
      if (opened === undefined) throw new Error('The table is not open.');
      return opened;
    };
    const scope = (): string => {
      scopes += 1;
      return `scope-${scopes}/`;
    };
    const tools: ContractTools = { harness, table: () => harness().table, scope };

    describeItems(tools);
    describeTransactions(tools);
    describeQueries(tools);
    describePaging(tools);
    describeChangeFeed(tools);
    describeModel(tools);
  });
}
