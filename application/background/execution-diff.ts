import type { Machine } from '../../domain/pathways/machines.ts';
import { readChildName, readExecutionName, type RootMachine } from '../../domain/record/machines.ts';

/** A running execution that no journey expects. */
export interface UnexpectedExecution {
  readonly machine: Machine;
  readonly name: string;
  readonly journeyId: string;
  /** The driver that it is, or that started it. */
  readonly root: string;
}

/** The difference between the executions that journeys expect and those that run. A match removes both. */
export class ExecutionDiff {
  /** Name to journey id; undefined for an execution that would not be missed. */
  readonly #wanted = new Map<string, string | undefined>();
  readonly #running = new Map<string, RootMachine>();
  readonly #children = new Map<string, string[]>();

  wants(name: string, journeyId: string | undefined): void {
    if (!this.#running.delete(name)) this.#wanted.set(name, journeyId);
    this.#children.delete(name);
  }

  runs(name: string, machine: RootMachine): void {
    if (!this.#wanted.delete(name)) this.#running.set(name, machine);
  }

  /** For children, which are listed before anything is expected. */
  childRuns(name: string): void {
    const root = readChildName(name)?.root;
    if (root === undefined) return;
    const others = this.#children.get(root);
    if (others === undefined) this.#children.set(root, [name]);
    else others.push(name);
  }

  /** Journeys whose driver does not run. */
  gone(): ReadonlySet<string> {
    return new Set([...this.#wanted.values()].filter((id) => id !== undefined));
  }

  /** Running executions that no journey expects. Names of other products are skipped. */
  *orphans(child: Machine): Generator<UnexpectedExecution> {
    for (const [name, machine] of this.#running) {
      const journeyId = readExecutionName(machine, name);
      if (journeyId !== undefined) yield { machine, name, journeyId, root: name };
    }
    for (const name of [...this.#children.values()].flat()) {
      const parent = readChildName(name);
      if (parent !== undefined) yield { machine: child, name, ...parent };
    }
  }
}
