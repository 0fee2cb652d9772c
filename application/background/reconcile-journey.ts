import { SYSTEM } from '../../domain/record/actor.ts';
import type { DriveFinding, Finding } from '../../domain/record/findings.ts';
import {
  countRestart,
  isFlapping,
  openReconcileIncident,
  waitsForAdministrator,
} from '../../domain/partners/flapping.ts';
import { mayLackFollowUp } from '../../domain/journey/close-journey.ts';
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
import { offerFollowUpLate } from './follow-up.ts';
import { startAgain } from '../start-again.ts';

/** Whether the reconciler repaired it or opened an incident. */
export type RepairResult = 'repaired' | 'incidents';
export type Repair = { readonly finding: Finding; readonly result: RepairResult };

const REASONS: Readonly<Record<DriveFinding, string>> = {
  EXECUTION_GONE: 'the journey had stopped moving on',
  TASK_TIMED_OUT: 'an open step could no longer move the journey on',
};

export interface Look {
  /** Executions that started later are left alone: they may not be listed yet. */
  readonly before: IsoInstant;
  /** Whether to check every token too. */
  readonly tokens: boolean;
}

/**
 * Compares one journey with the engine and restarts it when its driver is gone or a token is lost. A flapping journey
 * gets an incident instead.
 * @returns the finding and its repair; undefined when there was none, or when the journey moved at the same time.
 */
export async function reconcileJourney(
  services: Services,
  executions: Executions,
  journeyId: string,
  look: Look,
): Promise<Repair | undefined> {
  const head = await services.table.get(keys.journey(journeyId));
  if (head === undefined) return undefined;
  const journey = readJourney(head);
  if (mayLackFollowUp(journey)) await offerFollowUpLate(services, journeyId);
  if (waitsForAdministrator(journey)) return undefined;
  const gone = await firstGone(executions, journey, look.before);
  if (gone !== undefined) return repairJourney(services, journey, gone, 'EXECUTION_GONE');
  const lost = look.tokens ? await firstLost(services, executions, journey, look.before) : undefined;
  return lost === undefined ? undefined : repairJourney(services, journey, lost, 'TASK_TIMED_OUT');
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
 * The machine of an open step whose token no task waits for. Machines that have just started have not opened their
 * steps, and journeys with an open incident already wait for an administrator.
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

async function repairJourney(
  services: Services,
  { id, version }: Journey,
  machine: RootMachine,
  finding: DriveFinding,
): Promise<Repair | undefined> {
  // Only on the version that was checked: a journey that has moved is left to the next run.
  const options = { by: SYSTEM, expectedVersion: version };
  const result = await changeJourney<RepairResult | ''>(services, id, options, async (change) => {
    const { draft } = change;
    if (isFlapping(draft.journey, draft.context.now)) {
      await change.loadSteps([stepKey(draft.journey.cycle, 'incident', reconcileSubject(machine))]);
      openReconcileIncident(draft, machine, finding);
      return done('incidents');
    }
    if ((await startAgain(change, REASONS[finding])).length === 0) return done('');
    countRestart(draft);
    return done('repaired');
  });
  return result.ok && result.value !== '' ? { finding, result: result.value } : undefined;
}
