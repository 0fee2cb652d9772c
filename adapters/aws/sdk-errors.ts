/** Sorts errors of AWS SDK clients, of any service. */

const PASSING = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'ServiceUnavailable',
  'InternalServiceError',
  'TimeoutError',
  'NetworkingError',
  'AbortError',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

/** True when the service throttles, fails or cannot be reached: the same call may work later. */
export function isPassing(error: unknown): boolean {
  if (PASSING.has(nameOf(error)) || PASSING.has(textOf(error, 'code'))) return true;
  if (textOf(error, '$fault') === 'server') return true;
  const status = statusOf(error);
  return status === TOO_MANY_REQUESTS || status >= SERVER_ERROR;
}

/** The error's name, which is safe to log; messages of some services repeat the request. */
export function nameOf(error: unknown): string {
  return textOf(error, 'name');
}

function statusOf(error: unknown): number {
  const metadata = fieldOf(error, '$metadata');
  const status = fieldOf(metadata, 'httpStatusCode');
  return typeof status === 'number' ? status : 0;
}

function textOf(error: unknown, field: string): string {
  const value = fieldOf(error, field);
  return typeof value === 'string' ? value : '';
}

function fieldOf(from: unknown, field: string): unknown {
  return typeof from === 'object' && from !== null ? Reflect.get(from, field) : undefined;
}
