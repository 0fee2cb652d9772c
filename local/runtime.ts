import type { MovableClock } from '../adapters/clock/movable-clock.ts';
import type { SqliteTable } from '../adapters/sqlite/sqlite-table.ts';
import {
  createLocalEngine,
  type LocalEngine,
  type LocalEngineOptions,
} from '../adapters/stepfunctions/local-engine.ts';
import { machinePlans } from '../adapters/stepfunctions/machine-plans.ts';
import { tableStaffRegister } from '../adapters/table/table-staff-register.ts';
import { deliverWebhook, type DeliveryServices } from '../application/background/deliver-webhook.ts';
import type { EventServices } from '../application/background/events/event-type.ts';
import { processEvents } from '../application/background/process-events.ts';
import { receiveEvent } from '../application/background/receive-event.ts';
import type { Reconciled } from '../application/background/reconcile.ts';
import type { Queues } from '../application/background/relay.ts';
import { sendMailbox, type MessageServices } from '../application/background/send-mailbox.ts';
import { takeNotices } from '../application/background/take-notices.ts';
import { ownerOf } from '../application/mailbox-items.ts';
import { resumeJourneys } from '../application/background/resume-journeys.ts';
import { createAccessLog } from '../application/access-log.ts';
import { EXPIRING, EXPIRING_SLOWLY, keys } from '../application/keys.ts';
import { verifyTimelines } from '../application/background/verify-timelines.ts';
import { registerJourneys } from '../application/journey-register.ts';
import { keepRun, lastRun } from '../application/last-runs.ts';
import type { Engine } from '../application/ports/engine.ts';
import type { HmppsData } from '../application/ports/hmpps.ts';
import type { Services } from '../application/services.ts';
import { Temporal } from 'temporal-polyfill';
import { dateInLondon, isoInstant } from '../domain/law/time.ts';
import { doStepHandler } from '../lambdas/do-step/handler.ts';
import { openStepHandler } from '../lambdas/open-step/handler.ts';
import { definitionsByName } from '../workflows/definitions.ts';
import type { DueSource } from './due-source.ts';
import { dueTimes } from './due-times.ts';
import { inProgress, type InProgress } from './in-progress.ts';
import { inTurn } from './in-turn.ts';
import { localRelay } from './local-relay.ts';
import { passingTime } from './passing-time.ts';
import { localExecutions, localReconciling } from './reconciling.ts';

export interface RuntimeOptions extends Omit<
  DeliveryServices & MessageServices,
  'table' | 'clock' | 'engine' | 'machines' | 'reconciler' | 'staff' | 'accessLog'
> {
  readonly table: SqliteTable;
  readonly clock: MovableClock;
  /** What events refer to. */
  readonly hmpps: HmppsData;
  readonly onProblem: (what: string, error: unknown) => void;
  readonly dueSources?: readonly DueSource[];
  /** Keeps how far the clock has been moved, before anything is fired at its new time. */
  readonly keepClock?: () => Promise<void>;
  readonly retryMs?: number;
  readonly onTransition?: (execution: string, state: string) => void;
  readonly definitions?: LocalEngineOptions['definitions'];
}

export type Runtime = ReturnType<typeof createRuntime>;

