import type * as z from 'zod';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { EngineUnavailableError } from '../../application/ports/engine.ts';
import { IdentityUnavailableError, type TokenVerifier } from '../../application/ports/identity.ts';
import { CursorError, TableUnavailableError } from '../../application/ports/table.ts';
import type { FieldProblem } from '../../application/refusal.ts';
import type { Services } from '../../application/services.ts';
import type { User } from '../../domain/access/user.ts';
import { createMatcher } from './match-route.ts';
import { openApiRoute } from './openapi.ts';
import { jsonResponse, problem, refusalProblem } from './problem.ts';
import { isTooLarge, readBody } from './read-body.ts';
import { idempotencyOf, type Route } from './route.ts';
import { ROUTES } from './routes/all.ts';
import { fieldProblems, queryObject } from './validation.ts';

/** Told what the caller is not: by route and ids, never by anything about a person. */
export interface ApiLogger {
  /** Something failed that should not have. */
  failed(what: string, about: Readonly<Record<string, string>>, error: unknown): void;
  /** The access rules said no. */
  denied(about: Readonly<Record<string, string>>): void;
}

export interface ApiOptions {
  readonly services: Services;
  readonly verifier: TokenVerifier;
  readonly logger: ApiLogger;
  /** Routes only one surrounding has, such as a clock that can be moved. */
  readonly extraRoutes?: readonly Route[];
}

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

/** The JSON API, without a server: the local one and the Lambda both wrap this. It never throws. */
export function createApi(options: ApiOptions): (request: HttpRequest) => Promise<HttpResponse> {
  const routes = [...ROUTES, ...(options.extraRoutes ?? [])];
  const match = createMatcher([...routes, openApiRoute(routes)]);
  return async (request) => {
    const matched = match(request.method, request.path);
    if (matched.kind === 'unknown') return problem('NOT_FOUND', 'There is no such address.');
    if (matched.kind === 'wrong-method') {
      const allow = matched.allow.join(', ');
      return problem('METHOD_NOT_ALLOWED', `Use ${allow} here.`, {}, { allow });
    }
    try {
      return await answer(options, request, matched.route, matched.params);
    } catch (error) {
      return failure(options.logger, matched.route, error);
    }
  };
}

async function answer(
  { services, verifier, logger }: ApiOptions,
  request: HttpRequest,
  route: Route,
  givenParams: Readonly<Record<string, string>>,
): Promise<HttpResponse> {
  if (isTooLarge(request)) return problem('PAYLOAD_TOO_LARGE', 'A body has at most 256 KB.');
  const signedIn = await userOf(request, verifier);
  if (signedIn === 'wrong-token')
    return problem('NOT_AUTHENTICATED', 'The token is not valid, or has expired.');
  if (signedIn === undefined && route.access === 'signed-in') {
    return problem('NOT_AUTHENTICATED', 'Send a token: Authorization: Bearer <token>.');
  }
  const key = request.headers['idempotency-key'];
  if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) {
    const detail = 'An Idempotency-Key is 1 to 200 visible characters.';
    return problem('VALIDATION_FAILED', detail, { fields: [{ field: 'Idempotency-Key', problem: detail }] });
  }
  const params = parsed(route.params, givenParams);
  if (!params.ok) return problem('NOT_FOUND', 'There is nothing of that name.');
  const query = parsed(route.query, queryObject(request.query));
  if (!query.ok) return invalid(query.fields);
  const content = route.body && readBody(request);
  if (content?.ok === false) return problem(content.code, content.detail);
  const body = parsed(route.body, content?.value);
  if (!body.ok) return invalid(body.fields);
  const idempotency = route.changes ? idempotencyOf(request, signedIn) : undefined;
  const result = await route.handle({
    services,
    user: signedIn,
    params: params.value,
    query: query.value,
    body: body.value,
    ...(idempotency && { idempotency }),
  });
  if (result.ok) return jsonResponse(route.status, result.value);
  if (result.code === 'NOT_PERMITTED') {
    logger.denied({
      route: `${route.method} ${route.path}`,
      user: signedIn?.id ?? '',
      reason: result.detail,
    });
  }
  return refusalProblem(result);
}

async function userOf(
  request: HttpRequest,
  verifier: TokenVerifier,
): Promise<User | 'wrong-token' | undefined> {
  const header = request.headers['authorization'];
  if (header === undefined) return undefined;
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(header)?.[1];
  const user = token === undefined ? undefined : await verifier.verify(token);
  return user ?? 'wrong-token';
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

function invalid(fields: readonly FieldProblem[]): HttpResponse {
  return problem('VALIDATION_FAILED', 'Some fields are missing or wrong.', { fields });
}

function failure(logger: ApiLogger, route: Route, error: unknown): HttpResponse {
  if (error instanceof CursorError) {
    const detail = 'This is not a cursor of this list. Start again without one.';
    return problem('VALIDATION_FAILED', detail, { fields: [{ field: 'cursor', problem: detail }] });
  }
  logger.failed('An API request failed', { route: `${route.method} ${route.path}` }, error);
  const outage =
    error instanceof TableUnavailableError ||
    error instanceof EngineUnavailableError ||
    error instanceof IdentityUnavailableError;
  return outage
    ? problem('UNAVAILABLE', 'Something this needs cannot be reached just now. Nothing was changed.')
    : problem('INTERNAL_ERROR', 'It has been logged. Nothing was changed by halves.');
}
