import type { TableBill } from '../../../tools/cost/billed-table.ts';
import type { Inputs } from '../../../tools/cost/bill.ts';
import { readAssumptions, readPrices } from '../../../tools/cost/data.ts';

const NOTHING: TableBill = {
  requests: 0,
  readUnits: 0,
  writeUnits: 0,
  indexWriteUnits: 0,
  storedInTable: 0,
  storedInIndexes: 0,
};

/** A journey of round numbers, at the prices and assumptions that are kept. */
export function inputs(monthly: Inputs['monthly'] = { pool: [], elsewhere: [] }): Inputs {
  return {
    counts: {
      journey: {
        transitions: 120,
        transactions: 100,
        webhooks: 4,
        facts: 80,
        answersByOfficers: 20,
        answersByAgencies: 4,
        table: {
          requests: 400,
          readUnits: 300,
          writeUnits: 1_200,
          indexWriteUnits: 1_300,
          storedInTable: 60_000,
          storedInIndexes: 2_000,
        },
      },
      idleSweep: { ...NOTHING, requests: 3, readUnits: 2, writeUnits: 1 },
      idleReconcile: { ...NOTHING, requests: 2, readUnits: 3 },
      reconciled: { ...NOTHING, requests: 1, readUnits: 1 },
    },
    monthly,
    prices: readPrices(),
    assumptions: readAssumptions(),
  };
}
