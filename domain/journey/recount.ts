import type { JourneyDraft } from './journey-draft.ts';
import { definitionOf, type StepKind } from '../pathways/catalogue.ts';
import { stepDays } from './step-days.ts';
import type { Step } from './step.ts';

/** Counts an open step's days again from the journey as it now stands. Answers whether its days moved. */
export function recountStep(draft: JourneyDraft, step: Step): boolean {
  const { opensOn, dueOn, wakeAt: _wake, provisional: _provisional, ...rest } = step;
  const definition = definitionOf(step.kind as StepKind);
  const days = stepDays(step, definition, draft.journey, draft.context.today, draft.context.calendar);
  draft.putStep({ ...rest, ...days });
  return opensOn !== days.opensOn || dueOn !== days.dueOn;
}
