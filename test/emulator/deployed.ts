import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { ENDPOINT } from './staff.ts';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Deployed {
  get(path: string, token?: string): Promise<Answer>;
  post(path: string, body: object, token?: string): Promise<Answer>;
}

/** The API as it is deployed, over HTTP. */
export async function deployed(): Promise<Deployed> {
  const listed = await fetch(`${ENDPOINT}/v2/apis`, {
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-2/apigateway/aws4_request' },
  });
  const { items } = (await listed.json()) as {
    readonly items: readonly { readonly apiId: string; readonly name: string }[];
  };
  const api = items.find(({ name }) => name === 'through-the-gate-dev');
  if (api === undefined) throw new Error('The API is not deployed');
  const base = `${ENDPOINT}/_aws/execute-api/${api.apiId}/$default`;
  const send = async (path: string, init: RequestInit, token?: string): Promise<Answer> => {
    const headers = {
      ...(init.method === 'POST' && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(base + path, { ...init, headers });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  };
  return {
    get: (path, token) => send(path, {}, token),
    post: (path, body, token) => send(path, { method: 'POST', body: JSON.stringify(body) }, token),
  };
}

/** Asks again and again until there is an answer. @throws Error after so many milliseconds, saying what was waited for. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  withinMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await sleep(200);
  }
}

export interface OpenStep {
  readonly key: string;
  readonly kind: string;
  readonly subject?: string;
}

/** Waits until a journey has an open step of a kind. */
export function openStep(api: Deployed, token: string, id: string, kind: string): Promise<OpenStep> {
  return eventually(`${kind} to be open`, async () => {
    const { body } = await api.get(`/api/journeys/${id}`, token);
    const steps = (body['steps'] ?? []) as readonly OpenStep[];
    return steps.find((step) => step.kind === kind);
  });
}

/** Changes a journey as it stands; again, when it changes under our hands. */
export function change(
  api: Deployed,
  token: string,
  id: string,
  path: string,
  body: object,
): Promise<Answer> {
  return eventually(`${path} not to meet another change`, async () => {
    const { body: journey } = await api.get(`/api/journeys/${id}`, token);
    const answer = await api.post(
      `/api/journeys/${id}/${path}`,
      { ...body, expectedVersion: journey['version'] },
      token,
    );
    return answer.status === 409 ? undefined : answer;
  });
}

/** Answers the open step of a kind, once there is one. */
export async function complete(
  api: Deployed,
  token: string,
  id: string,
  kind: string,
  outcome: string,
  details: object = {},
): Promise<Answer> {
  const { key } = await openStep(api, token, id, kind);
  return change(api, token, id, `steps/${key}/complete`, { outcome, details });
}

/** The day so many days from now. */
export function day(days: number): string {
  return Temporal.Now.plainDateISO('Europe/London').add({ days }).toString();
}
