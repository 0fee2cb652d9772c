import type { LocalEngine } from '../adapters/stepfunctions/local-engine.ts';
import { reconcile, settledBefore, type Reconciled } from '../application/background/reconcile.ts';
import { reconcileJourney } from '../application/background/reconcile-journey.ts';
import type { Queues } from '../application/background/relay.ts';
import type { Executions } from '../application/ports/executions.ts';
import type { Services } from '../application/services.ts';

/** What the engine of this process runs. */
export function localExecutions(engine: LocalEngine): Executions {
  return {
    isRunning: async (_machine, name) => engine.running().includes(name),
    running: async (machine) => ({ names: engine.running(machine) }),
    // Each start of the product runs every journey on its own definitions.
    newestVersion: () => Promise.resolve(undefined),
    isWaiting: async (token) => engine.isWaiting(token),
  };
}

/** The reconciler in this process: nothing hurries it. */
export function localReconciling(
  services: Services,
  executions: Executions,
  queues: Queues,
  onProblem: (what: string, error: unknown) => void,
) {
  async function everything(): Promise<Reconciled> {
    const done = await reconcile(services, executions, queues);
    for (const failure of done.failures) onProblem('reconciling', failure);
    return done;
  }

  async function one(journeyId: string): Promise<void> {
    const look = { before: settledBefore(services), tokens: true };
    await reconcileJourney(services, executions, journeyId, look);
  }

  return {
    everything,
    ask: async (journeyId?: string): Promise<void> => {
      await (journeyId === undefined ? everything() : one(journeyId));
    },
  };
}
