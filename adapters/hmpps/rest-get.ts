import * as z from 'zod';
import type { Fetched } from '../../application/ports/hmpps.ts';
import type { HmppsGet, HmppsSystem } from './hmpps-data.ts';

export interface HmppsCredentials {
  readonly id: string;
  readonly secret: string;
}

/** Addresses without a final slash. */
export interface HmppsAddresses extends Readonly<Record<HmppsSystem, string>> {
  /** Where a token is asked for. */
  readonly signIn: string;
}

export interface RestGetOptions {
  readonly addresses: HmppsAddresses;
  readonly credentials: () => Promise<HmppsCredentials>;
  /** Milliseconds, for the age of the token. */
  readonly now: () => number;
  /** Milliseconds until an answer is given up. */
  readonly timeoutMs?: number;
  /** Waits before another try. */
  readonly wait: (ms: number) => Promise<void>;
  /** Something went wrong, by a name that is safe to log. */
  readonly onFailure?: (system: HmppsSystem | 'signIn', why: string) => void;
}

const TIMEOUT_MS = 5_000;
/** Milliseconds before the second and the third try. */
const WAITS = [200, 800] as const;
const MAX_ANSWER_BYTES = 1024 * 1024;
/** A token is renewed so long before it expires. */
const RENEWED_MS = 30_000;

const token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

type Answer = { readonly status: number; readonly text: string };

/**
 * Gets data from HMPPS's services over HTTPS, with a token for this product's client credentials. A service that fails
 * or is slow is tried three times within a few seconds.
 */
export function restGet(options: RestGetOptions): HmppsGet {
  const { addresses, credentials, now, wait, timeoutMs = TIMEOUT_MS, onFailure = () => undefined } = options;
  let known: { readonly value: string; readonly until: number } | undefined;

  async function call(url: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (text.length > MAX_ANSWER_BYTES) throw new RangeError('The answer is too long');
    return { status: response.status, text };
  }

  async function bearer(): Promise<string | undefined> {
    if (known !== undefined && now() < known.until) return known.value;
    const { id, secret } = await credentials();
    const answer = await call(`${addresses.signIn}/oauth/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    const parsed = answer.status === 200 ? token.safeParse(jsonOf(answer.text)) : undefined;
    if (parsed?.success !== true) {
      onFailure('signIn', `HTTP ${answer.status}`);
      return undefined;
    }
    const { access_token: value, expires_in: seconds } = parsed.data;
    known = { value, until: now() + seconds * 1000 - RENEWED_MS };
    return value;
  }

  /** @returns undefined where another try may help. */
  async function attempt(system: HmppsSystem, path: string): Promise<Fetched<unknown> | undefined> {
    const value = await bearer();
    if (value === undefined) return undefined;
    const { status, text } = await call(`${addresses[system]}${path}`, {
      headers: { authorization: `Bearer ${value}`, accept: 'application/json' },
    });
    if (status === 200) {
      const json = jsonOf(text);
      return json === undefined ? { ok: false, why: 'NOT_UNDERSTOOD' } : { ok: true, value: json };
    }
    if (status === 404) return { ok: false, why: 'NOT_FOUND' };
    onFailure(system, `HTTP ${status}`);
    if (status === 401) known = undefined;
    const mayPass = status === 401 || status === 429 || status >= 500;
    return mayPass ? undefined : { ok: false, why: 'UNAVAILABLE' };
  }

  return async (system, path) => {
    for (const [tries, pause] of [0, ...WAITS].entries()) {
      if (tries > 0) await wait(pause);
      try {
        const got = await attempt(system, path);
        if (got !== undefined) return got;
      } catch (error) {
        onFailure(system, error instanceof Error ? error.name : 'Error');
      }
    }
    return { ok: false, why: 'UNAVAILABLE' };
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
