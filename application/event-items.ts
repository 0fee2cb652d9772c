import * as z from 'zod';
import type { IncomingEvent } from '../domain/events/incoming-event.ts';
import type { IsoInstant } from '../domain/law/time.ts';
import { keys, partitions, shardOf, sorts } from './keys.ts';
import type { Item } from './ports/table.ts';

/**
 * `waiting`: to be carried out, now or when its data can be fetched. `done`: carried out, or nothing followed from it.
 * `unmatched`: about nobody who has a journey. `kept`: of a type or version that nothing follows from. `contradictory`:
 * it was not followed, and somebody has been asked.
 */
export const EVENT_STATES = ['waiting', 'done', 'unmatched', 'kept', 'contradictory'] as const;
export type EventState = (typeof EVENT_STATES)[number];

/** An event as it is stored. */
export interface EventRecord {
  /** Whose events it is among: a prison number, a CRN, or nobody. */
  readonly person: string;
  readonly event: IncomingEvent;
  readonly state: EventState;
  readonly receivedAt: IsoInstant;
  /** When it got its present state. */
  readonly handledAt: IsoInstant;
  /** A code: what followed, or why it waits or is kept. */
  readonly outcome?: string | undefined;
  /** Why it was not followed, in a sentence. */
  readonly problem?: string | undefined;
  readonly journeyId?: string | undefined;
  /** The event that it contradicts, or `record` for what officers recorded. */
  readonly other?: string | undefined;
  /** The key of the step that asks about the contradiction. */
  readonly step?: string | undefined;
  /** How often it could not be followed. */
  readonly attempts: number;
  /** When it is looked at again by itself. */
  readonly nextAt?: IsoInstant | undefined;
}

const eventRow = z.object({
  state: z.enum(EVENT_STATES),
  /** The event is text, so that whatever another system sends can be stored. */
  event: z.string(),
  record: z.object({
    person: z.string(),
    receivedAt: z.string(),
    handledAt: z.string(),
    outcome: z.string().optional(),
    problem: z.string().optional(),
    journeyId: z.string().optional(),
    other: z.string().optional(),
    step: z.string().optional(),
    attempts: z.int(),
    nextAt: z.string().optional(),
  }),
});

export function eventItem({ event, state, ...record }: EventRecord): Item {
  const key = keys.event(record.person, event.occurredAt, event.id);
  const toLookAt = state !== 'done' && (state !== 'waiting' || record.attempts > 0);
  return {
    ...key,
    state,
    event: JSON.stringify(event),
    record,
    ...(record.nextAt !== undefined && {
      duePk: partitions.due(shardOf(record.person)),
      dueSk: sorts.byInstant(record.nextAt, record.person, event.id),
    }),
    ...(toLookAt && {
      waitingPk: partitions.eventsByState(state),
      waitingSk: sorts.byInstant(event.occurredAt, record.person, event.id),
    }),
  };
}

export function readEventItem(item: Item): EventRecord {
  const { state, event, record } = eventRow.parse(item);
  return { ...record, state, event: JSON.parse(event) as IncomingEvent };
}
