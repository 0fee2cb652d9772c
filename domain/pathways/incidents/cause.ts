import type { ParkReason } from '../../record/park-reason.ts';

/** Why a message to an agency could not be delivered. */
const PARKED: Readonly<Record<ParkReason | 'GONE' | 'NO_LIVE_ENDPOINT' | 'NO_SIGNING_KEY', string>> = {
  LADDER_EXHAUSTED: 'every attempt to send it has failed',
  REDIRECTED: 'the agency’s system answered from another address',
  MESSAGE_REJECTED: 'the agency’s system rejected the message',
  CREDENTIALS_REFUSED: 'the agency’s system refused our signature',
  ADDRESS_REFUSED: 'the address of the agency’s system is not one that messages may be sent to',
  GONE: 'the agency’s system has been closed',
  NO_LIVE_ENDPOINT: 'the agency has no address for messages',
  NO_SIGNING_KEY: 'there is no key to sign messages to the agency with',
};

/** What went wrong, by the code that the engine or the reconciler gave it. */
const CAUSES: Readonly<Record<string, string>> = {
  ...PARKED,
  EXECUTION_GONE: 'the journey stopped moving on several times within a day',
  TASK_TIMED_OUT: 'an open step could no longer move the journey on, several times within a day',
  Unavailable: 'a service that the product needs was not available',
  'States.Timeout': 'it took too long',
};

/** The cause of an incident for people who read a page, never its code. */
export function describeCause(code: unknown): string {
  return (typeof code === 'string' ? CAUSES[code] : undefined) ?? 'an unexpected error';
}
