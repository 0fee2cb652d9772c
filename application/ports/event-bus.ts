/** Who says what is on the bus. */
export const EVENT_SOURCE = 'through-the-gate';

/** All that leaves of a fact: whose it is, which, of what type, and when. What it says stays in the record. */
export interface DomainEvent {
  readonly type: string;
  readonly journeyId: string;
  readonly sequence: number;
  readonly at: string;
}

/** Where other teams hear what happened. */
export interface EventBus {
  /**
   * Puts events on the bus, in their order, and goes on after one that it does not take.
   * @returns for each event, in the same order, undefined once it is on the bus; otherwise the name of what is wrong
   * for now, which is safe to log.
   * @throws Error when the bus refuses us: not for now, but until somebody mends it.
   */
  put(events: readonly DomainEvent[]): Promise<readonly (string | undefined)[]>;
}

/** The bus did not take an event now; it may later. */
export class EventNotTakenError extends Error {
  override readonly name = 'EventNotTakenError';
}
