import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Temporal } from 'temporal-polyfill';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { journeyIdOf, keys } from '../../application/keys.ts';
import { JourneyWorld } from './journey-world.ts';

const STORED = new URL('../fixtures/data-folder-before-entries/through-the-gate.sqlite.gz', import.meta.url);

/** A world on a copy of the stored data folder, with nothing running, on the day after it was stored; and its journeys. */
export async function storedWorld(): Promise<{
  readonly world: JourneyWorld;
  readonly ids: readonly string[];
}> {
  const folder = mkdtempSync(join(tmpdir(), 'through-the-gate-'));
  const file = join(folder, 'copy.sqlite');
  writeFileSync(file, gunzipSync(readFileSync(STORED)));
  const table = openSqliteTable(file);
  // An open file stays readable; nothing is left behind when a test fails.
  rmSync(folder, { recursive: true, force: true });
  const world = new JourneyWorld({ table, now: Temporal.Instant.from('2027-01-16T09:00:00Z') });
  const heads = await table.partitionsWith(keys.journey('').sk);
  return { world, ids: heads.flatMap((pk) => journeyIdOf({ pk }) ?? []) };
}
