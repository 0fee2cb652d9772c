import type { Machine } from '../../domain/pathways/machines.ts';
import { openAwaitedStep } from '../background/open-step.ts';
import { runDo } from '../background/run-do.ts';
import type { Engine, TaskAnswer } from '../ports/engine.ts';
import type { MachinePlan, MachinePlans, PlannedState } from '../ports/machine-plans.ts';
import { TableUnavailableError } from '../ports/table.ts';
import type { Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/** A state that could not be done: its machine would open an incident there. */
export interface FailedState {
  readonly machine: Machine;
  readonly state: string;
}

export interface RehearsalEngine {
  readonly engine: Engine;
  readonly failed: readonly FailedState[];
  /** Does what there is to do until every machine waits or has ended; `between` follows each state. */
  settle(services: Services, between: () => Promise<void>): Promise<void>;
}

/** Where a run of a machine is. `last` is what its last state returned. */
interface Place {
  readonly journeyId: string;
  readonly machine: Machine;
  readonly execution: string;
  readonly subject: string;
  readonly plan: MachinePlan;
  readonly last: TaskAnswer;
  readonly ended: (last: TaskAnswer) => void;
}

/** Far more states than a journey enters. */
const MOST_STATES = 3_000;
const NOTHING_YET: TaskAnswer = { outcome: 'NONE', subject: 'none', number: 0 };

/**
 * An engine for one rehearsal: runs machines by their plans, with the same commands that the states of the engine call,
 * and keeps nothing.
 */
export function rehearsalEngine(plans: MachinePlans): RehearsalEngine {
  const work: ((services: Services) => Promise<void>)[] = [];
  const waiting = new Map<
    string,
    { readonly execution: string; readonly go: (answer: TaskAnswer) => void }
  >();
  const failed: FailedState[] = [];
  let asked = 0;

  function enter(place: Place, name: string | undefined): void {
    const state = name === undefined ? undefined : place.plan.states[name];
    if (name === undefined) place.ended(place.last);
    else if (state === undefined) throw new Error(`${place.machine} has no state ${name}`);
    else perform(place, name, state);
  }

  function perform(place: Place, name: string, state: PlannedState): void {
    const goOn = (last: TaskAnswer): void => {
      enter({ ...place, last }, 'next' in state ? state.next : undefined);
    };
    switch (state.does) {
      case 'ask':
        attempt(place, name, (services) => ask(services, place, state, goOn));
        break;
      case 'run':
        attempt(place, name, (services) => run(services, place, state, goOn));
        break;
      case 'run-machine': {
        const subject = state.subject ?? place.last.subject;
        const role = subject === 'none' ? state.machine : subject;
        const execution = `${place.execution}-${role}-0`;
        begin({ ...place, machine: state.machine, execution, subject }, () => {
          goOn(place.last);
        });
        break;
      }
      case 'run-branches':
        runBranches(place, state.branches, () => {
          goOn(place.last);
        });
        break;
      case 'choose':
        enter(place, state.ways[place.last.outcome] ?? state.otherwise);
        break;
      case 'end':
        place.ended(place.last);
    }
  }

  function runBranches(place: Place, branches: readonly MachinePlan[], goOn: () => void): void {
    let open = branches.length;
    const ended = (): void => {
      open -= 1;
      if (open === 0) goOn();
    };
    for (const plan of branches) enter({ ...place, plan, ended }, plan.startAt);
  }

  function begin(run: Omit<Place, 'plan' | 'last' | 'ended'>, ended: () => void): void {
    const plan = plans.planOf(run.machine);
    enter({ ...run, plan, last: NOTHING_YET, ended }, plan.startAt);
  }

  /** A state that fails opens an incident, and the rest goes on; an outage is the caller's. */
  function attempt(
    { machine }: Place,
    state: string,
    does: (services: Services) => Promise<Result<unknown>>,
  ): void {
    work.push(async (services) => {
      try {
        if (!(await does(services)).ok) failed.push({ machine, state });
      } catch (error) {
        if (error instanceof TableUnavailableError) throw error;
        failed.push({ machine, state });
      }
    });
  }

  function ask(
    services: Services,
    { journeyId, execution, subject }: Place,
    state: PlannedState & { readonly does: 'ask' },
    go: (answer: TaskAnswer) => void,
  ): Promise<Result<unknown>> {
    asked += 1;
    const token = `rehearsal-${asked}`;
    waiting.set(token, { execution, go });
    const about = { kind: state.kind, subject: state.subject ?? subject };
    return openAwaitedStep(services, { journeyId, ...about, token, execution });
  }

  async function run(
    services: Services,
    { journeyId, execution, subject }: Place,
    { action, kinds }: PlannedState & { readonly does: 'run' },
    goOn: (last: TaskAnswer) => void,
  ): Promise<Result<unknown>> {
    const done = await runDo(services, { action, journeyId, subject, execution, kinds });
    if (done.ok) goOn({ ...NOTHING_YET, ...done.value });
    return done;
  }

  return {
    failed,
    engine: {
      async start(machine, execution, { journeyId, subject }) {
        begin({ journeyId, machine, execution, subject }, () => undefined);
        return 'started';
      },
      async answer(token, answer) {
        const waiter = waiting.get(token);
        waiting.delete(token);
        waiter?.go(answer);
        return waiter === undefined ? 'closed' : 'answered';
      },
      async stop(_machine, name) {
        for (const [token, { execution }] of waiting) {
          if (execution === name || execution.startsWith(`${name}-`)) waiting.delete(token);
        }
        return 'stopped';
      },
    },
    async settle(services, between) {
      await between();
      for (let states = 0, next = work.shift(); next !== undefined; next = work.shift()) {
        states += 1;
        if (states > MOST_STATES) throw new Error('The rehearsal of a restart does not end');
        await next(services);
        await between();
      }
    },
  };
}