/** The engine's side of the product in one process: the same handlers, the same definitions, relay and sweep beside them. */
export function createRuntime(options: RuntimeOptions) {
  const { table, clock, onProblem, definitions = definitionsByName() } = options;
  const work = inProgress(onProblem);
  // The engine calls the handlers and the handlers answer through the engine: each is named before the other is made.
  const enginePort: Engine = {
    start: (...call) => engine.start(...call),
    answer: (...call) => engine.answer(...call),
    stop: (...call) => engine.stop(...call),
  };
  const services: DeliveryServices & MessageServices = {
    ...options,
    table,
    clock,
    engine: enginePort,
    machines: machinePlans(() => definitions),
    staff: tableStaffRegister(table),
    accessLog: createAccessLog({ table, clock, law: options.law }),
    reconciler: {
      ask: async (journeyId) => {
        work.inBackground(() => reconciling.ask(journeyId), 'reconciling');
      },
    },
  };
  const engine = engineOf({ ...options, definitions }, services, work);
  const send: Queues = {
    deliver: async (delivery) => {
      await deliverWebhook(services, delivery);
    },
    tell: async (told) => {
      if ('mailbox' in told) await sendMailbox(services, ownerOf(told.mailbox));
      else await takeNotices(services, told);
    },
  };
  const executions = localExecutions(engine);
  const reconciling = localReconciling(services, executions, send, onProblem);
  const relay = localRelay({ table, services, send, work, onProblem });
  const events: EventServices = { ...services, hmpps: options.hmpps };
  const due = dueTimes(table);
  const time = passingTime({
    services,
    clock,
    firstDue: due.firstDue,
    sources: options.dueSources ?? [],
    // A row is due until its attempt is recorded, so nothing is lost by not waiting for the attempt.
    send: {
      ...send,
      lookAtEvents: (person) => processEvents(events, person),
      deliver: async (delivery) => {
        work.inBackground(() => send.deliver(delivery), `delivery ${delivery.deliveryId}`);
      },
    },
    keepClock: options.keepClock ?? (() => Promise.resolve()),
    beforeFiring: relay.retry,
    settle: work.settle,
    onProblem,
  });

  return {
    services: services as Services,
    /** Takes in an event of another system. */
    receiveEvent: (given: unknown) => work.during(() => receiveEvent(events, given)),
    engine,
    executions,
    advanceTo: time.advanceTo,
    advanceToNext: time.advanceToNext,
    /** Waits until nothing is in progress: outbox empty, every execution waiting, every delivery answered. */
    settle: work.settle,
    /** Compares the engine with the record, and repairs the engine. */
    async reconcile(): Promise<Reconciled> {
      const done = await reconciling.everything();
      await work.settle();
      return done;
    },
    /** Verifies every timeline and removes what has expired after weeks or years, once on each day. */
    async nightly(): Promise<void> {
      if (await isVerifiedToday(table, clock.now())) return;
      await table.removeExpired(
        EXPIRING_SLOWLY,
        Math.floor(options.wallClock.now().epochMilliseconds / 1000),
      );
      const { failures } = await verifyTimelines(services);
      for (const failure of failures) onProblem('verifying timelines', failure);
      await work.settle();
    },
    /** Fires what is due now. */
    async sweep(): Promise<void> {
      await table.removeExpired(EXPIRING, Math.floor(options.wallClock.now().epochMilliseconds / 1000));
      if (await time.fire()) await keepRun(table, 'sweep', isoInstant(clock.now()));
    },
    /** After a start: carries out what was left in the outbox and starts every open journey's executions again. */
    async resume(): Promise<number> {
      if ((await lastRun(table, 'verify')) === undefined) {
        await registerJourneys(table, await table.partitionsWith(keys.journey('').sk));
      }
      await relay.relayEverything();
      const resumed = await resumeJourneys(services);
      await work.settle();
      return resumed;
    },
    close(): void {
      relay.stop();
      due.stop();
      engine.close();
    },
  };
}

async function isVerifiedToday(table: SqliteTable, now: Temporal.Instant): Promise<boolean> {
  const startedAt = (await lastRun(table, 'verify'))?.['startedAt'];
  if (typeof startedAt !== 'string') return false;
  return dateInLondon(Temporal.Instant.from(startedAt)).equals(dateInLondon(now));
}

/** The local engine with the handlers of the Lambdas; those of one journey run one after another. */
function engineOf(
  options: RuntimeOptions & Pick<LocalEngineOptions, 'definitions'>,
  services: Services,
  work: InProgress,
): LocalEngine {
  const turns = inTurn();
  const oneOfAJourney =
    <T>(handler: (payload: unknown) => Promise<T>) =>
    (payload: unknown): Promise<T> => {
      const { journeyId } = payload as { readonly journeyId?: unknown };
      return work.during(() => turns(String(journeyId), () => handler(payload)));
    };
  return createLocalEngine({
    definitions: options.definitions,
    handlers: {
      doStep: oneOfAJourney(doStepHandler(services)),
      openStep: oneOfAJourney(openStepHandler(services)),
    },
    onFailed: (name, error) => {
      options.onProblem(`execution ${name} failed`, error);
    },
    ...(options.retryMs !== undefined && { retryMs: options.retryMs }),
    ...(options.onTransition && { onTransition: options.onTransition }),
  });
}
