import type { User } from '../../domain/access/user.ts';
import type { IncomingEvent } from '../../domain/events/incoming-event.ts';
import { admit } from '../access.ts';
import { readEventItem, type EventRecord } from '../event-items.ts';
import { eventsOf } from '../events-of.ts';
import { NOBODY, partitions } from '../keys.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { wholeRows } from '../whole-rows.ts';
import type { Listed } from './list-journeys.ts';

/** The states of events that somebody may have to look at, the most pressing first. */
export const LISTED_STATES = ['contradictory', 'waiting', 'unmatched', 'kept'] as const;
export type ListedState = (typeof LISTED_STATES)[number];

export interface EventRow extends Omit<EventRecord, 'person' | 'step' | 'other'> {
  /** Absent for an event that names nobody. */
  readonly person?: string;
  /** The event that it contradicts; absent where that is what officers recorded. */
  readonly against?: IncomingEvent;
}

export interface ListedEvents extends Listed<EventRow> {
  /** Of each state, up to 100, which means 100 or more. */
  readonly counts: Readonly<Record<ListedState, number>>;
}

const PAGE = 50;
const MOST_COUNTED = 100;

/**
 * Events of other systems in one state, the latest first, with how many there are of each.
 * @returns NOT_PERMITTED for anyone but an administrator.
 */
export async function listEvents(
  services: Services,
  user: User,
  { state, cursor }: { readonly state: ListedState; readonly cursor?: string },
): Promise<Result<ListedEvents>> {
  const reader = admit(services, user, 'administer-events', undefined);
  if (!reader.ok) return reader;
  const { table } = services;
  const query = (of: ListedState, limit: number) =>
    ({ index: 'waiting', partition: partitions.eventsByState(of), direction: 'backward', limit }) as const;
  const page = await table.query({ ...query(state, PAGE), ...(cursor !== undefined && { cursor }) });
  const rows = await wholeRows(table, page.items);
  const counts = await Promise.all(
    LISTED_STATES.map(async (of) => [of, (await table.query(query(of, MOST_COUNTED))).items.length] as const),
  );
  const asked = { state, ...(cursor !== undefined && { cursor }) };
  services.accessLog.consulted({ user, action: 'administer-events', query: asked, rows: page.items.length });
  return done({
    // A row that has had another state since the index was written is on another list by now.
    items: await Promise.all(
      rows
        .map(readEventItem)
        .filter((record) => record.state === state)
        .map((record) => rowOf(services, record)),
    ),
    counts: Object.fromEntries(counts) as Record<ListedState, number>,
    ...(page.cursor !== undefined && { cursor: page.cursor }),
  });
}

async function rowOf(
  services: Services,
  { person, step: _step, other, ...record }: EventRecord,
): Promise<EventRow> {
  const events = other === undefined ? [] : await eventsOf(services, person);
  const against = events.find(({ event }) => event.id === other)?.event;
  return { ...record, ...(person !== NOBODY && { person }), ...(against && { against }) };
}
