import type { JourneyDraft } from './journey-draft.ts';
import type { Journey } from './journey.ts';
import { ROOT_MACHINES, type RootMachine } from '../record/machines.ts';
import { answerStep } from './answer-step.ts';

/**
 * Stops the journey's driver and starts a new one. Open incidents must have been loaded: each belongs to the stopped
 * driver, and is opened again if its cause remains.
 */
export function restart(draft: JourneyDraft, machines: readonly RootMachine[], reason: string): void {
  draft.record('restarted', { machines, reason });
  for (const running of draft.journey.executions) {
    draft.cause({ kind: 'stop-execution', machine: running.machine, name: running.name, cause: 'restarted' });
  }
  for (const incident of draft.openSteps(({ kind }) => kind === 'incident')) {
    const { token: _stopped, ...rest } = incident;
    answerStep(draft, rest, 'RETRY', { reason });
  }
  for (const machine of machines) draft.start(machine);
}

/** The machines of the journey's drivers. */
export function machinesToRun(journey: Journey): readonly RootMachine[] {
  return ROOT_MACHINES.filter((machine) => journey.executions.some((running) => running.machine === machine));
}
