import { SYSTEM } from '../../domain/record/actor.ts';
import type { DriveFinding, Finding } from '../../domain/record/findings.ts';
import {
  countRestart,
  isFlapping,
  openReconcileIncident,
  waitsForAdministrator,
} from '../../domain/partners/flapping.ts';
import { reconcileSubject } from '../../domain/record/subjects.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { rootMachineOf, type RootMachine } from '../../domain/record/machines.ts';
import { isOpen } from '../../domain/journey/step.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import type { IsoInstant } from '../../domain/law/time.ts';
import { changeJourney } from '../change-journey.ts';
import { readJourney, readStep } from '../items.ts';
import { keys } from '../keys.ts';
import type { Executions } from '../ports/executions.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';
import { startAgain } from '../start-again.ts';

/** Put right by the product itself, or handed to an administrator. */
export type Remedy = 'healed' | 'incidents';
export type Mended = { readonly finding: Finding; readonly remedy: Remedy };

const REASONS: Readonly<Record<DriveFinding, string>> = {
  EXECUTION_GONE: 'what drove the journey had ended',
  TASK_TIMED_OUT: 'a step was open that no task waited for any more',
};

export interface Look {
  /** What was started later is left alone: it may still be on its way. */
  readonly before: IsoInstant;
  /** Ask also after every token. */
  readonly tokens: boolean;
}

/**
 * Holds one journey against the engine as both are now, and starts it again when it is not driven as the record says.
 * One that does not keep running gets an incident instead, and is left alone until that is answered.
 *
 * @returns what was found and done; undefined when nothing was, also because the journey moved at that moment.
 */
export async function reconcileJourney(
  services: Services,
  executions: Executions,
  journeyId: string,
  look: Look,
): Promise<Mended | undefined> {
  const head = await services.table.get(keys.journey(journeyId));
  if (head === undefined) return undefined;
  const journey = readJourney(head);
  if (waitsForAdministrator(journey)) return undefined;
  const gone = await firstGone(executions, journey, look.before);
  if (gone !== undefined) return mend(services, journey, gone, 'EXECUTION_GONE');
  const lost = look.tokens ? await firstLost(services, executions, journey, look.before) : undefined;
  return lost === undefined ? undefined : mend(services, journey, lost, 'TASK_TIMED_OUT');
}

async function firstGone(
  executions: Executions,
  journey: Journey,
  before: IsoInstant,
): Promise<RootMachine | undefined> {
  for (const { machine, name, startedAt } of journey.executions) {
    if (startedAt <= before && !(await executions.isRunning(machine, name))) return machine;
  }
  return undefined;
}

/**
 * The machine of an open step whose task waits no more. A machine only just started has yet to hand its tokens over,
 * and where an incident is open an administrator is asked already: what failed asks for its step again.
 */
export async function firstLost(
  services: Pick<Services, 'table'>,
  executions: Executions,
  journey: Journey,
  before: IsoInstant,
): Promise<RootMachine | undefined> {
  const young = journey.executions.some(({ startedAt }) => startedAt > before);
  if (young || journey.open.some(({ kind }) => kind === 'incident')) return undefined;
  const rows = await Promise.all(
    journey.open.map(({ key }) => services.table.get(keys.step(journey.id, key))),
  );
  const asked = rows.map(async (row) => {
    const step = row && readStep(row);
    if (step?.token === undefined || !isOpen(step)) return undefined;
    const machine = rootMachineOf(step.execution ?? '', journey.id);
    const driven = journey.executions.some((running) => running.machine === machine);
    return driven && !(await executions.isWaiting(step.token)) ? machine : undefined;
  });
  return (await Promise.all(asked)).find((machine) => machine !== undefined);
}

async function mend(
  services: Services,
  { id, version }: Journey,
  machine: RootMachine,
  finding: DriveFinding,
): Promise<Mended | undefined> {
  // On the version that was looked at: if the journey moved meanwhile, the next run looks again.
  const options = { by: SYSTEM, expectedVersion: version };
  const result = await changeJourney<Remedy | ''>(services, id, options, async (change) => {
    const { draft } = change;
    if (isFlapping(draft.journey, draft.context.now)) {
      await change.loadSteps([stepKey(draft.journey.cycle, 'incident', reconcileSubject(machine))]);
      openReconcileIncident(draft, machine, finding);
      return done('incidents');
    }
    if ((await startAgain(change, REASONS[finding])).length === 0) return done('');
    countRestart(draft);
    return done('healed');
  });
  return result.ok && result.value !== '' ? { finding, remedy: result.value } : undefined;
}
