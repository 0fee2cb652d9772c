import type { User } from '../../domain/access/user.ts';
import type { Json } from '../ports/table.ts';
import { refuse, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/**
 * Cursors of lists that are put together from several queries. A cursor is a place in the list's order and not a row,
 * so it stays good while rows are added, changed and removed. The row at that place may be one that the reader must not
 * see, so a cursor is sealed, and is good only for its reader and its query.
 */
export interface Position {
  /** Which part of the list, where it is read in parts. */
  readonly part: number;
  /** The sort key of the last row looked at; everything after it is still to come. */
  readonly after: string;
}

/** One list, as one reader asked for it. */
export interface ListAsked {
  readonly list: 'journeys' | 'steps' | 'stuck' | 'facts' | 'access';
  readonly reader: User;
  /** What the list depends on besides its reader; the size of a page may change. */
  readonly query: readonly (Json | undefined)[];
}

export async function writePosition(
  { sealer }: Pick<Services, 'sealer'>,
  asked: ListAsked,
  { part, after }: Position,
): Promise<string> {
  return sealer.seal(JSON.stringify([part, after]), purposeOf(asked));
}

/** @returns undefined for no cursor; VALIDATION_FAILED for one that was changed, or is of another list or reader. */
export async function readPosition(
  { sealer }: Pick<Services, 'sealer'>,
  asked: ListAsked,
  cursor: string | undefined,
): Promise<Result<Position | undefined>> {
  if (cursor === undefined) return { ok: true, value: undefined };
  const text = await sealer.open(cursor, purposeOf(asked));
  if (text === undefined) return notOurs();
  const [part, after] = JSON.parse(text) as [number, string];
  return { ok: true, value: { part, after } };
}

function purposeOf({ list, reader, query }: ListAsked): string {
  return JSON.stringify(['cursor', list, reader.id, ...query.map((value) => value ?? null)]);
}

function notOurs(): Refusal {
  const problem = 'This is not a cursor of this list. Start again without one.';
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'cursor', problem }] });
}
