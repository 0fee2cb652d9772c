import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LIVE } from '../../lib/names.ts';
import { asCloudFront } from './origin-secret.ts';
import { NAMES, URL_OF_THE_API } from './stage.ts';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The API as it is deployed, over HTTP. */
export const api = {
  get: (path: string, token?: string): Promise<Answer> => send(path, {}, token),
  post: (path: string, body: object, token?: string): Promise<Answer> =>
    send(path, { method: 'POST', body: JSON.stringify(body) }, token),
} as const;

async function send(path: string, init: RequestInit, token?: string): Promise<Answer> {
  const headers = {
    ...(await asCloudFront('api')),
    ...(init.method === 'POST' && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(URL_OF_THE_API + path, { ...init, headers });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

/** Asks again and again until there is an answer. @throws Error after so many milliseconds, saying what was waited for. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  withinMs = 30_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await sleep(100);
  }
}

const lambda = new LambdaClient({});

/** Calls a function as its schedule does. @throws Error when it fails. */
export async function invoke(
  name: Parameters<typeof NAMES.function>[0],
  event: object = {},
): Promise<unknown> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({
      FunctionName: NAMES.function(name),
      Qualifier: LIVE,
      Payload: Buffer.from(JSON.stringify(event)),
    }),
  );
  const answer = Payload === undefined ? '' : Buffer.from(Payload).toString('utf8');
  if (FunctionError !== undefined) throw new Error(`${name} failed: ${answer}`);
  return answer === '' ? undefined : JSON.parse(answer);
}
