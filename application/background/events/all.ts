import type { EventType } from './event-type.ts';
import { received, released } from './movements.ts';

const TYPES: readonly EventType[] = [received, released];

/** The types of event that something follows from. */
export const EVENT_TYPES: ReadonlyMap<string, EventType> = new Map(
  TYPES.map((type) => [type.eventType, type]),
);
