import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeChangeFeed } from './table-contract-changes.ts';
import { describeStaffRegister } from './staff-register-contract.ts';
import { describeItems } from './table-contract-items.ts';
import { describeModel } from './table-contract-model.ts';
import { describeQueries } from './table-contract-queries.ts';
import { describePaging } from './table-contract-paging.ts';
import { describeTransactions } from './table-contract-transactions.ts';
import type { ContractTools, TableHarness } from './table-harness.ts';

/** DynamoDB Local is a process of its own: slow to start on a busy machine. */
const OPENING_MS = 120_000;

/** Tests an adapter against the text of the Table port. */
export function describeTableContract(name: string, open: () => TableHarness | Promise<TableHarness>): void {
  describe(`the Table port on ${name}`, () => {
    let opened: TableHarness | undefined;
    let scopes = 0;
    beforeAll(async () => {
      opened = await open();
    }, OPENING_MS);
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
    describeStaffRegister(tools);
  });
}
