import * as z from 'zod';
import type { MachinePlan, MachinePlans, PlannedState } from '../../application/ports/machine-plans.ts';
import type { Machine } from '../../domain/pathways/machines.ts';
import { definitionsByName } from '../../workflows/definitions.ts';
import { machineOfPlaceholder, RESOURCES } from '../../workflows/build/asl.ts';

/**
 * The plans of compiled machines, for use cases that must know what a machine asks next and may not import `workflows/`.
 * @param definitions those that new executions run; asked for when a plan is wanted.
 */
export function machinePlans(
  definitions: () => Readonly<Record<Machine, unknown>> = definitionsByName,
): MachinePlans {
  const known = new Map<unknown, MachinePlan>();
  return {
    planOf(machine) {
      const source = definitions()[machine];
      const plan = known.get(source) ?? planOf(definition.parse(source));
      known.set(source, plan);
      return plan;
    },
  };
}

const next = z.string().optional();
const task = <R extends string, P extends z.ZodType>(resource: R, parameters: P) =>
  z.object({ Type: z.literal('Task'), Resource: z.literal(resource), Parameters: parameters, Next: next });

const asks = task(
  RESOURCES.ask,
  z.object({ Payload: z.object({ kind: z.string(), subject: z.string().optional() }) }),
);
const runs = task(
  RESOURCES.run,
  z.object({ Payload: z.object({ action: z.string(), kinds: z.array(z.string()).optional() }) }),
);
const starts = task(
  RESOURCES.child,
  z.object({ StateMachineArn: z.string(), Input: z.object({ subject: z.string().optional() }) }),
);
const choice = z.object({
  Type: z.literal('Choice'),
  Choices: z.array(z.object({ StringEquals: z.string(), Next: z.string() })),
  Default: z.string(),
});
const succeed = z.object({ Type: z.literal('Succeed') });
const parallel = z.object({
  Type: z.literal('Parallel'),
  get Branches() {
    return z.array(definition);
  },
  Next: next,
});
const state = z.union([asks, runs, starts, choice, parallel, succeed]);
const definition = z.object({
  StartAt: z.string(),
  get States(): z.ZodRecord<z.ZodString, typeof state> {
    return z.record(z.string(), state);
  },
});

type Definition = z.infer<typeof definition>;
type State = Definition['States'][string];

function planOf({ StartAt, States }: Definition): MachinePlan {
  const states = Object.entries(States).map(([name, each]) => [name, planned(each)] as const);
  return { startAt: StartAt, states: Object.fromEntries(states) };
}

function planned(from: State): PlannedState {
  switch (from.Type) {
    case 'Succeed':
      return { does: 'end' };
    case 'Choice': {
      const ways = from.Choices.map((way) => [way.StringEquals, way.Next] as const);
      return { does: 'choose', ways: Object.fromEntries(ways), otherwise: from.Default };
    }
    case 'Parallel':
      return { does: 'run-branches', branches: from.Branches.map(planOf), ...onTo(from.Next) };
    case 'Task':
      return { ...plannedTask(from), ...onTo(from.Next) };
  }
}

function plannedTask(from: Extract<State, { readonly Type: 'Task' }>): PlannedState {
  switch (from.Resource) {
    case RESOURCES.ask: {
      const { kind, subject } = from.Parameters.Payload;
      return { does: 'ask', kind, ...(subject !== undefined && { subject }) };
    }
    case RESOURCES.run: {
      const { action, kinds } = from.Parameters.Payload;
      return { does: 'run', action, ...(kinds && { kinds }) };
    }
    case RESOURCES.child: {
      const { StateMachineArn: address, Input } = from.Parameters;
      const machine = machineOfPlaceholder(address);
      if (machine === undefined) throw new Error(`There is no machine ${address}`);
      return { does: 'run-machine', machine, ...(Input.subject !== undefined && { subject: Input.subject }) };
    }
  }
}

function onTo(name: string | undefined): { readonly next?: string } {
  return name === undefined ? {} : { next: name };
}
