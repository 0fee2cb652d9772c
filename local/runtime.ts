import { Temporal } from 'temporal-polyfill';
import type { MovableClock } from '../adapters/clock/movable-clock.ts';
import type { SqliteTable } from '../adapters/sqlite/sqlite-table.ts';
import { createLocalEngine, type LocalEngine } from '../adapters/stepfunctions/local-engine.ts';
import { deliverWebhook, type DeliveryServices } from '../application/background/deliver-webhook.ts';
import {
  carryOutRow,
  relayRow,
  relayUnsent,
  removeRows,
  type QueueDelivery,
} from '../application/background/relay.ts';
import type { Reconciled } from '../application/background/reconcile.ts';
import { resumeJourneys } from '../application/background/resume-journeys.ts';
import { nextDueAt, sweep } from '../application/background/sweep.ts';
import { readEffect } from '../application/items.ts';
import type { Engine } from '../application/ports/engine.ts';
import type { Executions } from '../application/ports/executions.ts';
import type { Change, Item } from '../application/ports/table.ts';
import { keepRun } from '../application/last-runs.ts';
import type { Reconciler } from '../application/ports/reconciler.ts';
import type { Services } from '../application/services.ts';
import { doStepHandler } from '../lambdas/do-step/handler.ts';
import { openStepHandler } from '../lambdas/open-step/handler.ts';
import { isoInstant } from '../domain/law/time.ts';
import { readDefinitions } from './definitions.ts';
import { localExecutions, localReconciling } from './reconciling.ts';
import { inTurn } from './in-turn.ts';

/** Something else that has things due, such as the sample agencies: it is asked and told in time order with the rest. */
export interface DueSource {
  nextDueAt(): Promise<string | undefined>;
  fireDue(now: Temporal.Instant): Promise<void>;
}

export interface RuntimeOptions extends Omit<DeliveryServices, 'table' | 'clock' | 'engine' | 'reconciler'> {
  readonly table: SqliteTable;
  readonly clock: MovableClock;
  readonly onProblem: (what: string, error: unknown) => void;
  readonly retryMs?: number;
  readonly onTransition?: (execution: string, state: string) => void;
  readonly definitions?: Parameters<typeof createLocalEngine>[0]['definitions'];
}

export interface Runtime {
  readonly services: Services;
  readonly engine: LocalEngine;
  readonly executions: Executions;
  addDueSource(source: DueSource): void;
  /** Waits until nothing is under way: outbox empty, every execution waiting, every delivery answered. */
  settle(): Promise<void>;
  /** Holds the engine against the record, and mends the engine. */
  reconcile(): Promise<Reconciled>;
  /** Fires what is due now. */
  sweep(): Promise<void>;
  /** Moves the clock to an instant, firing everything that comes due on the way, in order and at its own time. */
  advanceTo(instant: Temporal.Instant): Promise<void>;
  /** Moves the clock to the next thing that is due, by the limit if there is one; answers when, or undefined when nothing is. */
  advanceToNext(limit?: Temporal.Instant): Promise<Temporal.Instant | undefined>;
  /** After a start: carries out what was left in the outbox and starts every open journey's executions again. */
  resume(): Promise<number>;
  close(): void;
}

