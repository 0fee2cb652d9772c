import { SYSTEM } from '../../domain/actor.ts';
import { readExecutionName, ROOT_MACHINES, type RootMachine } from '../../domain/machines.ts';
import { isoInstant, type IsoInstant } from '../../domain/time.ts';
import type { Journey } from '../../domain/journey.ts';
import { drivenJourneys } from '../driven-journeys.ts';
import { readJourney } from '../items.ts';
import { keys } from '../keys.ts';
import type { Executions } from '../ports/executions.ts';
import type { Services } from '../services.ts';
import { relayUnsent, type QueueDelivery } from './relay.ts';
import { restartJourney } from './restart-journey.ts';

/**
 * EXECUTION_GONE: the record says an execution drives the journey, and none of that name runs.
 * EXECUTION_ORPHANED: an execution runs, and the record is closed or has moved on.
 * OUTBOX_OLD: an outbox row was not carried out in its time.
 */
export const FINDINGS = ['EXECUTION_GONE', 'EXECUTION_ORPHANED', 'OUTBOX_OLD'] as const;
export type Finding = (typeof FINDINGS)[number];

export interface Reconciled {
  /** How often each was found and healed; a nought is an answer too. */
  readonly healed: Readonly<Record<Finding, number>>;
  /** What could not be healed; the next run tries again. */
  readonly failures: readonly unknown[];
}

/** By then a start or an answer written to the outbox has reached the engine, or has been lost. */
const SETTLED_AFTER_MINUTES = 5;

/**
 * Holds the engine against the record, and mends the engine: the record is the truth. A journey nothing drives is
 * restarted and fast-forwards to where it waits; an execution nobody wants is stopped; a row nobody carried is carried.
 */
export async function reconcile(
  services: Services,
  executions: Executions,
  queue: QueueDelivery,
): Promise<Reconciled> {
  const before = isoInstant(services.clock.now().subtract({ minutes: SETTLED_AFTER_MINUTES }));
  const failures: unknown[] = [];
  const outbox = await relayUnsent(services, queue, before);
  failures.push(...outbox.failures);
  const gone = await restartWhatIsGone(services, executions, before, failures);
  const orphaned = await stopWhatIsOrphaned(services, executions, failures);
  return {
    healed: { EXECUTION_GONE: gone, EXECUTION_ORPHANED: orphaned, OUTBOX_OLD: outbox.relayed },
    failures,
  };
}

async function restartWhatIsGone(
  services: Services,
  executions: Executions,
  before: IsoInstant,
  failures: unknown[],
): Promise<number> {
  let found = 0;
  for await (const journey of drivenJourneys(services.table)) {
    try {
      if (await restartIfGone(services, executions, journey, before)) found += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  return found;
}

async function restartIfGone(
  services: Services,
  executions: Executions,
  journey: Journey,
  before: IsoInstant,
): Promise<boolean> {
  for (const { machine, name, startedAt } of journey.executions) {
    if (startedAt > before || (await executions.isRunning(machine, name))) continue;
    // On the version that was read: if the journey moved meanwhile, the next run looks again.
    const restarted = await restartJourney(services, journey.id, 'what drove the journey had ended', {
      by: SYSTEM,
      expectedVersion: journey.version,
    });
    return restarted.ok;
  }
  return false;
}

async function stopWhatIsOrphaned(
  services: Services,
  executions: Executions,
  failures: unknown[],
): Promise<number> {
  let found = 0;
  for (const machine of ROOT_MACHINES) {
    let cursor: string | undefined;
    do {
      const page = await executions.running(machine, cursor);
      for (const name of page.names) {
        try {
          if (await stopIfOrphaned(services, machine, name)) found += 1;
        } catch (error) {
          failures.push(error);
        }
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return found;
}

async function stopIfOrphaned(services: Services, machine: RootMachine, name: string): Promise<boolean> {
  const journeyId = readExecutionName(machine, name);
  if (journeyId === undefined) return false;
  const head = await services.table.get(keys.journey(journeyId));
  const wanted = head !== undefined && readJourney(head).executions.some((known) => known.name === name);
  if (wanted) return false;
  await services.engine.stop(machine, name, 'the record has moved on');
  return true;
}
