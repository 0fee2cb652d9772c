import {
  MAX_EVENT_BYTES,
  readIncomingEvent,
  type IncomingEvent,
} from '../../domain/events/incoming-event.ts';
import { isoInstant } from '../../domain/law/time.ts';
import { eventItem, type EventRecord } from '../event-items.ts';
import { linkCrn, prisonNumberOf } from '../events-of.ts';
import { NOBODY } from '../keys.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { EVENT_TYPES, NOT_ACTED_ON } from './events/all.ts';
import { crnsMerged } from './events/crn-merged.ts';
import type { EventServices } from './events/event-type.ts';
import { processEvents } from './process-events.ts';

export interface EventReceived {
  readonly id: string;
  /** `repeated`: it is stored already. */
  readonly received: 'stored' | 'repeated';
}

/**
 * Takes in an event of another system: stores it once, and follows it with the person's other events.
 * @returns VALIDATION_FAILED for what is no event, or is too large; nothing is stored then.
 */
export async function receiveEvent(services: EventServices, given: unknown): Promise<Result<EventReceived>> {
  const stored = await storeEvent(services, given);
  if (!stored.ok) return stored;
  const { person, received, id } = stored.value;
  await processEvents(services, person);
  return done({ id, received });
}

async function storeEvent(
  services: Services,
  given: unknown,
): Promise<Result<EventReceived & { readonly person: string }>> {
  if (Buffer.byteLength(JSON.stringify(given ?? null)) > MAX_EVENT_BYTES) {
    return refuse('VALIDATION_FAILED', `An event has at most ${MAX_EVENT_BYTES / 1024} KB.`);
  }
  const read = readIncomingEvent(given);
  if (!read.ok) {
    return refuse('VALIDATION_FAILED', 'This is not an event in the form of HMPPS.', {
      fields: read.problems,
    });
  }
  const { event } = read;
  const person = await personOf(services, event);
  const item = eventItem(newRecord(event, person, isoInstant(services.clock.now())));
  const written = await services.table.transact([{ kind: 'put', item, when: { kind: 'absent' } }]);
  return done({ id: event.id, person, received: written.ok ? 'stored' : 'repeated' });
}

/** An event of a kind that nothing follows from is kept as it is; any other is due at once, should this process die. */
function newRecord(event: IncomingEvent, person: string, now: string): EventRecord {
  const known = { person, event, receivedAt: now, handledAt: now, attempts: 0 };
  const type = EVENT_TYPES.get(event.eventType);
  if (type === undefined) {
    const isKnown = NOT_ACTED_ON.includes(event.eventType);
    return { ...known, state: 'kept', outcome: isKnown ? 'not-acted-on' : 'unknown-type' };
  }
  if (!type.versions.includes(event.version)) return { ...known, state: 'kept', outcome: 'other-version' };
  if (person === NOBODY) return { ...known, state: 'unmatched', outcome: 'names-nobody' };
  return { ...known, state: 'waiting', nextAt: now };
}

/** An event that names both says whose the CRN is. */
async function personOf(services: Services, event: IncomingEvent): Promise<string> {
  const { prisonNumber, crn } = event;
  if (crn === undefined) return prisonNumber ?? NOBODY;
  const known = await prisonNumberOf(services, crn);
  if (prisonNumber === undefined) return known ?? (await ofMerged(services, event)) ?? crn;
  if (known !== prisonNumber) await linkCrn(services, crn, prisonNumber);
  return prisonNumber;
}

/** The surviving CRN may be new here, where the one that was merged into it is known. */
async function ofMerged(services: Services, event: IncomingEvent): Promise<string | undefined> {
  const { source } = crnsMerged(event);
  return source && prisonNumberOf(services, source);
}
