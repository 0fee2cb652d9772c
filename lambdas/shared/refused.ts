import type { Refusal } from '../../application/refusal.ts';

/**
 * A command refused a state machine's call. The machine's Retry and Catch match the error's name: `Unavailable` is
 * retried, anything else opens an incident. The message is a code, never anything about a person.
 */
export class TaskRefusedError extends Error {
  override readonly name: string;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = refusal.code === 'UNAVAILABLE' ? 'Unavailable' : `Refused.${refusal.code}`;
  }
}
