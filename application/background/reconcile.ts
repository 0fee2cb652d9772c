import { FINDINGS, type Finding } from '../../domain/record/findings.ts';
import { isoInstant, type IsoInstant } from '../../domain/law/time.ts';
import { completedAtOf, keepRun, lastRun } from '../last-runs.ts';
import type { Executions } from '../ports/executions.ts';
import type { Services } from '../services.ts';
import { compareEngine, readPosition } from './compare-engine.ts';
import { queueUnattempted } from './queue-unattempted.ts';
import type { Remedy } from './reconcile-journey.ts';
import type { Reconciling } from './reconciling.ts';
import { relayUnsent, type QueueDelivery } from './relay.ts';

export type Found = Readonly<Record<Finding, Readonly<Record<Remedy, number>>>>;

export interface Reconciled {
  /** Everything was looked at and dealt with. */
  readonly complete: boolean;
  /** How often each was found, and what was done; a nought is an answer too. */
  readonly found: Found;
  /** What could not be dealt with; the next run tries again. */
  readonly failures: readonly unknown[];
}

export interface ReconcileOptions {
  /** What is younger is left alone, for a start or an answer may still be on its way; 5 unless given. */
  readonly settledMinutes?: number;
  /** False once a run must come to its end; the next goes on from there. */
  readonly hasTime?: () => boolean;
}

/** By then a start or an answer written to the outbox has reached the engine, or has been lost. */
const SETTLED_AFTER_MINUTES = 5;

/** What is not settled yet began after this. */
export function settledBefore({ clock }: Services, minutes = SETTLED_AFTER_MINUTES): IsoInstant {
  return isoInstant(clock.now().subtract({ minutes }));
}

/**
 * Holds the engine against the record, and mends the engine: the record is the truth. A journey that is not driven is
 * started again and fast-forwards to where it waits; an execution nobody wants is stopped; a row or a message nobody
 * carried is carried. docs/reconciling.md counts the calls this takes.
 *
 * @throws when the record cannot be read or written; the next run then begins where this one did.
 */
export async function reconcile(
  services: Services,
  executions: Executions,
  queue: QueueDelivery,
  { settledMinutes, hasTime = () => true }: ReconcileOptions = {},
): Promise<Reconciled> {
  const startedAt = isoInstant(services.clock.now());
  const before = settledBefore(services, settledMinutes);
  const found = noughts();
  const failures: unknown[] = [];
  const run: Reconciling = {
    services,
    executions,
    queue,
    before,
    hasTime,
    count: (mended) => {
      if (mended !== undefined) found[mended.finding][mended.remedy] += 1;
    },
    failed: (error) => failures.push(error),
  };
  const last = await lastRun(services.table, 'reconcile');
  const outbox = await relayUnsent(services, queue, { writtenBy: before, hasTime });
  found.OUTBOX_OLD.healed = outbox.relayed;
  failures.push(...outbox.failures);
  const queued = await queueUnattempted(run);
  const compared = await compareEngine(run, readPosition(last?.['position']));
  const complete = outbox.complete && queued && compared.complete && failures.length === 0;
  const endedAt = isoInstant(services.clock.now());
  await keepRun(services.table, 'reconcile', complete ? endedAt : completedAtOf(last), {
    startedAt,
    endedAt,
    complete,
    found,
    position: compared.next,
  });
  return { complete, found, failures };
}

type Counts = { readonly [F in Finding]: { [R in Remedy]: number } };

function noughts(): Counts {
  return Object.fromEntries(FINDINGS.map((finding) => [finding, { healed: 0, incidents: 0 }])) as Counts;
}
