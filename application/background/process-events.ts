import { Temporal } from 'temporal-polyfill';
import type { IncomingEvent } from '../../domain/events/incoming-event.ts';
import { isCrn } from '../../domain/record/identifiers.ts';
import { HMPPS } from '../../domain/record/actor.ts';
import { isoInstant, type IsoInstant } from '../../domain/law/time.ts';
import { changeJourney } from '../change-journey.ts';
import { eventItem, type EventRecord, type EventState } from '../event-items.ts';
import { survivingCrn } from '../crn-rows.ts';
import { eventsOf, linkCrn, moveEvents, prisonNumberOf } from '../events-of.ts';
import { keys } from '../keys.ts';
import { readStep } from '../items.ts';
import {
  eventsAreAside,
  eventsAreMatched,
  eventsGoTo,
  eventsHaveGone,
  presentNumber,
} from '../match-events.ts';
import type { Write } from '../ports/table.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';
import { EVENT_TYPES } from './events/all.ts';
import { crnsMerged } from './events/crn-merged.ts';
import { explain } from './events/ask-about.ts';
import { journeyOf, openJourneyOf } from './events/journey-of.ts';
import { removedNumber } from './events/merged.ts';
import type { Acted, EventServices, Follow } from './events/event-type.ts';

const MINUTES_A_DAY = 24 * 60;
/** Minutes until an event that could not be followed is tried again; after the last of them, each day. */
const TRIED_AGAIN_AFTER: readonly number[] = [1, 5, 15, 60, 360];

/**
 * Follows what is due of a person's events, in the order in which they occurred. Safe to run twice and beside itself:
 * an event changes the journey and its own row in one transaction.
 * @param person a prison number, or a CRN whose prison number is not known.
 */
export async function processEvents(services: EventServices, person: string): Promise<void> {
  if (isCrn(person)) return findPerson(services, person);
  const present = await presentNumber(services, person);
  if (present !== person) {
    await moveEvents(services, person, present);
    await eventsHaveGone(services, person);
    return processEvents(services, present);
  }
  const now = isoInstant(services.clock.now());
  const events = await eventsOf(services, person);
  const journeyId = await journeyOf(services, person, events);
  for (const record of events.filter((each) => isDue(each, now))) {
    if (journeyId !== undefined) await look(services, record, events, journeyId);
    else if (record.state === 'waiting' && !(await setAside(services, record))) {
      // Their journey has begun at this very moment.
      await processEvents(services, person);
      return;
    }
  }
  if (journeyId !== undefined) await eventsAreMatched(services, person);
}

/** Events that name a CRN only are followed once the prison number is known. */
async function findPerson(services: EventServices, crn: string): Promise<void> {
  const now = isoInstant(services.clock.now());
  const due = (await eventsOf(services, crn)).filter((each) => isDue(each, now));
  if (due.length === 0) return;
  const found = await prisonNumberFor(services, crn, due);
  if (found.ok && found.value !== undefined) {
    await linkCrn(services, crn, found.value);
    await processEvents(services, found.value);
    return;
  }
  for (const record of due) {
    const over: Partial<EventRecord> = found.ok
      ? { state: 'unmatched', outcome: 'no-prison-number', nextAt: minutesFromNow(services, MINUTES_A_DAY) }
      : { ...againLater(services, record), outcome: found.why };
    await services.table.transact([replace(services, record, over)]);
    services.noted?.(over.state ?? record.state);
  }
}

/** As known here, also by the CRN that was merged into this one; else as HMPPS's services know it. */
async function prisonNumberFor(
  services: EventServices,
  crn: string,
  due: readonly EventRecord[],
): ReturnType<EventServices['hmpps']['prisonNumberOf']> {
  const merged = due.flatMap(({ event }) => crnsMerged(event).source ?? []);
  for (const each of [crn, ...merged]) {
    const value = await prisonNumberOf(services, each);
    if (value !== undefined) return { ok: true, value };
  }
  return services.hmpps.prisonNumberOf(crn);
}

function isDue({ state, nextAt }: EventRecord, now: IsoInstant): boolean {
  if (state === 'unmatched') return true;
  return (state === 'waiting' || state === 'contradictory') && nextAt !== undefined && nextAt <= now;
}

/** Keeps an event about somebody without a journey until one begins. @returns false when one has begun meanwhile. */
async function setAside(services: EventServices, record: EventRecord): Promise<boolean> {
  const { person } = record;
  const aside = await eventsAreAside(services, person);
  // After the row above was read: a journey that begins from now on changes it.
  if ((await openJourneyOf(services, person)) !== undefined) return false;
  const over = { state: 'unmatched', outcome: 'no-journey', nextAt: undefined } as const;
  const removed = removedNumber(record.event);
  // A journey may begin under either number.
  const goes = removed === undefined ? undefined : await eventsGoTo(services, removed, person);
  const written = await services.table.transact([
    replace(services, record, over),
    aside,
    ...(goes === undefined ? [] : [goes]),
  ]);
  if (written.ok) services.noted?.('unmatched');
  return written.ok || !written.failed.includes(1);
}

