import { localIdentity } from '../../adapters/identity/local-identity.ts';
import type { Request } from '../../web/http/request.ts';
import type { Response } from '../../web/http/response.ts';
import type { Services } from '../../application/services.ts';
import type { Item } from '../../application/ports/table.ts';
import type { User } from '../../domain/access/user.ts';
import { createApi } from '../../web/api/create-api.ts';
import { withDescription } from '../../web/api/openapi.ts';
import { errorsOf, type Route } from '../../web/api/route.ts';
import { ROUTES } from '../../web/api/routes/all.ts';
import { createRouter, type Match } from '../../web/http/router.ts';
import type { JourneyWorld } from './journey-world.ts';
import { EVERYONE } from './people.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Response['headers'];
  /** The JSON of the body, as a test looks at it. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface ApiCaller {
  readonly failures: { readonly what: string; readonly error: unknown }[];
  readonly denials: Readonly<Record<string, string>>[];
  get(who: User | undefined, path: string): Promise<Answer>;
  post(
    who: User | undefined,
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  send(request: Partial<Request> & { readonly path: string }): Promise<Answer>;
  tokenOf(who: User): Promise<string>;
}

/** The API over some services, called as a client would. */
export function apiOver(
  services: Services,
  options: { readonly extraRoutes?: readonly Route[] } = {},
): ApiCaller {
  const identity = localIdentity({ users: EVERYONE, secret: Buffer.alloc(32, 'k') });
  const failures: ApiCaller['failures'] = [];
  const denials: ApiCaller['denials'] = [];
  const api = createApi({
    services,
    verifier: identity,
    logger: {
      failed: (what, _about, error) => failures.push({ what, error }),
      denied: (about) => denials.push(about),
    },
    ...options,
  });

  const match = createRouter(withDescription([...ROUTES, ...(options.extraRoutes ?? [])]));

  const send: ApiCaller['send'] = async ({ path, ...rest }) => {
    const url = new URL(path, 'https://gate.example');
    const answer = await api({
      method: 'GET',
      query: url.searchParams,
      headers: {},
      body: '',
      ...rest,
      path: url.pathname,
    });
    const text = answer.body.toString();
    const body = JSON.parse(text) as Answer['body'];
    refuseUndeclared(match(rest.method ?? 'GET', url.pathname), body['code']);
    return { ...answer, text, body };
  };
  const tokenOf = async (who: User): Promise<string> => {
    const token = await identity.issue(who.id);
    if (token === undefined) throw new Error(`${who.id} is nobody the test world knows`);
    return token;
  };
  const authorization = async (who: User | undefined): Promise<Record<string, string>> =>
    who === undefined ? {} : { authorization: `Bearer ${await tokenOf(who)}` };

  return {
    failures,
    denials,
    send,
    tokenOf,
    get: async (who, path) => send({ path, headers: await authorization(who) }),
    post: async (who, path, body, headers = {}) =>
      send({
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await authorization(who)), ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}

/** A route's definition, and so the description of the API, names every problem that the route answers. */
function refuseUndeclared(matched: Match<Route>, code: unknown): void {
  if (matched.kind !== 'route' || code === undefined) return;
  const declared: readonly unknown[] = errorsOf(matched.route);
  if (!declared.includes(code))
    throw new Error(`${matched.route.method} ${matched.route.path} does not declare ${JSON.stringify(code)}`);
}

/** Everything in a world's table that a journey has written, for "nothing was written". */
export async function everything(world: JourneyWorld): Promise<readonly Item[]> {
  const partitions = [`JOURNEY#${world.id}`, 'PERSON#A1234BC', 'PERSON#B1234BC'];
  const pages = await Promise.all(
    partitions.map((partition) => world.table.query({ partition, limit: 1000 })),
  );
  return pages.flatMap(({ items }) => items);
}
