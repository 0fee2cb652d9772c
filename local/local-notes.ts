import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Table } from '../application/ports/table.ts';

const CLOCK = { pk: 'LOCAL', sk: 'CLOCK' };
const SECRETS = { pk: 'LOCAL', sk: 'SECRETS' };

const SAMPLE = { pk: 'LOCAL', sk: 'SAMPLE' };

const ClockNote = z.object({ aheadMs: z.number() });
const SecretsNote = z.object({ identity: z.string(), session: z.string(), webhooks: z.string() });

/** Secrets of this installation, made once and kept in its data file. */
export interface LocalSecrets {
  readonly identity: Uint8Array;
  readonly session: Uint8Array;
  /** Standard Webhooks form, `whsec_...`: the one secret every invented agency has been given. */
  readonly webhooks: string;
}

/** How far the product's clock has been moved ahead of the machine's; undefined in a new data file. */
export async function readClockNote(table: Table): Promise<number | undefined> {
  const row = await table.get(CLOCK);
  return row && ClockNote.parse(row).aheadMs;
}

export async function writeClockNote(table: Table, aheadMs: number): Promise<void> {
  await table.transact([{ kind: 'put', item: { ...CLOCK, aheadMs } }]);
}

/** The sample people are being made: until this is followed by {@link noteSampleMade}, the data file is half made. */
export async function noteSampleBegun(table: Table): Promise<void> {
  await table.transact([{ kind: 'put', item: { ...SAMPLE, state: 'BEGUN' } }]);
}

export async function noteSampleMade(table: Table, aheadMs: number): Promise<void> {
  await table.transact([
    { kind: 'put', item: { ...SAMPLE, state: 'MADE' } },
    { kind: 'put', item: { ...CLOCK, aheadMs } },
  ]);
}

/** Whether the process that made the data file ended before it had finished the sample people. */
export async function isHalfMade(table: Table): Promise<boolean> {
  const sample = await table.get(SAMPLE);
  if (sample !== undefined) return sample['state'] !== 'MADE';
  // Data files of earlier releases say nothing of their sample people: the clock was kept when those were made.
  return (await table.get(SECRETS)) !== undefined && (await table.get(CLOCK)) === undefined;
}

export async function localSecrets(table: Table): Promise<LocalSecrets> {
  const found = await table.get(SECRETS);
  if (found) return decode(SecretsNote.parse(found));
  const made = {
    identity: randomBytes(32).toString('base64'),
    session: randomBytes(32).toString('base64'),
    webhooks: `whsec_${randomBytes(32).toString('base64')}`,
  };
  await table.transact([{ kind: 'put', item: { ...SECRETS, ...made } }]);
  return decode(made);
}

function decode(note: z.infer<typeof SecretsNote>): LocalSecrets {
  return {
    identity: Buffer.from(note.identity, 'base64'),
    session: Buffer.from(note.session, 'base64'),
    webhooks: note.webhooks,
  };
}
