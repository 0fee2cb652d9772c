import { createHash } from 'node:crypto';
import { CursorError, type Query } from '../../application/ports/table.ts';

/** An item's position in the order of a query: its sort key there, and its own key. */
export interface Position {
  readonly sort: string;
  readonly pk: string;
  readonly sk: string;
}

/**
 * A cursor: the position of the last item of a page, and a fingerprint of the query. It names a position and not a row,
 * so it stays valid when that row changes. The limit is not in the fingerprint: the next page may have another size.
 */
export function writeCursor(query: Query, { sort, pk, sk }: Position): string {
  return encode([sort, pk, sk, fingerprint(query, [sort, pk, sk])]);
}

/** @throws CursorError for a malformed cursor or one of another query. */
export function readCursor(query: Query, cursor: string): Position {
  const parts = decode(cursor);
  if (!isTexts(parts) || parts.length !== 4 || encode(parts) !== cursor)
    throw new CursorError('The cursor is garbled.');
  const [sort = '', pk = '', sk = '', mark] = parts;
  if (mark !== fingerprint(query, [sort, pk, sk])) throw new CursorError('The cursor is not of this query.');
  return { sort, pk, sk };
}

function fingerprint(
  { partition, index, startsWith, from, to, direction }: Query,
  place: readonly string[],
): string {
  const query = [
    partition,
    index ?? null,
    startsWith ?? null,
    from ?? null,
    to ?? null,
    direction ?? 'forward',
  ];
  return createHash('sha256')
    .update(JSON.stringify([query, place]))
    .digest('base64url')
    .slice(0, 16);
}

function encode(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
