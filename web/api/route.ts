import * as z from 'zod';
import type { Idempotency } from '../../application/change-journey.ts';
import type { HttpRequest } from '../http/http.ts';
import type { Result } from '../../application/refusal.ts';
import type { Services } from '../../application/services.ts';
import type { User } from '../../domain/access/user.ts';
import type { ProblemCode } from './problem.ts';

/** What a route's work is given: everything in it has been checked. */
export interface Input<Params, Query, Body, Who> {
  readonly services: Services;
  readonly user: Who;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Present when the caller sent an `Idempotency-Key`. */
  readonly idempotency?: Idempotency;
}

/** An answer as use cases give it: what a schema reads as arrays and objects, none of it to be changed. */
type Frozen<T> = T extends readonly (infer Each)[]
  ? readonly Frozen<Each>[]
  : T extends object
    ? { readonly [Name in keyof T]: Frozen<T[Name]> }
    : T;

interface Definition<Params, Query, Body, Answer> {
  readonly method: 'GET' | 'POST';
  /** With named parts, such as `/api/journeys/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly answer: z.ZodType<Answer>;
  /** 200 unless something new was made, or is only taken on. */
  readonly status?: 200 | 201 | 202;
  /** Takes an `Idempotency-Key`. */
  readonly changes?: true;
  /** Refusals of the work itself; those every route may give are added. */
  readonly refusals?: readonly ProblemCode[];
}

/** A route with its types forgotten, for the router. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
  readonly status: 200 | 201 | 202;
  readonly changes: boolean;
  readonly access: 'signed-in' | 'open';
  readonly refusals: readonly ProblemCode[];
  handle(input: Input<unknown, unknown, unknown, User | undefined>): Promise<Result<unknown>>;
}

/** A route for whoever is signed in; what they may do is decided by the use case. */
export function route<Params, Query, Body, Answer>(
  definition: Definition<Params, Query, Body, Answer> & {
    handle(input: Input<Params, Query, Body, User>): Promise<Result<Frozen<Answer>>>;
  },
): Route {
  return {
    ...settled(definition),
    access: 'signed-in',
    handle: (input) => {
      if (input.user === undefined) throw new Error('A route was reached without a user');
      return definition.handle(input as Input<Params, Query, Body, User>);
    },
  };
}

/** A route for anybody, because it holds nothing about anybody. A wrong token is refused all the same. */
export function openRoute<Params, Query, Body, Answer>(
  definition: Definition<Params, Query, Body, Answer> & {
    handle(input: Omit<Input<Params, Query, Body, undefined>, 'user'>): Promise<Result<Frozen<Answer>>>;
  },
): Route {
  return {
    ...settled(definition),
    access: 'open',
    handle: (input) => definition.handle(input as Input<Params, Query, Body, undefined>),
  };
}

/** A parameter nobody reads is a typing mistake, and is refused rather than passed over. */
const NO_QUERY = z.strictObject({});

function settled<Params, Query, Body, Answer>(definition: Definition<Params, Query, Body, Answer>) {
  const { status, changes, refusals, query, ...rest } = definition;
  return {
    ...rest,
    query: query ?? NO_QUERY,
    status: status ?? 200,
    changes: changes === true,
    refusals: refusals ?? [],
  };
}

/** The request as an idempotency key remembers it: the same key with anything else in it is refused. */
export function idempotencyOf(request: HttpRequest, user: User | undefined): Idempotency | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || user === undefined) return undefined;
  return { caller: user.id, key, request: `${request.method} ${request.path}\n${request.body}` };
}
