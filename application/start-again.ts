import { machinesToRun, restart } from '../domain/journey/restart.ts';
import type { Change } from './change-journey.ts';

/** Starts again, within a change, what drives the journey. @returns the machines: none when nothing drives it. */
export async function startAgain(change: Change, reason: string): Promise<readonly string[]> {
  const { draft, loadSteps } = change;
  const machines = machinesToRun(draft.journey);
  if (machines.length === 0) return machines;
  await loadSteps(draft.journey.open.filter(({ kind }) => kind === 'incident').map(({ key }) => key));
  restart(draft, machines, reason);
  return machines;
}
