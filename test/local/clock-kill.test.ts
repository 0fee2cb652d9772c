import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { readFact } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { readClockNote } from '../../local/local-notes.ts';
import { endProcesses, journeyIds, ProductProcess, storedRecord } from '../support/product-process.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'through-the-gate-'));
});

afterEach(async () => {
  await endProcesses();
  rmSync(folder, { recursive: true, force: true });
});

async function clockOf(address: string): Promise<Temporal.Instant> {
  const response = await fetch(`${address}/api/health`);
  return Temporal.Instant.from(((await response.json()) as { now: string }).now);
}

/** Kills the process as soon as its clock has moved so many days of eight weeks, and reads what it left. */
async function killedAfter(days: number) {
  const file = storedRecord(folder);
  const product = new ProductProcess('--port', '0', '--data', folder);
  const address = await product.address();
  const ids = await journeyIds(address);
  const until = (await clockOf(address)).add({ hours: 24 * days });
  let ended: string | undefined;
  const moving = moveEightWeeks(address).then(
    () => (ended = 'moved'),
    (error: unknown) => (ended = String(error)),
  );
  while (ended === undefined && Temporal.Instant.compare(await clockOf(address), until) < 0);
  await product.kill();
  return { moving: await moving, ...(await left(file, ids)) };
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
  it.each([1, 12, 26])('leaves a clock that is not behind the record, %i days on', async (days) => {
    const { moving, latest, clock } = await killedAfter(days);
    expect(moving).toBe('TypeError: fetch failed');
    expect(Temporal.Instant.compare(clock, latest)).toBeGreaterThanOrEqual(0);
  });
});
