import { reconcile, type Reconciled } from '../../application/background/reconcile.ts';
import type { Executions } from '../../application/ports/executions.ts';
import type { JourneyWorld } from './journey-world.ts';
import { QUIET_QUEUES } from './quiet-queues.ts';

/** A run of the reconciler on an engine with versions: this world's pre-release runs the seventh of twelve. */
export async function reconciledWithVersions(
  world: JourneyWorld,
  differences: Partial<Executions> = {},
): Promise<Reconciled> {
  const { executions } = world.runtime;
  const versioned: Executions = {
    ...executions,
    running: async (machine, cursor) => {
      const page = await executions.running(machine, cursor);
      return { ...page, versions: new Map(page.names.map((name) => [name, '7'])) };
    },
    newestVersion: (machine) => Promise.resolve(machine === 'pre-release' ? '12' : '7'),
    ...differences,
  };
  return reconcile(world.services, versioned, QUIET_QUEUES);
}

/** The same world, with its journey counted on an earlier version. */
export async function onEarlierVersion(world: JourneyWorld): Promise<JourneyWorld> {
  await reconciledWithVersions(world);
  return world;
}
