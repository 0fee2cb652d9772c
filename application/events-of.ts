import { readCrn, writeCrn } from './crn-rows.ts';
import { eventItem, readEventItem, type EventRecord } from './event-items.ts';
import { keys, partitions, ROW_PREFIXES } from './keys.ts';
import { readAll } from './read-all.ts';
import type { Services } from './services.ts';

/** The events of a person, in the order in which they occurred. @param person a prison number, or a CRN. */
export async function eventsOf(
  { table }: Pick<Services, 'table'>,
  person: string,
): Promise<readonly EventRecord[]> {
  return (await readAll(table, partitions.events(person), ROW_PREFIXES.event)).map(readEventItem);
}

/** The prison number of a CRN, as far as it is known here. */
export async function prisonNumberOf(
  services: Pick<Services, 'table'>,
  crn: string,
): Promise<string | undefined> {
  return (await readCrn(services, crn)).prisonNumber;
}

/**
 * Keeps whose a CRN is, and puts the events that named only the CRN among the person's, due at once. Safe to run again
 * after a crash.
 */
export async function linkCrn(
  services: Pick<Services, 'table' | 'clock'>,
  crn: string,
  prisonNumber: string,
): Promise<void> {
  const { table } = services;
  const known = await readCrn(services, crn);
  if (known.prisonNumber !== prisonNumber) await table.transact([writeCrn({ ...known, prisonNumber })]);
  await moveEvents(services, crn, prisonNumber);
}

/**
 * Puts the events under one number among those under another; those to be followed are due at once. Safe to run again
 * after a crash: each event is moved in a transaction of its own.
 */
export async function moveEvents(services: Pick<Services, 'table'>, from: string, to: string): Promise<void> {
  for (const record of await eventsOf(services, from)) {
    const { person, event, state } = record;
    const moved = { ...record, person: to, ...(isToFollow(state) && dueAtOnce(event.occurredAt)) };
    await services.table.transact([
      { kind: 'put', item: eventItem(moved) },
      { kind: 'delete', key: keys.event(person, event.occurredAt, event.id) },
    ]);
  }
}

function isToFollow(state: EventRecord['state']): boolean {
  return state === 'waiting' || state === 'unmatched';
}

function dueAtOnce(occurredAt: string): Partial<EventRecord> {
  return {
    state: 'waiting',
    attempts: 0,
    nextAt: `${occurredAt.slice(0, 23)}Z`,
  };
}
