import type { Relation } from '../../domain/access/relations.ts';
import type { User } from '../../domain/access/user.ts';
import { dateInLondon, type IsoDate, type IsoInstant } from '../../domain/law/time.ts';
import { readAccessLogItem, type AccessKind, type LoggedAccess } from '../access-log-items.ts';
import { admit, maySee, readFor } from '../access.ts';
import { readJourney } from '../items.ts';
import { keys, partitions } from '../keys.ts';
import type { Query } from '../ports/table.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { wholeRows } from '../whole-rows.ts';
import { LARGEST_PAGE, PAGE_SIZE, type Listed } from './list-journeys.ts';
import { readPosition, writePosition, type ListAsked } from './positions.ts';

/** By day, by user or by journey. */
export type AccessOf =
  | { readonly day: IsoDate; readonly by?: never; readonly journeyId?: never }
  | { readonly by: string; readonly day?: never; readonly journeyId?: never }
  | { readonly journeyId: string; readonly day?: never; readonly by?: never };

export interface AccessRequest {
  readonly kind: AccessKind;
  readonly of: AccessOf;
  readonly cursor?: string;
  readonly limit?: number;
}

/** One consultation or denial, as an administrator sees it. */
export interface AccessRow extends Pick<LoggedAccess, 'kind' | 'user' | 'action'> {
  readonly at: IsoInstant;
  readonly relation?: Relation;
  readonly agencyId?: string;
  readonly where?: string;
  readonly query?: string;
  readonly rows?: number;
  readonly reason?: string;
  /** Absent for a list. */
  readonly person?: {
    /** These only of a person whom the reader may see. */
    readonly journeyId?: string;
    readonly name?: string;
  };
}

/**
 * Consultations or denials, the latest first. To read them is a consultation too.
 * @returns NOT_PERMITTED for anyone but an administrator, and for a person whom the administrator may not see;
 * NOT_FOUND for no journey; VALIDATION_FAILED for a cursor of another list.
 */
export async function listAccess(
  services: Services,
  user: User,
  { kind, of, cursor, limit }: AccessRequest,
): Promise<Result<Listed<AccessRow>>> {
  const reader = admit(services, user, 'read-access-log', undefined);
  if (!reader.ok) return reader;
  if (of.journeyId !== undefined) {
    const person = await readFor(services, user, of.journeyId);
    if (!person.ok) return person;
  }
  const asked: ListAsked = { list: 'access', reader: user, query: [kind, of.day, of.by, of.journeyId] };
  const position = await readPosition(services, asked, cursor);
  if (!position.ok) return position;
  const page = await services.table.query({
    ...sourceOf(kind, of),
    direction: 'backward',
    limit: Math.min(limit ?? PAGE_SIZE, LARGEST_PAGE),
    ...(position.value && { cursor: position.value.after }),
  });
  const query = { kind, ...of, ...(cursor !== undefined && { cursor }) };
  services.accessLog.consulted({ user, action: 'read-access-log', query, rows: page.items.length });
  const rows = of.day === undefined ? await wholeRows(services.table, page.items) : page.items;
  // The rows of a quarter of an hour are in no order of their own.
  const logged = rows.map(readAccessLogItem).sort((a, b) => b.at.localeCompare(a.at));
  const people = await peopleIn(services, user, logged);
  const next = page.cursor && (await writePosition(services, asked, { part: 0, after: page.cursor }));
  return done({
    items: logged.map((each) => rowOf(each, people)),
    ...(next !== undefined && { cursor: next }),
  });
}

function sourceOf(kind: AccessKind, of: AccessOf): Pick<Query, 'partition' | 'index'> {
  if (of.day !== undefined) return { partition: partitions.accessOn(kind, of.day) };
  if (of.by !== undefined) return { index: 'waiting', partition: partitions.accessBy(kind, of.by) };
  return { index: 'attention', partition: partitions.accessTo(kind, of.journeyId) };
}

/** The names of those whom the reader may see, by journey. */
async function peopleIn(
  { table, clock }: Services,
  user: User,
  logged: readonly LoggedAccess[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(logged.flatMap(({ journeyId }) => journeyId ?? []))];
  const heads = await Promise.all(ids.map((id) => table.get(keys.journey(id))));
  const today = dateInLondon(clock.now()).toString();
  return new Map(
    heads.flatMap((head) => {
      if (head === undefined) return [];
      const journey = readJourney(head);
      const name = `${journey.firstName} ${journey.lastName}`;
      return maySee(user, journey, today) ? [[journey.id, name] as const] : [];
    }),
  );
}

function rowOf({ journeyId, ...logged }: LoggedAccess, people: ReadonlyMap<string, string>): AccessRow {
  const present = Object.fromEntries(
    Object.entries(logged).filter(([, value]) => value !== undefined),
  ) as unknown as AccessRow;
  if (journeyId === undefined) return present;
  const name = people.get(journeyId);
  return { ...present, person: name === undefined ? {} : { journeyId, name } };
}
