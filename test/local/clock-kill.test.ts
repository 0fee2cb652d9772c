import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { readFact } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { readClockNote } from '../../local/local-notes.ts';
import { dataFolder } from '../support/data-folder.ts';
import { endProcesses, journeyIds, ProductProcess, storedRecord } from '../support/product-process.ts';

/** Three starts, and 26 days of the clock in all: about five seconds on an idle machine. */
const THREE_STARTS_MS = 120_000;

let folder: string;

beforeEach(() => {
  folder = dataFolder();
});

afterEach(async () => {
  await endProcesses();
  rmSync(folder, { recursive: true, force: true });
});

async function clockOf(address: string): Promise<Temporal.Instant> {
  const response = await fetch(`${address}/api/health`);
  return Temporal.Instant.from(((await response.json()) as { now: string }).now);
}

/** Lets the clock of a product be moved until it has come to a moment, and kills it there. */
async function killedAt(product: ProductProcess, address: string, moment: Temporal.Instant): Promise<string> {
  let ended: string | undefined;
  const moving = moveEightWeeks(address).then(
    () => (ended = 'moved'),
    (error: unknown) => (ended = String(error)),
  );
  while (ended === undefined && Temporal.Instant.compare(await clockOf(address), moment) < 0) {
    // Asked without a pause, the product would do little but answer.
    await setTimeout(10);
  }
  await product.kill();
  return moving;
}

async function moveEightWeeks(address: string): Promise<void> {
  for (let week = 0; week < 8; week += 1) {
    const moved = await fetch(`${address}/api/clock/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: 'week' }),
    });
    if (!moved.ok) throw new Error(`The clock was not moved: ${moved.status}`);
  }
}

async function left(file: string, ids: readonly string[]) {
  const table = openSqliteTable(file);
  const pages = await Promise.all(
    ids.map((id) => table.query({ partition: keys.journey(id).pk, startsWith: 'FACT#', limit: 1000 })),
  );
  const aheadMs = (await readClockNote(table)) ?? 0;
  table.close();
  const latest =
    pages
      .flatMap(({ items }) => items.map((item) => readFact(item).at))
      .sort()
      .at(-1) ?? '';
  return { latest, clock: Temporal.Now.instant().add({ milliseconds: aheadMs }) };
}

describe('kill -9 while the clock is moved', () => {
  it(
    'leaves a clock that is not behind the record, however far on it was',
    async () => {
      const file = storedRecord(folder);
      let ids: readonly string[] = [];
      let began: Temporal.Instant | undefined;
      // Each life goes on from what the one before left.
      for (const days of [1, 12, 26]) {
        const product = new ProductProcess('--port', '0', '--data', folder);
        const address = await product.address();
        if (began === undefined) ids = await journeyIds(address);
        began ??= await clockOf(address);
        const moving = await killedAt(product, address, began.add({ hours: 24 * days }));
        const { latest, clock } = await left(file, ids);
        expect({ days, moving }).toEqual({ days, moving: 'TypeError: fetch failed' });
        expect(Temporal.Instant.compare(clock, latest)).toBeGreaterThanOrEqual(0);
      }
    },
    THREE_STARTS_MS,
  );
});
