import type { Refusal } from '../../application/refusal.ts';

/**
 * A use case said no to a state machine. Its name is what the machine's Retry and Catch see: `Unavailable` is tried
 * again, anything else opens an incident. The message is a code, never anything about a person.
 */
export class TaskRefusedError extends Error {
  override readonly name: string;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = refusal.code === 'UNAVAILABLE' ? 'Unavailable' : `Refused.${refusal.code}`;
  }
}