/** The whole product in one process: the same handlers, the same definitions, relay and sweep beside them. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const { table, clock, onProblem } = options;
  // The engine calls the handlers and the handlers answer through the engine: each is named before the other is made.
  const enginePort: Engine = {
    start: (...call) => engine.start(...call),
    answer: (...call) => engine.answer(...call),
    stop: (...call) => engine.stop(...call),
  };
  const turns = inTurn();
  const oneOfAJourney =
    <T>(handler: (payload: unknown) => Promise<T>) =>
    (payload: unknown): Promise<T> =>
      turns(String((payload as { readonly journeyId?: unknown }).journeyId), () => handler(payload));
  const reconciler: Reconciler = {
    ask: async (journeyId) => track(reconciling.ask(journeyId), 'reconciling'),
  };
  const services: DeliveryServices = { ...options, table, clock, engine: enginePort, reconciler };
  const engine = createLocalEngine({
    definitions: options.definitions ?? readDefinitions(),
    handlers: {
      doStep: oneOfAJourney(doStepHandler(services)),
      openStep: oneOfAJourney(openStepHandler(services)),
    },
    onFailed: (name, error) => {
      onProblem(`execution ${name} failed`, error);
    },
    ...(options.retryMs !== undefined && { retryMs: options.retryMs }),
    ...(options.onTransition && { onTransition: options.onTransition }),
  });

  const executions = localExecutions(engine);
  const reconciling = localReconciling(services, executions, send, onProblem);
  const sources: DueSource[] = [];
  let underWay = 0;
  const unsent: Item[] = [];
  let draining = false;
  /** A row could not be carried out, and is still in the outbox. */
  let leftBehind = false;

  function track(work: Promise<unknown>, what: string): void {
    underWay += 1;
    work
      .catch((error: unknown) => {
        onProblem(what, error);
      })
      .finally(() => {
        underWay -= 1;
      });
  }

  async function send(delivery: Parameters<QueueDelivery>[0]): Promise<void> {
    await deliverWebhook(services, delivery);
  }

  /** For what the sweep finds due: the row is due until the attempt is recorded, so nothing is lost by not waiting. */
  const sendSoon: QueueDelivery = (delivery) => {
    track(send(delivery), `delivery ${delivery.deliveryId}`);
    return Promise.resolve();
  };

  /**
   * Rows are carried out in the order they were committed, and removed together once everything they set off has come
   * to rest: one transaction instead of hundreds. A crash between carries some out twice, which harms nothing.
   */
  async function drainOutbox(): Promise<void> {
    const carriedOut: Item[] = [];
    for (let row = unsent.shift(); row !== undefined; row = unsent.shift()) {
      try {
        await carryOutRow(services, row, send);
        carriedOut.push(row);
      } catch (error) {
        leftBehind = true;
        onProblem(`outbox row ${row.sk}`, error);
      }
      if (unsent.length === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    draining = false;
    await removeRows(services, carriedOut);
  }

  /** A delivery's row stays until the attempt is recorded, and holds up nothing: one agency may be slow, or never answer. */
  async function relayDelivery(row: Item): Promise<void> {
    try {
      await relayRow(services, row, send);
    } catch (error) {
      leftBehind = true;
      throw error;
    }
  }

  function relayLater(row: Item): void {
    if (readEffect(row).kind === 'deliver') {
      track(relayDelivery(row), `outbox row ${row.sk}`);
      return;
    }
    unsent.push(row);
    if (draining) return;
    draining = true;
    track(Promise.resolve().then(drainOutbox), 'the outbox');
  }

  const stopListening = table.onChange((changes: readonly Change[]) => {
    for (const { after } of changes) if (after?.['unsentPk'] !== undefined) relayLater(after);
  });

  async function settle(): Promise<void> {
    do {
      await new Promise((resolve) => setImmediate(resolve));
    } while (underWay > 0 || engine.busy() > 0);
  }

  async function relayLeftBehind(): Promise<void> {
    const { failures } = await relayUnsent(services, send);
    for (const failure of failures) onProblem('carrying out what was left in the outbox', failure);
    leftBehind = failures.length > 0;
  }

  /** Answers whether everything that was due could be fired. */
  async function fire(): Promise<boolean> {
    if (leftBehind) await relayLeftBehind();
    const { failures } = await sweep(services, sendSoon);
    for (const failure of failures) onProblem('firing what is due', failure);
    for (const source of sources) await source.fireDue(clock.now());
    await settle();
    return failures.length === 0;
  }

  async function nextAt(): Promise<string | undefined> {
    const all = [await nextDueAt(services)];
    for (const source of sources) all.push(await source.nextDueAt());
    return all.filter((at) => at !== undefined).sort()[0];
  }

  async function fireNextBefore(limit: Temporal.Instant): Promise<Temporal.Instant | undefined> {
    await settle();
    const at = await nextAt();
    if (at === undefined) return undefined;
    const instant = Temporal.Instant.from(at);
    if (Temporal.Instant.compare(instant, limit) > 0) return undefined;
    if (Temporal.Instant.compare(instant, clock.now()) > 0) clock.moveTo(instant);
    if (!(await fire()) && (await nextAt()) === at) {
      throw new Error(`What was due at ${at} could not be fired, so the clock stays there.`);
    }
    return instant;
  }

  return {
    services,
    engine,
    executions,
    addDueSource: (source) => sources.push(source),
    settle,
    async sweep() {
      if (await fire()) await keepRun(table, 'sweep', isoInstant(clock.now()));
    },
    async reconcile() {
      const done = await reconciling.everything();
      await settle();
      return done;
    },
    async advanceTo(instant) {
      while ((await fireNextBefore(instant)) !== undefined);
      if (Temporal.Instant.compare(instant, clock.now()) > 0) clock.moveTo(instant);
    },
    async advanceToNext(limit) {
      if (limit !== undefined) return fireNextBefore(limit);
      await settle();
      const at = await nextAt();
      return at === undefined ? undefined : fireNextBefore(Temporal.Instant.from(at));
    },
    async resume() {
      await relayLeftBehind();
      const resumed = await resumeJourneys(services);
      await settle();
      return resumed;
    },
    close() {
      stopListening();
      engine.close();
    },
  };
}
