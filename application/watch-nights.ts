import type { Journey } from '../domain/journey/journey.ts';
import { recountStep } from '../domain/journey/recount.ts';
import { hasNowhereSoon, isHoused, nowhereSoonChangesOn } from '../domain/pathways/accommodation/places.ts';
import type { StepKind } from '../domain/pathways/catalogue.ts';
import { stepKey } from '../domain/record/step-key.ts';
import { referAfterRelease } from './background/refer-after-release.ts';
import type { Change } from './change.ts';

/**
 * Part of every change of a journey: a due row for the day on which the person gets or loses somewhere to sleep, and the
 * question about it. State machines ask that question too, and find it asked; a running execution may follow a
 * definition that does not.
 */
export async function watchNights(before: Journey, change: Change): Promise<void> {
  const { draft } = change;
  const { journey } = draft;
  const { today } = draft.context;
  if (journey.phase === 'closed' || journey.phase === 'recalled') return;
  await watchNextChange(before, change);
  if (journey.releasedOn === undefined || isHoused(journey, today)) return;
  if (!hasNowhereSoon(journey, today)) {
    if (!isAsked(journey, 'moving-on')) await change.open({ kind: 'moving-on' });
    return;
  }
  if (isAsked(journey, 'urgent-housing')) return;
  await change.open({ kind: 'urgent-housing' });
  // What follows release itself is sent by the community's machine.
  if (before.releasedOn !== undefined) await referAfterRelease(change);
}

async function watchNextChange(before: Journey, { draft, loadSteps, open }: Change): Promise<void> {
  const { journey, context } = draft;
  const key = stepKey(journey.cycle, 'last-night');
  const next = nowhereSoonChangesOn(journey, context.today);
  if (!isAsked(journey, 'last-night')) {
    if (next !== undefined) await open({ kind: 'last-night' });
    return;
  }
  if (next === nowhereSoonChangesOn(before, context.today)) return;
  await loadSteps([key]);
  const row = draft.step(key);
  if (row !== undefined) recountStep(draft, row);
}

function isAsked({ open }: Journey, kind: StepKind): boolean {
  return open.some((step) => step.kind === kind);
}
