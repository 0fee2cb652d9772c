import type * as z from 'zod';
import type { Idempotency } from '../../application/idempotency.ts';
import type { TokenVerifier } from '../../application/ports/identity.ts';
import type { FieldProblem } from '../../application/refusal.ts';
import type { Services } from '../../application/services.ts';
import type { User } from '../../domain/access/user.ts';
import { isTooLarge, readJson } from '../http/body.ts';
import { COMMON_HEADERS } from '../http/headers.ts';
import { problemOfError, problemResponse, type Problem } from '../http/problem.ts';
import type { Request } from '../http/request.ts';
import { withoutBodyForHead, type RequestHandler, type Response } from '../http/response.ts';
import { createRouter, type Params } from '../http/router.ts';
import { withDescription } from './openapi.ts';
import type { Route } from './route.ts';
import { callerRegister, type CallerRegister } from './register-caller.ts';
import { ROUTES } from './routes/all.ts';
import { fieldProblems, queryObject } from './validation.ts';

/** Logs by route and ids, never by anything about a person. */
export interface ApiLogger {
  /** An unexpected error. */
  failed(what: string, about: Readonly<Record<string, string>>, error: unknown): void;
  /** The access rules refused. */
  denied(about: Readonly<Record<string, string>>): void;
}

export interface ApiOptions {
  readonly services: Services;
  readonly verifier: TokenVerifier;
  readonly logger: ApiLogger;
  /** Routes of some stages only, such as the one that moves a training clock. */
  readonly extraRoutes?: readonly Route[];
}

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

/** The JSON API, without a server: the local server and the Lambda both wrap this. It never throws. */
export function createApi(options: ApiOptions): RequestHandler {
  const match = createRouter(withDescription([...ROUTES, ...(options.extraRoutes ?? [])]));
  const register = callerRegister(options.services);
  return async (request) => {
    const matched = match(request.method, request.path);
    switch (matched.kind) {
      case 'unknown':
        return problemResponse({ code: 'NOT_FOUND', detail: 'There is no such address.' });
      case 'wrong-method': {
        const allow = matched.allow.join(', ');
        return problemResponse({ code: 'METHOD_NOT_ALLOWED', detail: `Use ${allow} here.` }, { allow });
      }
      case 'route':
        return withoutBodyForHead(
          request,
          await respond({ ...options, register }, request, matched.route, matched.params),
        );
    }
  };
}

type Api = ApiOptions & { readonly register: CallerRegister };

async function respond(options: Api, request: Request, route: Route, params: Params): Promise<Response> {
  const accessLog = options.services.accessLog.during(nameOf(route));
  const services = { ...options.services, accessLog };
  try {
    const result = await callRoute({ ...options, services }, request, route, params);
    // Nothing is shown that could not be logged.
    await accessLog.settled();
    return 'code' in result ? problemResponse(result) : result;
  } catch (error) {
    const problem = problemOfError(error);
    if (problem.code !== 'VALIDATION_FAILED')
      options.logger.failed('An API request failed', { route: nameOf(route) }, error);
    return problemResponse(problem);
  }
}

async function callRoute(
  { services, verifier, logger, register }: Api,
  request: Request,
  route: Route,
  givenParams: Params,
): Promise<Response | Problem> {
  if (isTooLarge(request)) return { code: 'PAYLOAD_TOO_LARGE', detail: 'A body has at most 256 KB.' };
  const caller = route.access === 'open' ? { user: undefined } : await callerOf(request, verifier);
  if ('code' in caller) return caller;
  const { user } = caller;
  const denied = (problem: Problem): Problem => {
    logger.denied({ route: nameOf(route), user: user?.id ?? '', reason: problem.detail });
    return problem;
  };
  if (!mayCall(user, route)) {
    const detail = `This is only for ${route.who}.`;
    if (user !== undefined) services.accessLog.denied({ user, action: nameOf(route), reason: detail });
    return denied({ code: 'NOT_PERMITTED', detail });
  }
  const hasLeft = user && (await register(user));
  if (user !== undefined && hasLeft) {
    services.accessLog.denied({ user, action: nameOf(route), reason: hasLeft.detail });
    return denied({ code: 'NOT_PERMITTED', detail: hasLeft.detail });
  }

  const key = request.headers['idempotency-key'];
  if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) {
    const detail = 'An Idempotency-Key is 1 to 200 visible characters.';
    return { code: 'VALIDATION_FAILED', detail, fields: [{ field: 'Idempotency-Key', problem: detail }] };
  }
  const params = parsed(route.params, givenParams);
  if (!params.ok) return { code: 'NOT_FOUND', detail: 'There is nothing of that name.' };
  const query = parsed(route.query, queryObject(request.query));
  if (!query.ok) return invalid(query.fields);
  const content = route.body && readJson(request);
  if (content?.ok === false) return content.problem;
  const body = parsed(route.body, content?.value);
  if (!body.ok) return invalid(body.fields);

  const idempotency = route.changes ? idempotencyOf(request, key, user) : undefined;
  const result = await route.handle({
    services,
    user,
    params: params.value,
    query: query.value,
    body: body.value,
    ...(idempotency && { idempotency }),
  });
  if (!result.ok) return result.code === 'NOT_PERMITTED' ? denied(result) : result;
  return {
    status: route.status,
    headers: { 'content-type': 'application/json', ...COMMON_HEADERS },
    body: JSON.stringify(result.value),
  };
}

async function callerOf(
  request: Request,
  verifier: TokenVerifier,
): Promise<{ readonly user: User } | Problem> {
  const header = request.headers['authorization'];
  if (header === undefined)
    return { code: 'NOT_AUTHENTICATED', detail: 'Send a token: Authorization: Bearer <token>.' };
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(header)?.[1];
  const user = token === undefined ? undefined : await verifier.verify(token);
  return user === undefined
    ? { code: 'NOT_AUTHENTICATED', detail: 'The token is not valid, or has expired.' }
    : { user };
}

function mayCall(user: User | undefined, { access }: Route): boolean {
  return access === 'open' || (user !== undefined && access.some((role) => user.roles.includes(role)));
}

/** The request that an idempotency key stands for: the same key with another request is refused. */
function idempotencyOf(
  request: Request,
  key: string | undefined,
  user: User | undefined,
): Idempotency | undefined {
  if (key === undefined || user === undefined) return undefined;
  return { caller: user.id, key, request: `${request.method} ${request.path}\n${request.body}` };
}

type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fields: readonly FieldProblem[] };

function parsed(schema: z.ZodType | undefined, given: unknown): Parsed {
  if (schema === undefined) return { ok: true, value: undefined };
  const result = schema.safeParse(given);
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, fields: fieldProblems(result.error) };
}

function invalid(fields: readonly FieldProblem[]): Problem {
  return { code: 'VALIDATION_FAILED', detail: 'Some fields are missing or wrong.', fields };
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}
