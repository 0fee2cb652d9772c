import { createHash } from 'node:crypto';
import { keys } from './keys.ts';
import type { Json, Write } from './ports/table.ts';
import { done, refuse, type Result } from './refusal.ts';
import type { Services } from './services.ts';

/** A caller's `Idempotency-Key`: the same key and request gives the same response; another request is refused. */
export interface Idempotency {
  readonly caller: string;
  readonly key: string;
  /** The request as text; its hash is stored. */
  readonly request: string;
}

/** A response is kept for a day, longer than any client retries. */
const KEPT_SECONDS = 86_400;

export async function earlierAnswer<T extends Json>(
  services: Services,
  idempotency: Idempotency,
): Promise<Result<T> | undefined> {
  const row = await services.table.get(keys.idempotency(idempotency.caller, idempotency.key));
  if (!row) return undefined;
  if (row['requestHash'] !== hashText(idempotency.request)) {
    return refuse('IDEMPOTENCY_MISMATCH', 'This Idempotency-Key was used for a different request.');
  }
  return done(row['answer'] as T);
}

export function rememberAnswer(services: Services, idempotency: Idempotency, answer: Json): Write {
  const expiresAt = Math.floor(services.clock.now().epochMilliseconds / 1000) + KEPT_SECONDS;
  const item = {
    ...keys.idempotency(idempotency.caller, idempotency.key),
    requestHash: hashText(idempotency.request),
    answer,
    expiresAt,
  };
  return { kind: 'put', item, when: { kind: 'absent' } };
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
