import { FINDINGS, type Finding } from '../../domain/record/findings.ts';
import { isoInstant, type IsoInstant } from '../../domain/law/time.ts';
import { completedAtOf, keepRun, lastRun } from '../last-runs.ts';
import type { Executions } from '../ports/executions.ts';
import type { Services } from '../services.ts';
import { compareEngine, readPosition } from './compare-engine.ts';
import { queueUnattempted } from './queue-unattempted.ts';
import type { RepairResult } from './reconcile-journey.ts';
import type { ReconcileRun } from './reconcile-run.ts';
import { relayUnsent, type Queues } from './relay.ts';

export type Found = Readonly<Record<Finding, Readonly<Record<RepairResult, number>>>>;

export interface Reconciled {
  /** Everything was compared and repaired. */
  readonly complete: boolean;
  /** How often each was found, and how it ended; zeros included. */
  readonly found: Found;
  /** Differences that could not be repaired; the next run tries again. */
  readonly failures: readonly unknown[];
}

export interface ReconcileOptions {
  /** Anything younger is left alone, because a start or an answer may be on its way; 5 by default. */
  readonly settledMinutes?: number;
  /** False when a run must stop; the next one continues. */
  readonly hasTime?: () => boolean;
}

/** Long enough for an outbox row to reach the engine. */
const SETTLED_AFTER_MINUTES = 5;

/** Anything that began later is left alone. */
export function settledBefore({ clock }: Services, minutes = SETTLED_AFTER_MINUTES): IsoInstant {
  return isoInstant(clock.now().subtract({ minutes }));
}

/**
 * Compares the engine with the record and repairs the engine: restarts journeys without a driver, stops orphans, sends
 * old outbox rows and queues deliveries. docs/operations/a-million-open-journeys.md counts the calls.
 * @throws when the record cannot be read or written; the next run then begins where this one did.
 */
export async function reconcile(
  services: Services,
  executions: Executions,
  queues: Queues,
  { settledMinutes, hasTime = () => true }: ReconcileOptions = {},
): Promise<Reconciled> {
  const startedAt = isoInstant(services.clock.now());
  const before = settledBefore(services, settledMinutes);
  const found = zeros();
  const failures: unknown[] = [];
  const run: ReconcileRun = {
    services,
    executions,
    queues,
    before,
    hasTime,
    count: (repair) => {
      if (repair !== undefined) found[repair.finding][repair.result] += 1;
    },
    failed: (error) => failures.push(error),
  };
  await services.staff.completeDesks();
  const last = await lastRun(services.table, 'reconcile');
  const outbox = await relayUnsent(services, queues, { writtenBy: before, hasTime });
  found.OUTBOX_OLD.repaired = outbox.relayed;
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
    versions: compared.versions ?? last?.['versions'],
  });
  return { complete, found, failures };
}

type Counts = { readonly [F in Finding]: { [R in RepairResult]: number } };

function zeros(): Counts {
  return Object.fromEntries(FINDINGS.map((finding) => [finding, { repaired: 0, incidents: 0 }])) as Counts;
}
