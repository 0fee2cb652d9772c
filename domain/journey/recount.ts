import { stepEntry } from '../pathways/catalogue.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { stepDays, type StepDays } from './step-days.ts';
import type { Step } from './step.ts';

/**
 * Counts an open step's days again from the journey as it now stands. A step on which nothing changes is not written
 * again, so that a moved release date writes only what it moves. Answers whether the step's days moved.
 */
export function recountStep(draft: JourneyDraft, step: Step): boolean {
  const { opensOn, dueOn, wakeAt: _wake, provisional: _provisional, escalatedTo: _desk, ...rest } = step;
  const days = stepDays(step, stepEntry(step.kind), draft.journey, draft.context.today, draft.context);
  if (draft.step(step.key) !== step || differ(step, days)) draft.putStep({ ...rest, ...days });
  return opensOn !== days.opensOn || dueOn !== days.dueOn;
}

const COUNTED = [
  'state',
  'waitsFor',
  'opensOn',
  'dueOn',
  'provisional',
  'escalation',
  'escalatedTo',
  'wakeAt',
] as const;

function differ(step: Step, days: StepDays): boolean {
  return COUNTED.some((each) => step[each] !== days[each]);
}
