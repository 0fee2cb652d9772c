import * as z from 'zod';
import type { LocalIdentity } from '../adapters/identity/local-identity.ts';
import type { Request } from '../web/http/request.ts';
import type { Response } from '../web/http/response.ts';
import { isoInstant } from '../domain/law/time.ts';
import type { LocalClockControls } from './clock-controls.ts';
import type { AgencyDesks } from './sample/agency-desk.ts';

const Advance = z.strictObject({ to: z.enum(['next', 'day', 'week']) });
const SignIn = z.strictObject({ user: z.string().max(100) });

export interface LocalRouteOptions {
  readonly identity: LocalIdentity;
  readonly controls: LocalClockControls;
  readonly desks: AgencyDesks;
}

/**
 * What only one's own machine has: `POST /api/clock/advance`, `POST /api/token` for a ready-made person, and the
 * invented agencies' receivers. Answers undefined for anything else.
 */
export function localRoutes({ identity, controls, desks }: LocalRouteOptions) {
  return async (request: Request): Promise<Response | undefined> => {
    const agencyId = /^\/sample-agencies\/([a-z-]+)$/.exec(request.path)?.[1];
    if (agencyId !== undefined) return { status: await receive(request, agencyId), headers: {}, body: '' };
    if (request.path === '/api/clock/advance')
      return onlyPost(request, Advance, (body) => advance(controls, body.to));
    if (request.path === '/api/token') return onlyPost(request, SignIn, (body) => token(identity, body.user));
    return undefined;
  };

  function receive(request: Request, agencyId: string): Promise<number> {
    if (request.method !== 'POST') return Promise.resolve(405);
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return desks.receive(agencyId, Object.fromEntries(headers), request.body);
  }
}

async function advance(controls: LocalClockControls, to: 'next' | 'day' | 'week'): Promise<Response> {
  if (to === 'next') {
    const at = await controls.advanceToNext();
    return json(200, { now: isoInstant(controls.now()), happened: at !== undefined });
  }
  return json(200, { now: isoInstant(await controls.advanceBy(to === 'day' ? 1 : 7)), happened: true });
}

async function token(identity: LocalIdentity, userId: string): Promise<Response> {
  const issued = await identity.issue(userId);
  if (issued === undefined) return problem(404, 'NOT_FOUND', 'There is no ready-made person by that id.');
  return json(200, { token: issued });
}

async function onlyPost<Body>(
  request: Request,
  schema: z.ZodType<Body>,
  handle: (body: Body) => Promise<Response>,
): Promise<Response> {
  if (request.method !== 'POST') return problem(405, 'VALIDATION_FAILED', 'Only POST is answered here.');
  const parsed = schema.safeParse(parse(request.body));
  if (!parsed.success) return problem(400, 'VALIDATION_FAILED', z.prettifyError(parsed.error));
  return handle(parsed.data);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function json(status: number, body: object): Response {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function problem(status: number, code: string, detail: string): Response {
  const body = JSON.stringify({ type: 'about:blank', status, code, detail });
  return { status, headers: { 'content-type': 'application/problem+json' }, body };
}
