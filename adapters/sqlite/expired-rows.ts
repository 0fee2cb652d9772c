import type { DatabaseSync } from 'node:sqlite';
import type { Key } from '../../application/ports/table.ts';

const A_BATCH = 100;

/**
 * Keys of rows whose `expiresAt` has passed, as DynamoDB's TTL would remove them. Only partitions of these prefixes are
 * looked at, so that the rest of the table is not read.
 *
 * @returns at most a hundred.
 */
export function createExpiredRows(
  database: DatabaseSync,
): (prefixes: readonly string[], nowSeconds: number) => readonly Key[] {
  const expired = database.prepare(
    `SELECT pk, sk FROM item WHERE pk >= ? AND pk < ? AND json_extract(body, '$.expiresAt') <= ? LIMIT ${A_BATCH}`,
  );
  return (prefixes, nowSeconds) =>
    prefixes
      .flatMap((prefix) => expired.all(prefix, `${prefix}\u{10FFFF}`, nowSeconds))
      .map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }))
      .slice(0, A_BATCH);
}
