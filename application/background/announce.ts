import * as z from 'zod';
import { type DomainEvent, type EventBus, EventNotTakenError } from '../ports/event-bus.ts';
import type { Item } from '../ports/table.ts';

/**
 * The parts of a fact's row that leave, each in a form that holds no sentence. Types are not listed here: a function
 * of yesterday announces what a command of today has written.
 */
const FactRow = z.object({
  journeyId: z.string().regex(/^[\w-]{1,64}$/),
  fact: z.object({
    type: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    sequence: z.int().positive(),
    at: z.iso.datetime(),
  }),
});

/** What is said of a fact, by its row. @throws z.ZodError naming what is not as facts are, and not what it holds. */
export function eventOf(row: Item): DomainEvent {
  const {
    journeyId,
    fact: { type, sequence, at },
  } = FactRow.parse(row);
  return { type, journeyId, sequence, at };
}

/**
 * Announces new facts by their rows, in their order. At least once: what is announced again is known by its journey
 * and sequence.
 * @returns what went wrong, by the row that was not announced; all others are on the bus.
 * @throws Error when the bus refuses us altogether.
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
