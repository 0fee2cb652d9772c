import { StateMachine, type RunOptions } from 'aws-local-stepfunctions';
import { randomUUID } from 'node:crypto';
import type { Engine, TaskAnswer } from '../../application/ports/engine.ts';
import { MACHINES, type Machine } from '../../domain/pathways/machines.ts';
import type { ExecutionInput } from '../../domain/record/machines.ts';
import { machineOfPlaceholder } from '../../workflows/build/asl.ts';
import { localDefinition, type LocalTask, type TaskSort } from './local-definition.ts';

/** The handlers that the machines call: the same ones that run as Lambdas. */
export interface TaskHandlers {
  readonly doStep: (payload: unknown) => Promise<unknown>;
  readonly openStep: (payload: unknown) => Promise<unknown>;
}

export interface LocalEngineOptions {
  /** The compiled machines of `workflows/`. Each execution runs the definition that is here when it starts. */
  readonly definitions: Readonly<Record<Machine, unknown>>;
  readonly handlers: TaskHandlers;
  /** Called when an execution fails: its journey has no driver until it is restarted. */
  readonly onFailed: (name: string, error: unknown) => void;
  /** Milliseconds before every retry, instead of the definition's intervals. */
  readonly retryMs?: number;
  /** Called for each state entered. */
  readonly onTransition?: (name: string, state: string) => void;
}

export interface LocalEngine extends Engine {
  /** The number of handlers in progress; 0 when every execution waits. */
  busy(): number;
  /** Names of running executions, of all machines or of one. */
  running(machine?: Machine): readonly string[];
  /** Whether a task waits for this token. */
  isWaiting(token: string): boolean;
  /** Stops every execution, as the end of the process does. */
  close(): void;
}

interface Running {
  readonly of: Machine;
  readonly abort: () => void;
}

