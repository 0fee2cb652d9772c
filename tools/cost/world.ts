import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { stillClock } from '../../adapters/clock/movable-clock.ts';
import { seededIds } from '../../adapters/ids/ids.ts';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { createLocalEngine } from '../../adapters/stepfunctions/local-engine.ts';
import type { QueueDelivery } from '../../application/background/relay.ts';
import { nextDueAt } from '../../application/background/sweep.ts';
import type { Engine } from '../../application/ports/engine.ts';
import type { Table } from '../../application/ports/table.ts';
import type { Services } from '../../application/services.ts';
import { calendarFrom } from '../../domain/law/calendar.ts';
import { announceHandler } from '../../lambdas/announce/handler.ts';
import { deliverWebhookHandler } from '../../lambdas/deliver-webhook/handler.ts';
import { doStepHandler } from '../../lambdas/do-step/handler.ts';
import { openStepHandler } from '../../lambdas/open-step/handler.ts';
import { reconcileHandler } from '../../lambdas/reconcile/handler.ts';
import { relayHandler } from '../../lambdas/relay/handler.ts';
import { sweepHandler } from '../../lambdas/sweep/handler.ts';
import type { FunctionName } from '../../lib/names.ts';
import { listenForSteps, type AskedSteps } from '../../local/asked-steps.ts';
import { readDefinitions } from '../../local/definitions.ts';
import { inTurn } from '../../local/in-turn.ts';
import { localExecutions } from '../../local/reconciling.ts';
import { billedTable } from './billed-table.ts';
import { countedBus } from './counted-bus.ts';
import { queueRecord, recordsWith } from './events.ts';
import type { Projections } from './units.ts';
import { call, Ledger, type Call } from './usage.ts';

export interface CostWorldOptions {
  readonly begins: string;
  /** The first webhook is not taken, and is sent again. */
  readonly webhookRetried: boolean;
  /**
   * `race`: a journey's branches call their functions at the same moment, as on AWS, lose races and try again.
   * `in-turn`: one call after another, so that each one's processor time can be told.
   */
  readonly handlers: 'race' | 'in-turn';
  readonly projections?: Projections;
}

/** The functions as they are deployed, in one process, with everything they ask of AWS written down. */
export interface CostWorld {
  readonly table: Table;
  readonly ledger: Ledger;
  readonly asked: AskedSteps;
  /** Services of one function: what is asked through them is on its account. */
  readonly services: (name: FunctionName) => Services;
  /** Calls a function: counts the invocation, and its processor time. */
  readonly invoke: <Answer>(name: FunctionName, handler: () => Promise<Answer>) => Promise<Answer>;
  readonly counted: () => Counted;
  readonly now: () => Temporal.Instant;
  /** Waits until nothing is under way. */
  readonly settle: () => Promise<void>;
  /** What the clock does each minute. */
  readonly sweep: () => Promise<void>;
  /** What the clock does each hour. */
  readonly reconcile: () => Promise<void>;
  /** Moves the clock to the minute in which the next row is due, and sweeps; answers whether anything was. */
  readonly toNextMinuteDue: () => Promise<boolean>;
  readonly close: () => void;
}

/** What is counted for all functions together. */
export interface Counted {
  readonly transitions: number;
  readonly executions: number;
  /** Bytes of storage in the table and in its indexes. */
  readonly stored: { readonly table: number; readonly indexes: number };
}

const MINUTE_MS = 60_000;
const ACCEPTED = { kind: 'response', status: 202, bodyExcerpt: '', latencyMs: 0 } as const;
const AWAY = { kind: 'response', status: 503, bodyExcerpt: '', latencyMs: 0 } as const;

