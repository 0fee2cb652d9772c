import { ROOT_MACHINES, type RootMachine } from '../../domain/machines.ts';
import type { Journey } from '../../domain/journey.ts';
import type { JourneyDraft } from '../../domain/journey-draft.ts';
import { answerStep } from '../../domain/steps.ts';
import { changeJourney, type ChangeOptions } from '../change-journey.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type Restarted = { readonly machines: readonly string[] };

/**
 * Stops whatever drives the journey and starts it again on the newest definitions. Nothing is lost and nothing is done
 * twice: the new executions ask the record, pass through what is done, and wait where the old ones waited.
 *
 * @returns CONFLICT for a closed journey, and for one asleep in custody, which nothing drives.
 */
export async function restartJourney(
  services: Services,
  journeyId: string,
  reason: string,
  options: ChangeOptions,
): Promise<Result<Restarted>> {
  return changeJourney(services, journeyId, options, async (change) => {
    const { draft } = change;
    const machines = machinesToRun(draft.journey);
    if (machines.length === 0) {
      return refuse('CONFLICT', 'Nothing drives this journey now, so there is nothing to start again.', {
        current: { phase: draft.journey.phase },
      });
    }
    await change.loadSteps(
      draft.journey.open.filter(({ kind }) => kind === 'incident').map(({ key }) => key),
    );
    restart(draft, machines, reason);
    return done({ machines: [...machines] });
  });
}

function restart(draft: JourneyDraft, machines: readonly RootMachine[], reason: string): void {
  draft.record('restarted', { machines, reason });
  for (const running of draft.journey.executions) {
    draft.cause({ kind: 'stop-execution', machine: running.machine, name: running.name, cause: 'restarted' });
  }
  // An open incident is about an execution that ends here; if its cause is still there it will be opened again.
  for (const incident of draft.openSteps()) {
    const { token: _stopped, ...rest } = incident;
    answerStep(draft, rest, 'RETRY', { reason });
  }
  for (const machine of machines) draft.start(machine);
}

/** The machines the record says should be running. */
export function machinesToRun(journey: Journey): readonly RootMachine[] {
  return ROOT_MACHINES.filter((machine) => journey.executions.some((running) => running.machine === machine));
}