interface Waiter {
  readonly execution: string;
  readonly resolve: (answer: TaskAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The engine port on aws-local-stepfunctions: the same definitions, in this process. Executions are lost when the
 * process ends; on the next start they are restarted and fast-forward.
 */
export function createLocalEngine(options: LocalEngineOptions): LocalEngine {
  for (const machine of MACHINES) prepare(machine, options.definitions[machine]);
  const running = new Map<string, Running>();
  const started = new Set<string>();
  const waiters = new Map<string, Waiter>();
  let calls = 0;
  let closed = false;

  async function call<T>(handler: () => Promise<T>): Promise<T> {
    calls += 1;
    try {
      return await handler();
    } finally {
      calls -= 1;
    }
  }

  async function awaitAnswer(name: string, payload: Payload): Promise<unknown> {
    const token = String(payload['token']);
    const { promise, resolve, reject } = Promise.withResolvers<TaskAnswer>();
    waiters.set(token, { execution: name, resolve, reject });
    // Stopped while the step is still being opened: nobody waits for this token yet.
    promise.catch(() => undefined);
    try {
      await call(() => options.handlers.openStep(payload));
    } catch (error) {
      waiters.delete(token);
      throw error;
    }
    return promise;
  }

  async function runChild(input: TaskInput): Promise<unknown> {
    const machine = machineOfPlaceholder(input.StateMachineArn ?? '');
    if (machine === undefined) throw new Error(`There is no machine ${input.StateMachineArn ?? ''}`);
    const output = await run(machine, input.Name ?? '', input.Input as ExecutionInput);
    return { Output: output, Status: 'SUCCEEDED' };
  }

  async function perform(
    { sort, parameters, resultSelector }: LocalTask,
    name: string,
    context: object,
    input: unknown,
  ): Promise<unknown> {
    const given = (parameters ? parameters({ data: input, context }) : input) as TaskInput;
    const result = await handle(sort, name, given);
    return resultSelector ? resultSelector({ data: result, context }) : result;
  }

  async function handle(sort: TaskSort, name: string, input: TaskInput): Promise<unknown> {
    switch (sort) {
      case 'do':
        return { Payload: await call(() => options.handlers.doStep(input.Payload)) };
      case 'await':
        return awaitAnswer(name, input.Payload ?? {});
      case 'child':
        return runChild(input);
    }
  }

  function run(machine: Machine, name: string, input: ExecutionInput): Promise<unknown> {
    const prepared = prepare(machine, options.definitions[machine]);
    if (started.has(name)) throw new Error(`Execution ${name} was started before`);
    started.add(name);
    const context = contextOf(name, machine);
    const handlers: Record<string, (input: unknown) => Promise<unknown>> = {};
    for (const [state, task] of prepared.tasks) {
      handlers[state] = (input) => perform(task, name, context, input);
    }
    const execution = prepared.machine.run({ ...input, incident: { ...input.incident } }, {
      overrides: {
        taskResourceLocalHandlers: handlers,
        ...(options.retryMs !== undefined && {
          retryIntervalOverrides: retries(prepared.tasks, options.retryMs),
        }),
      },
      context,
    } as unknown as RunOptions);
    running.set(name, { of: machine, abort: execution.abort });
    if (options.onTransition) void report(name, execution.eventLogs, options.onTransition);
    return execution.result.finally(() => running.delete(name));
  }

  function stopTree(name: string): void {
    for (const other of [...running.keys()]) {
      if (other !== name && !other.startsWith(`${name}-`)) continue;
      running.get(other)?.abort();
      running.delete(other);
    }
    for (const [token, waiter] of waiters) {
      if (waiter.execution !== name && !waiter.execution.startsWith(`${name}-`)) continue;
      waiters.delete(token);
      waiter.reject(new StoppedError(`Execution ${waiter.execution} was stopped`));
    }
  }

  return {
    start(machine, name, input) {
      // What is left of a process that ends must not go on in it: the next process starts it.
      if (closed) return Promise.reject(new StoppedError('The engine is closed'));
      if (started.has(name)) return Promise.resolve('already-started');
      run(machine, name, input).catch((error: unknown) => {
        if ((error as Error).name !== 'ExecutionAbortedError') options.onFailed(name, error);
      });
      return Promise.resolve('started');
    },
    answer(token, answer) {
      const waiter = waiters.get(token);
      if (!waiter) return Promise.resolve('closed');
      waiters.delete(token);
      waiter.resolve(answer);
      return Promise.resolve('answered');
    },
    stop(_machine, name) {
      const known = running.has(name);
      stopTree(name);
      return Promise.resolve(known ? 'stopped' : 'not-running');
    },
    busy: () => calls,
    running: (machine) =>
      [...running].flatMap(([name, { of }]) => (machine === undefined || of === machine ? [name] : [])),
    isWaiting: (token) => waiters.has(token),
    close() {
      closed = true;
      for (const name of [...running.keys()]) stopTree(name);
    },
  };
}

/** The error of a stopped execution's waiting task. Its Catch has no effect, because the execution is over. */
class StoppedError extends Error {
  override readonly name = 'Stopped';
}

type Payload = Readonly<Record<string, unknown>>;

interface TaskInput {
  readonly Payload?: Payload;
  readonly StateMachineArn?: string;
  readonly Name?: string;
  readonly Input?: unknown;
}

interface Prepared {
  readonly tasks: ReadonlyMap<string, LocalTask>;
  readonly machine: StateMachine;
}

/** By definition: a machine has no state of its own, so every engine of the process runs the same ones. */
const preparedBefore = new WeakMap<object, Prepared>();

function prepare(machine: Machine, source: unknown): Prepared {
  if (typeof source !== 'object' || source === null)
    throw new Error(`There is no definition of the machine ${machine}`);
  const known = preparedBefore.get(source);
  if (known !== undefined) return known;
  const { definition, tasks } = localDefinition(source);
  // The definitions are checked when they are compiled, and still have the placeholders in them.
  const prepared = {
    tasks,
    machine: new StateMachine(definition, { validationOptions: { noValidate: true } }),
  };
  preparedBefore.set(source, prepared);
  return prepared;
}

/** A new token each time a state asks the context object for one, as Step Functions does. */
function contextOf(name: string, machine: Machine): object {
  return {
    Execution: { Name: name, Id: name },
    StateMachine: { Name: machine },
    Task: {
      get Token(): string {
        return randomUUID();
      },
    },
  };
}

function retries(tasks: ReadonlyMap<string, unknown>, milliseconds: number): Record<string, number> {
  return Object.fromEntries([...tasks.keys()].map((state) => [state, milliseconds]));
}

async function report(
  name: string,
  events: AsyncGenerator<{ readonly type: string; readonly state?: { readonly name: string } }>,
  onTransition: (name: string, state: string) => void,
): Promise<void> {
  for await (const event of events) {
    if (event.type === 'StateEntered' && event.state) onTransition(name, event.state.name);
  }
}
