import {
  type Machine,
  readChildName,
  readExecutionName,
  type RootMachine,
} from '../../domain/record/machines.ts';

/** An execution that runs, and what would have to be wanted for it to be. */
export interface Runs {
  readonly machine: Machine;
  readonly name: string;
  readonly journeyId: string;
  /** The execution of a phase it is, or was started for. */
  readonly root: string;
}

/** What is known to one side only: executions the record wants, and executions that run. Each strikes out the other. */
export class Unmatched {
  /** By name, whose journey wants it; nobody's, where it would not be missed. */
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

  /** For children that are known before anything is wanted. */
  runsFor(name: string): void {
    const root = readChildName(name)?.root;
    if (root === undefined) return;
    const others = this.#children.get(root);
    if (others === undefined) this.#children.set(root, [name]);
    else others.push(name);
  }

  /** Journeys that want what does not run. */
  gone(): ReadonlySet<string> {
    return new Set([...this.#wanted.values()].filter((id) => id !== undefined));
  }

  /** What runs and nobody wants. Names that are not of our making are passed over. */
  *orphans(child: Machine): Generator<Runs> {
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
