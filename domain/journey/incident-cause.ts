/** What went wrong, by the code that the engine or the reconciler gave it. */
const CAUSES: Readonly<Record<string, string>> = {
  EXECUTION_GONE: 'the journey stopped moving on several times within a day',
  TASK_TIMED_OUT: 'an open step could no longer move the journey on, several times within a day',
  Unavailable: 'a service that the product needs was not available',
  'States.Timeout': 'it took too long',
};

/** The cause of an incident for people who read a page, never its code. */
export function describeCause(code: unknown): string {
  return (typeof code === 'string' ? CAUSES[code] : undefined) ?? 'an unexpected error';
}
