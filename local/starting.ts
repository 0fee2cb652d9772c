import type { Request } from '../web/http/request.ts';
import type { RequestHandler, Response } from '../web/http/response.ts';

/** What the sample agencies ask for: they answer referrals while the sample people are made. */
const FOR_AGENCIES = /^\/(sample-agencies|api\/referrals)\//;

/**
 * Stands before the product while it starts: a request is answered with 503 rather than refused a connection, and
 * nothing that somebody does can be lost with sample people that were never finished.
 */
export function startingGate() {
  let behind: RequestHandler | undefined;
  let ready = false;
  return {
    handle: (request: Request): Promise<Response> =>
      behind !== undefined && (ready || FOR_AGENCIES.test(request.path))
        ? behind(request)
        : Promise.resolve(starting(request)),
    /** The sample agencies are served from now on. */
    serveAgencies(handle: RequestHandler): void {
      behind = handle;
    },
    /** Everything is served from now on. */
    open(): void {
      ready = true;
    },
  };
}

function starting({ path }: Request): Response {
  const status = 503;
  const retry = { 'retry-after': '1' };
  if (path === '/api/health') {
    const headers = { ...retry, 'content-type': 'application/json' };
    return { status, headers, body: JSON.stringify({ status: 'starting' }) };
  }
  return {
    status,
    headers: { ...retry, 'content-type': 'text/plain; charset=utf-8' },
    body: 'Through the Gate is starting. Try again in a moment.\n',
  };
}
