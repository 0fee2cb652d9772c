import { refuse, type Refusal, type Result } from '../refusal.ts';

/**
 * Cursors of lists that merge several queries. A cursor is a position and not a row, so it stays valid while rows
 * change.
 */
export interface Position {
  /** Which list, so that a cursor of another is refused. */
  readonly list: string;
  /** Which part of it, where a list is read in parts. */
  readonly part: number;
  /** The sort key of the last row read. */
  readonly after: string;
}

export function writePosition({ list, part, after }: Position): string {
  return Buffer.from(JSON.stringify([list, part, after])).toString('base64url');
}

/** @returns undefined for no cursor; VALIDATION_FAILED for one that is garbled or of another list. */
export function readPosition(list: string, cursor: string | undefined): Result<Position | undefined> {
  if (cursor === undefined) return { ok: true, value: undefined };
  const parts = decode(cursor);
  if (!Array.isArray(parts) || parts.length !== 3) return notOurs();
  const [ofList, part, after] = parts as readonly unknown[];
  const ours = ofList === list && (part === 0 || part === 1) && typeof after === 'string';
  if (!ours || !/^[\x20-\x7e]{0,300}$/.test(after)) return notOurs();
  return { ok: true, value: { list, part, after } };
}

function decode(cursor: string): unknown {
  if (cursor.length > 1_000) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function notOurs(): Refusal {
  const problem = 'This is not a cursor of this list. Start again without one.';
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'cursor', problem }] });
}