async function look(
  services: EventServices,
  record: EventRecord,
  events: readonly EventRecord[],
  journeyId: string,
): Promise<void> {
  const store = async (change: Partial<EventRecord>): Promise<void> => {
    await services.table.transact([replace(services, record, { journeyId, ...change })]);
    services.noted?.(change.state ?? record.state);
  };
  if (record.state === 'contradictory' && (await isAnswered(services, record, journeyId))) {
    return store({ state: 'done', outcome: 'settled', nextAt: undefined });
  }
  const { event } = record;
  const occurred = Temporal.Instant.from(event.occurredAt);
  if (Temporal.Instant.compare(occurred, services.clock.now()) > 0) {
    const nextAt = isoInstant(occurred.add({ milliseconds: 1 }));
    return store({ state: 'waiting', outcome: 'not-yet', attempts: 1, nextAt });
  }
  const type = EVENT_TYPES.get(event.eventType);
  if (type === undefined) return store({ state: 'kept', outcome: 'unknown-type', nextAt: undefined });
  if (isOvertaken(record, events)) {
    return store({ state: 'done', outcome: 'superseded', nextAt: undefined });
  }
  const about = { ...event, prisonNumber: record.person, ...(await presentCrn(services, event)) };
  const prepared = await type.prepare(about, services);
  if (!prepared.ok) return store({ ...againLater(services, record), outcome: prepared.why });
  const problem = await follow(services, record, journeyId, prepared.value);
  if (problem !== undefined) await store({ ...againLater(services, record), outcome: 'REFUSED', problem });
  else await type.followed?.(about, services);
}

/** HMPPS's services know a person under the CRN that theirs was merged into. */
async function presentCrn(services: Services, { crn }: IncomingEvent): Promise<{ readonly crn?: string }> {
  return crn === undefined ? {} : { crn: await survivingCrn(services, crn) };
}

/** A later event of the same subject says everything that this one could. */
function isOvertaken(record: EventRecord, events: readonly EventRecord[]): boolean {
  return events.some((other) => other.state !== 'kept' && overtakes(other, record));
}

/** Earlier events of the same subject about which somebody has been asked. */
function overtakenBy(record: EventRecord, events: readonly EventRecord[]): readonly EventRecord[] {
  return events.filter((other) => other.state === 'contradictory' && overtakes(record, other));
}

function overtakes({ event: later }: EventRecord, { event: earlier }: EventRecord): boolean {
  const subject = EVENT_TYPES.get(later.eventType)?.latestOf;
  if (subject === undefined || subject !== EVENT_TYPES.get(earlier.eventType)?.latestOf) return false;
  return later.occurredAt > earlier.occurredAt;
}

/** Changes the journey and the event's row together. @returns why the change was refused. */
async function follow(
  services: EventServices,
  { person, event: { id } }: EventRecord,
  journeyId: string,
  act: Follow,
): Promise<string | undefined> {
  let state: EventState | undefined;
  const changed = await changeJourney(services, journeyId, { by: HMPPS }, async (change) => {
    const events = await eventsOf(services, person);
    const record = events.find(({ event }) => event.id === id);
    // Another process has followed it.
    if (record === undefined || record.state === 'done') return done('');
    const writes: Write[] = [];
    const put = (other: EventRecord, over: Partial<EventRecord>): void => {
      writes.push(replace(services, other, { journeyId, ...over }));
    };
    const acted = await act(change, { events, put });
    if (!acted.ok) return acted;
    for (const earlier of overtakenBy(record, events)) {
      if (earlier.step !== undefined) await explain(change, earlier.event.id, earlier.step);
      put(earlier, { state: 'done', outcome: 'superseded', nextAt: undefined });
    }
    if (record.step !== undefined && acted.value.state === 'done') await explain(change, id, record.step);
    put(record, handled(services, acted.value));
    if (change.draft.changed) for (const write of writes) change.alsoWrite(write);
    else await services.table.transact(writes);
    state = acted.value.state;
    return done('');
  });
  if (changed.ok && state !== undefined) services.noted?.(state);
  return changed.ok ? undefined : changed.detail;
}

function handled(services: Services, acted: Acted): Partial<EventRecord> {
  const nextAt = acted.state === 'contradictory' ? minutesFromNow(services, MINUTES_A_DAY) : undefined;
  return { problem: undefined, ...acted, nextAt };
}

/** Somebody has answered the step about a contradiction. One that was closed with its cycle was not answered. */
async function isAnswered(
  { table }: Services,
  { step = '' }: EventRecord,
  journeyId: string,
): Promise<boolean> {
  const row = await table.get(keys.step(journeyId, step));
  return row !== undefined && readStep(row).state === 'DONE';
}

function againLater(services: Services, { attempts }: EventRecord): Partial<EventRecord> {
  const nextAt = minutesFromNow(services, TRIED_AGAIN_AFTER[attempts] ?? MINUTES_A_DAY);
  return { state: 'waiting', attempts: attempts + 1, nextAt };
}

function minutesFromNow({ clock }: Services, minutes: number): IsoInstant {
  return isoInstant(clock.now().add({ minutes }));
}

/** Replaces an event's row, unless another process has given it another state. */
function replace({ clock }: Services, record: EventRecord, over: Partial<EventRecord>): Write {
  return {
    kind: 'put',
    item: eventItem({ ...record, ...over, handledAt: isoInstant(clock.now()) }),
    when: { kind: 'attribute', name: 'state', equals: record.state },
  };
}
