import { isAsleepInPrison, keysInCustody, openInCustody } from '../domain/journey/open-in-custody.ts';
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

/** Opens what custody asks and an earlier version did not, within a change. @returns whether anything opened. */
export async function openWhatCustodyAsks({ draft, loadSteps }: Change): Promise<boolean> {
  if (!isAsleepInPrison(draft.journey)) return false;
  await loadSteps(keysInCustody(draft.journey));
  openInCustody(draft);
  return draft.changedSteps().length > 0;
}
