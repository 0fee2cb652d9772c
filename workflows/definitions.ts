import { type ChildMachine, type Machine, MACHINES } from '../domain/pathways/machines.ts';
import type { RootMachine } from '../domain/record/machines.ts';
import type { Region } from './build/asl.ts';
import { childrenIn, type StartedBy, withChildren } from './build/children.ts';
import { compile } from './build/compile.ts';
import { deployed, type Deployed } from './build/deployed.ts';
import type { MachineSource } from './build/statements.ts';
import { community } from './community.ts';
import { preRelease } from './pre-release.ts';
import { reception } from './reception.ts';
import { releaseDay } from './release-day.ts';

/** A state machine as it is deployed, and as the local engine runs it. */
export interface Definition {
  readonly machine: Machine;
  readonly asl: Deployed;
  /** The same with every end as a state of its own, which is easier to draw and to check. */
  readonly drawn: Region;
  /** The machines it starts as children. */
  readonly children: readonly Machine[];
}

/** The machines that a phase starts; the others are found as their children. */
const SOURCES = allSources({ reception, 'pre-release': preRelease, 'release-day': releaseDay, community });

let compiled: readonly Definition[] | undefined;

/**
 * Every state machine, compiled once, children before the machines that start them.
 * @throws Error naming the file and the item, when a machine is wrong in a way that the types do not catch.
 */
export function definitions(): readonly Definition[] {
  compiled ??= SOURCES.map((source) => {
    const drawn = compile(source);
    return {
      machine: source.name,
      asl: deployed(drawn),
      drawn,
      children: MACHINES.filter((name) => childrenIn(source.statements).some((child) => child.name === name)),
    };
  });
  return compiled;
}

/** The definitions by name. */
export function definitionsByName(): Readonly<Record<Machine, Deployed>> {
  const entries = definitions().map(({ machine, asl }) => [machine, asl] as const);
  return Object.fromEntries(entries) as Record<Machine, Deployed>;
}

/** The machines as they are drawn, by name. */
export function drawnByName(): Readonly<Record<Machine, Region>> {
  const entries = definitions().map(({ machine, drawn }) => [machine, drawn] as const);
  return Object.fromEntries(entries) as Record<Machine, Region>;
}

type Roots = { readonly [M in RootMachine]: MachineSource<M> };
type NotStarted<R extends Roots> = Exclude<ChildMachine, StartedBy<R[RootMachine]>>;

/** Does not compile when a machine is on the list of machines and no other machine starts it. */
function allSources<R extends Roots>(
  roots: R & ([NotStarted<R>] extends [never] ? R : `${NotStarted<R>}: no machine starts it`),
): readonly MachineSource[];
function allSources(roots: Roots): readonly MachineSource[] {
  return [...new Set(Object.values(roots).flatMap((root) => withChildren(root)))];
}