/** @throws Error from `settle` or later, for anything that went wrong in the background: counts would be of less. */
export function openCostWorld(options: CostWorldOptions): CostWorld {
  const table = openSqliteTable(':memory:');
  const ledger = new Ledger();
  const clock = stillClock(Temporal.Instant.from(options.begins));
  const ids = seededIds('cost');
  const calendar = calendarFrom(
    JSON.parse(readFileSync(new URL('../../data/bank-holidays.json', import.meta.url), 'utf8')),
  );
  const stored = { table: 0, indexes: 0 };
  const executions = new Set<string>();
  const turns = inTurn();
  const problems: unknown[] = [];
  let transitions = 0;
  let underWay = 0;
  let isPartnerAway = options.webhookRetried;

  const invoke = <Answer>(name: FunctionName, handler: () => Promise<Answer>): Promise<Answer> => {
    const measured = async (): Promise<Answer> => {
      const before = process.cpuUsage();
      try {
        return await handler();
      } finally {
        const { user, system } = process.cpuUsage(before);
        ledger.add(name, { invocations: 1, cpuMs: (user + system) / 1000 });
      }
    };
    return options.handlers === 'race' ? measured() : turns('everything', measured);
  };

  const asks = (name: FunctionName, kind: Call): void => ledger.add(name, call(kind));
  const engineOf = (name: FunctionName): Engine => ({
    start: (...told) => (asks(name, 'start-execution'), engine.start(...told)),
    answer: (...told) => (asks(name, 'answer-task'), engine.answer(...told)),
    stop: (...told) => (asks(name, 'stop-execution'), engine.stop(...told)),
  });
  const services = (name: FunctionName): Services => ({
    table: billedTable(table, {
      bill: (usage) => ledger.add(name, usage),
      stored: (change) => {
        stored.table += change.table;
        stored.indexes += change.indexes;
      },
      ...(options.projections && { projections: options.projections }),
    }),
    clock,
    ids,
    calendar,
    engine: engineOf(name),
    // Asked by an administrator, now and then: the hour's run is counted by itself.
    reconciler: { ask: () => Promise.resolve() },
    publicUrl: 'https://gate.example',
  });

  const engine = createLocalEngine({
    definitions: readDefinitions(),
    handlers: {
      doStep: (payload) => invoke('do-step', () => doStep(payload)),
      openStep: (payload) => invoke('open-step', () => openStep(payload)),
    },
    retryMs: 0,
    onFailed: (name, error) => problems.push(new Error(`Execution ${name} failed`, { cause: error })),
    onTransition: (name) => {
      transitions += 1;
      executions.add(name);
    },
  });
  const doStep = doStepHandler(services('do-step'));
  const openStep = openStepHandler(services('open-step'));

  const report = (what: string, _ids: unknown, error: unknown): void => {
    problems.push(new Error(what, { cause: error }));
  };
  const track = (work: Promise<unknown>): void => {
    underWay += 1;
    work
      .catch((error: unknown) => problems.push(error))
      .finally(() => {
        underWay -= 1;
      });
  };
  const queueOf =
    (name: FunctionName): QueueDelivery =>
    (delivery) => {
      asks(name, 'send-message');
      track(invoke('deliver-webhook', () => deliver({ Records: [queueRecord(delivery)] })));
      return Promise.resolve();
    };
  const deliver = deliverWebhookHandler(
    {
      ...services('deliver-webhook'),
      sender: {
        send() {
          asks('deliver-webhook', 'webhook');
          const outcome = isPartnerAway ? AWAY : ACCEPTED;
          isPartnerAway = false;
          return Promise.resolve(outcome);
        },
      },
      signer: { sign: () => Promise.resolve('v1,cost') },
      wallClock: clock,
      random: () => 0.5,
    },
    () => undefined,
    report,
  );
  const relay = relayHandler(services('relay'), queueOf('relay'), report);
  const announce = announceHandler(countedBus(asks), report);
  const sweep = sweepHandler(services('sweep'), queueOf('sweep'), () => undefined, report);

  // Rows of one transaction come together; at the rates of a year's journeys those of two seldom do.
  const stopListening = table.onChange((changes) => {
    const rows = recordsWith('unsentPk', changes);
    const facts = recordsWith('fact', changes);
    if (rows.length > 0) track(invoke('relay', () => relay({ Records: rows })));
    if (facts.length > 0) track(invoke('announce', () => announce({ Records: facts })));
  });
  const asked = listenForSteps(table);

  async function settle(): Promise<void> {
    do {
      await new Promise((resolve) => setImmediate(resolve));
    } while (underWay > 0 || engine.busy() > 0);
    if (problems.length > 0) throw new AggregateError(problems, 'Something went wrong while counting');
  }

  const runningNow = localExecutions(engine);
  const reconcile = reconcileHandler(
    services('reconcile'),
    {
      isRunning: (...told) => runningNow.isRunning(...told),
      running: (...told) => (asks('reconcile', 'list-executions'), runningNow.running(...told)),
      isWaiting: (...told) => (asks('reconcile', 'ask-after-task'), runningNow.isWaiting(...told)),
    },
    queueOf('reconcile'),
    () => undefined,
    report,
  );

  async function sweepNow(): Promise<void> {
    await invoke('sweep', sweep);
    await settle();
  }

  return {
    table,
    ledger,
    asked,
    services,
    invoke,
    settle,
    sweep: sweepNow,
    async reconcile() {
      await invoke('reconcile', () => reconcile({}, { getRemainingTimeInMillis: () => Infinity }));
      await settle();
    },
    now: () => clock.now(),
    counted: () => ({ transitions, executions: executions.size, stored: { ...stored } }),
    async toNextMinuteDue() {
      const due = await nextDueAt({ table });
      if (due === undefined) return false;
      const at = Math.max(Temporal.Instant.from(due).epochMilliseconds, clock.now().epochMilliseconds);
      clock.moveTo(Temporal.Instant.fromEpochMilliseconds(Math.ceil(at / MINUTE_MS) * MINUTE_MS));
      await sweepNow();
      return true;
    },
    close() {
      asked.stop();
      stopListening();
      engine.close();
      table.close();
    },
  };
}
