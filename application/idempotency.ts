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

/** What is known of a key: the answer it was given, if any, and how to keep the one it is given now. */
export interface IdempotencyRecord<T extends Json> {
  readonly answered?: Result<T>;
  readonly remember: (answer: T) => Write;
}

/** Looks a key up. A row past its time counts as absent, for the table may keep it for a while longer. */
export async function lookUpKey<T extends Json>(
  services: Pick<Services, 'table' | 'clock'>,
  { caller, key, request }: Idempotency,
): Promise<IdempotencyRecord<T>> {
  const row = await services.table.get(keys.idempotency(caller, key));
  const now = Math.floor(services.clock.now().epochMilliseconds / 1000);
  const expiresAt = row?.['expiresAt'];
  const expired = typeof expiresAt === 'number' && expiresAt <= now;
  const requestHash = hashText(request);
  const remember = (answer: T): Write => ({
    kind: 'put',
    item: { ...keys.idempotency(caller, key), requestHash, answer, expiresAt: now + KEPT_SECONDS },
    when: expired ? { kind: 'attribute', name: 'expiresAt', equals: expiresAt } : { kind: 'absent' },
  });
  if (row === undefined || expired) return { remember };
  const answered =
    row['requestHash'] === requestHash
      ? done(row['answer'] as T)
      : refuse('IDEMPOTENCY_MISMATCH', 'This Idempotency-Key was used for a different request.');
  return { answered, remember };
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
