import { lookup as systemLookup } from 'node:dns/promises';
import { request as plainRequest, validateHeaderName, validateHeaderValue } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import type { SendOutcome, WebhookRequest, WebhookSender } from '../../application/ports/webhook-sender.ts';
import { checkAddresses, checkUrl, hostOf } from './address-guard.ts';
import type { ResolvedAddress } from './address-guard.ts';
import { redactExcerpt } from './redact.ts';
import { parseRetryAfter } from './retry-after.ts';

const TIMEOUT_MS = 15_000;
const MAX_BODY_BYTES = 64 * 1024;

export interface HttpsSenderOptions {
  /** For the local product only: also http on any port, to loopback. */
  readonly allowLoopback?: boolean;
  /** Milliseconds for the whole attempt, name look-up included; 15 seconds by default. */
  readonly timeoutMs?: number;
  readonly lookup?: (hostname: string) => Promise<readonly ResolvedAddress[]>;
  /** Milliseconds since the epoch, to read a `Retry-After` date by. */
  readonly now?: () => number;
}

/**
 * Sends on a new connection each time. The name is resolved once, its addresses are checked, and the connection goes to
 * a checked address, so a name that changes its address gains nothing.
 */
export function createHttpsSender(options: HttpsSenderOptions = {}): WebhookSender {
  const policy = { allowLoopback: options.allowLoopback ?? false };
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const lookup = options.lookup ?? ((hostname: string) => systemLookup(hostname, { all: true }));
  const now = options.now ?? (() => Date.now());

  return {
    async send(request) {
      const checked = checkUrl(request.url, policy);
      if (!checked.ok) return { kind: 'refused', reason: checked.reason };
      const { url } = checked;
      const message = { body: request.body, headers: headersFor(request) };
      const started = performance.now();
      const latency = () => Math.round(performance.now() - started);
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const addresses = await unlessAborted(resolve(hostOf(url), lookup), signal);
        const allowed = checkAddresses(url, addresses, policy);
        if (!allowed.ok) return { kind: 'refused', reason: allowed.reason };
        return await post(url, addresses, message, { signal, latency, now });
      } catch (error) {
        if (signal.aborted) return { kind: 'timed-out', latencyMs: latency() };
        return { kind: 'network-error', reason: reasonOf(error), latencyMs: latency() };
      }
    },
  };
}

interface Message {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Attempt {
  readonly signal: AbortSignal;
  readonly latency: () => number;
  readonly now: () => number;
}

async function post(
  url: URL,
  addresses: readonly ResolvedAddress[],
  message: Message,
  { signal, latency, now }: Attempt,
): Promise<SendOutcome> {
  const response = await answerTo(url, addresses, message, signal);
  const latencyMs = latency();
  const retryAfterSeconds = parseRetryAfter(response.headers['retry-after'], now());
  const bodyExcerpt = await excerptOf(response);
  return {
    kind: 'response',
    // A response always has a status; the type is shared with requests.
    status: response.statusCode ?? 0,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    bodyExcerpt,
    latencyMs,
  };
}

/** The status and headers, with the body still to come. The signal is the timer of the whole attempt. */
function answerTo(
  url: URL,
  addresses: readonly ResolvedAddress[],
  { body, headers }: Message,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const begin = url.protocol === 'https:' ? tlsRequest : plainRequest;
  /** Passed on to `net.connect` and `tls.connect`. */
  const connection = {
    // A new agent, closed afterwards, and no proxy from the environment.
    agent: false,
    lookup: pinnedTo(addresses),
    autoSelectFamily: true,
    // Explicit, so that no environment variable can switch certificate checks off.
    rejectUnauthorized: true,
  };
  return new Promise((settle, fail) => {
    begin(url, { ...connection, method: 'POST', headers, signal })
      .on('response', settle)
      .on('error', fail)
      // Closes the connection on an unrequested protocol switch.
      .on('close', () => fail(Object.assign(new Error('Closed'), { code: 'NO_ANSWER' })))
      .end(body);
  });
}

/** The status decides. A body that breaks off or is too slow is only shown shorter. */
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

/** @throws TypeError for a malformed URL: a bug of ours, since every retry would fail too. */
function headersFor(request: WebhookRequest): Readonly<Record<string, string>> {
  const further = Object.entries(request.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'through-the-gate-webhooks',
    ...Object.fromEntries(further),
    'webhook-id': request.webhookId,
    'webhook-timestamp': String(request.timestampSeconds),
    'webhook-signature': request.signature,
  };
  for (const [name, value] of Object.entries(headers)) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  return headers;
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

/** Returns the checked addresses, always as a list, as `autoSelectFamily` asks. */
function pinnedTo(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, _options, callback) => {
    callback(null, [...addresses]);
  };
}

/** A name look-up cannot be cancelled, but it need not be waited for. */
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
