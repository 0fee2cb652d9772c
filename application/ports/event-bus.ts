/** The source of our events. */
export const EVENT_SOURCE = 'through-the-gate';

/** The parts of a fact in an event: its journey, sequence, type and instant. The content stays in the record. */
export interface DomainEvent {
  readonly type: string;
  readonly journeyId: string;
  readonly sequence: number;
  readonly at: string;
}

/** The bus of domain events. */
export interface EventBus {
  /**
   * Puts events on the bus, in order, and continues after one that is refused.
   * @returns for each event undefined, or the name of a temporary error, which is safe to log.
   * @throws Error when the bus refuses every call until somebody repairs it.
   */
  put(events: readonly DomainEvent[]): Promise<readonly (string | undefined)[]>;
}

/** The bus refused an event; it may accept it later. */
export class EventNotTakenError extends Error {
  override readonly name = 'EventNotTakenError';
}
