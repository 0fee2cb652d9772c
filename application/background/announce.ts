import * as z from 'zod';
import { type DomainEvent, type EventBus, EventNotTakenError } from '../ports/event-bus.ts';
import type { Item } from '../ports/table.ts';

/**
 * The parts of a fact's row that become an event, each in a form that cannot hold a sentence. Types are not listed, so
 * that an older function can announce new types.
 */
const FactRow = z.object({
  journeyId: z.string().regex(/^[\w-]{1,64}$/),
  fact: z.object({
    type: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    sequence: z.int().positive(),
    at: z.iso.datetime(),
  }),
});

/** The event of a fact's row. @throws z.ZodError with the invalid fields, not their values. */
export function eventOf(row: Item): DomainEvent {
  const {
    journeyId,
    fact: { type, sequence, at },
  } = FactRow.parse(row);
  return { type, journeyId, sequence, at };
}

/**
 * Puts new facts on the event bus, in order. At least once: journey and sequence identify an event.
 * @returns errors by row; all other rows are on the bus.
 * @throws Error when the bus refuses every call.
 */
export async function announce(bus: EventBus, rows: readonly Item[]): Promise<ReadonlyMap<Item, unknown>> {
  const failed = new Map<Item, unknown>();
  const events: DomainEvent[] = [];
  const announced: Item[] = [];
  for (const row of rows) {
    try {
      events.push(eventOf(row));
      announced.push(row);
    } catch (error) {
      failed.set(row, error);
    }
  }
  const answers = events.length === 0 ? [] : await bus.put(events);
  for (const [index, row] of announced.entries()) {
    const because = answers[index];
    if (because !== undefined) failed.set(row, new EventNotTakenError(because));
  }
  return failed;
}
