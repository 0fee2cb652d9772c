import { machinesToRun, restart } from '../domain/journey/restart.ts';
import type { Change } from './change.ts';

/** Restarts the journey's driver, within a change. @returns the machines; none when there is no driver. */
export async function startAgain(change: Change, reason: string): Promise<readonly string[]> {
  const { draft, loadSteps } = change;
  const machines = machinesToRun(draft.journey);
  if (machines.length === 0) return machines;
  await loadSteps(draft.journey.open.filter(({ kind }) => kind === 'incident').map(({ key }) => key));
  restart(draft, machines, reason);
  return machines;
}
