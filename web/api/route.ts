import * as z from 'zod';
import type { Idempotency } from '../../application/idempotency.ts';
import type { Result } from '../../application/refusal.ts';
import type { Services } from '../../application/services.ts';
import type { Role, User } from '../../domain/access/user.ts';
import type { ProblemCode } from '../http/problem.ts';
import type { RoutePath } from '../http/router.ts';

/** The checked input of a route's handler. */
export interface Input<PathParams, Query, Body, Who> {
  readonly services: Services;
  readonly user: Who;
  readonly params: PathParams;
  readonly query: Query;
  readonly body: Body;
  /** Set when the caller sent an `Idempotency-Key`. */
  readonly idempotency?: Idempotency;
}

/** The result of a command or query, read-only. */
type Frozen<T> = T extends readonly (infer Each)[]
  ? readonly Frozen<Each>[]
  : T extends object
    ? { readonly [Name in keyof T]: Frozen<T[Name]> }
    : T;

interface Definition<PathParams, Query, Body, Answer> extends RoutePath {
  readonly summary: string;
  readonly params?: z.ZodType<PathParams>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** A body of this schema, for the description of the API. */
  readonly example?: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodType<Answer>;
  /** 200 unless something new is made (201) or done later (202). */
  readonly status?: 200 | 201 | 202;
  /** Takes an `Idempotency-Key`. */
  readonly changes?: true;
  /** Problems that are particular to this route; {@link errorsOf} adds those that follow from the rest. */
  readonly errors?: readonly ProblemCode[];
}

/** Roles that may call a route. The use case asks the access rules about the journey or referral itself. */
interface Callers {
  readonly roles: readonly [Role, ...Role[]];
  /** In words, where the access rules permit only some of them: "governors of the person’s prison". */
  readonly who?: string;
}

/** A route without its types, for the dispatcher, the description, CDK and docs/api.md. */
export interface Route extends RoutePath {
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query: z.ZodType;
  readonly body?: z.ZodType;
  readonly example?: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodType;
  readonly status: 200 | 201 | 202;
  readonly changes: boolean;
  /** `open` to a caller without a token. */
  readonly access: 'open' | readonly Role[];
  readonly who: string;
  readonly errors: readonly ProblemCode[];
  handle(input: Input<unknown, unknown, unknown, User | undefined>): Promise<Result<unknown>>;
}

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  officer: 'officers',
  admin: 'administrators',
  partner: 'agencies',
};

/** A route for callers with a token and one of these roles. */
export function route<PathParams, Query, Body, Answer>(
  definition: Definition<PathParams, Query, Body, Answer> &
    Callers & {
      handle(input: Input<PathParams, Query, Body, User>): Promise<Result<Frozen<Answer>>>;
    },
): Route {
  const { roles, who, ...rest } = definition;
  return {
    ...complete(rest),
    access: roles,
    who: who ?? roles.map((role) => ROLE_WORDS[role]).join(' and '),
    handle: (input) => {
      if (input.user === undefined) throw new Error('A route was reached without a user');
      return definition.handle(input as Input<PathParams, Query, Body, User>);
    },
  };
}

/** A route for anyone, because it returns nothing about a person. It reads no token. */
export function openRoute<PathParams, Query, Body, Answer>(
  definition: Definition<PathParams, Query, Body, Answer> & {
    handle(input: Omit<Input<PathParams, Query, Body, undefined>, 'user'>): Promise<Result<Frozen<Answer>>>;
  },
): Route {
  return {
    ...complete(definition),
    access: 'open',
    who: 'anyone',
    handle: (input) => definition.handle(input as Input<PathParams, Query, Body, undefined>),
  };
}

/** Every problem a route can return, in the order of {@link PROBLEMS}. */
export function errorsOf({ access, params, body, changes, errors }: Route): readonly ProblemCode[] {
  return [
    ...new Set<ProblemCode>([
      'VALIDATION_FAILED',
      ...(access === 'open' ? [] : (['NOT_AUTHENTICATED', 'NOT_PERMITTED'] as const)),
      ...(params ? (['NOT_FOUND'] as const) : []),
      'PAYLOAD_TOO_LARGE',
      ...(body ? (['UNSUPPORTED_MEDIA_TYPE'] as const) : []),
      ...(changes ? (['IDEMPOTENCY_MISMATCH'] as const) : []),
      ...errors,
      'UNAVAILABLE',
      'INTERNAL_ERROR',
    ]),
  ];
}

/** A parameter that no route reads is a typing mistake, and is refused rather than ignored. */
const NO_QUERY = z.strictObject({});

function complete<PathParams, Query, Body, Answer>(definition: Definition<PathParams, Query, Body, Answer>) {
  const { status, changes, errors, query, ...rest } = definition;
  return {
    ...rest,
    query: query ?? NO_QUERY,
    status: status ?? 200,
    changes: changes === true,
    errors: errors ?? [],
  };
}
