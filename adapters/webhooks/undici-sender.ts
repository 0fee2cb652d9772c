import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { Client, errors } from 'undici';
import type { SendOutcome, WebhookRequest, WebhookSender } from '../../application/ports/webhook-sender.ts';
import { checkAddresses, checkUrl, hostOf } from './address-guard.ts';
import type { ResolvedAddress } from './address-guard.ts';
import { redactExcerpt } from './redact.ts';
import { parseRetryAfter } from './retry-after.ts';

const TIMEOUT_MS = 15_000;
const MAX_BODY_BYTES = 64 * 1024;

export interface UndiciSenderOptions {
  /** For the local product only: also http on any port, to loopback. */
  readonly allowLoopback?: boolean;
  /** For the whole attempt, from looking up the name to the status. 15 seconds unless given. */
  readonly timeoutMs?: number;
  readonly lookup?: (hostname: string) => Promise<readonly ResolvedAddress[]>;
  /** Milliseconds since the epoch, to read a `Retry-After` date by. */
  readonly now?: () => number;
}

/**
 * Sends over a connection of its own each time: the name is resolved once, its addresses are checked, and the
 * connection goes to one of those and nowhere else, so a name that changes its answer gains nothing.
 */
export function createUndiciSender(options: UndiciSenderOptions = {}): WebhookSender {
  const policy = { allowLoopback: options.allowLoopback ?? false };
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const lookup = options.lookup ?? ((hostname: string) => systemLookup(hostname, { all: true }));
  const now = options.now ?? (() => Date.now());

  return {
    async send(request) {
      const checked = checkUrl(request.url, policy);
      if (!checked.ok) return { kind: 'refused', reason: checked.reason };
      const { url } = checked;
      const started = performance.now();
      const latency = () => Math.round(performance.now() - started);
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const addresses = await unlessAborted(resolve(hostOf(url), lookup), signal);
        const allowed = checkAddresses(url, addresses, policy);
        if (!allowed.ok) return { kind: 'refused', reason: allowed.reason };
        return await post(url, addresses, request, { signal, timeoutMs, latency, now });
      } catch (error) {
        // Ours to mend: trying again would fail the same way for ever.
        if (error instanceof errors.InvalidArgumentError) throw error;
        if (signal.aborted || error instanceof errors.ConnectTimeoutError)
          return { kind: 'timed-out', latencyMs: latency() };
        return { kind: 'network-error', reason: reasonOf(error), latencyMs: latency() };
      }
    },
  };
}

interface Attempt {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly latency: () => number;
  readonly now: () => number;
}

async function post(
  url: URL,
  addresses: readonly ResolvedAddress[],
  request: WebhookRequest,
  attempt: Attempt,
): Promise<SendOutcome> {
  const client = new Client(url.origin, {
    allowH2: false,
    // The one timer for the attempt is the signal; undici's own would only blur it.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      lookup: pinnedTo(addresses),
      autoSelectFamily: true,
      // Said outright, so that no environment variable can switch certificate checks off.
      rejectUnauthorized: true,
      timeout: attempt.timeoutMs,
    },
  });
  try {
    const response = await client.request({
      method: 'POST',
      path: url.pathname + url.search,
      headers: headersFor(request),
      body: request.body,
      signal: attempt.signal,
    });
    const latencyMs = attempt.latency();
    const retryAfterSeconds = parseRetryAfter(response.headers['retry-after'], attempt.now());
    const bodyExcerpt = await excerptOf(response.body);
    return {
      kind: 'response',
      status: response.statusCode,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      bodyExcerpt,
      latencyMs,
    };
  } finally {
    await client.destroy();
  }
}

/** The status has already answered; a body that breaks off or comes too slowly only shortens what we can show. */
async function excerptOf(body: AsyncIterable<Buffer>): Promise<string> {
  const kept: Buffer[] = [];
  let room = MAX_BODY_BYTES;
  let complete = true;
  try {
    for await (const chunk of body) {
      kept.push(chunk.subarray(0, room));
      room -= chunk.length;
      if (room <= 0) break;
    }
    complete = room > 0;
  } catch {
    complete = false;
  }
  return redactExcerpt(Buffer.concat(kept), !complete);
}

function headersFor(request: WebhookRequest): Record<string, string> {
  const further = Object.entries(request.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  return {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'through-the-gate-webhooks',
    ...Object.fromEntries(further),
    'webhook-id': request.webhookId,
    'webhook-timestamp': String(request.timestampSeconds),
    'webhook-signature': request.signature,
  };
}

async function resolve(
  host: string,
  lookup: (hostname: string) => Promise<readonly ResolvedAddress[]>,
): Promise<readonly ResolvedAddress[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  const addresses = await lookup(host);
  if (addresses.length === 0) throw Object.assign(new Error('No address'), { code: 'ENOTFOUND' });
  return addresses;
}

/** Answers with what was checked, whatever is asked; always as a list, which is how `autoSelectFamily` asks. */
function pinnedTo(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, _options, callback) => {
    callback(null, [...addresses]);
  };
}

/** A name look-up cannot be called off, but it need not be waited for. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((settle, fail) => {
    signal.addEventListener('abort', () => fail(new Error('Timed out')), { once: true });
    work.then(settle, fail);
  });
}

function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error && typeof error.name === 'string' ? error.name : 'UNKNOWN';
}
