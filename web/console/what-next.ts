import type { OpenStepView } from '../../application/queries/journey-views.ts';
import { ladder, RUNG_TELLS } from '../../domain/journey/escalation.ts';
import { definitionOf, isStepKind } from '../../domain/pathways/catalogue.ts';
import { later, type IsoDate } from '../../domain/law/time.ts';
import { sayDate } from '../../domain/journey/words.ts';

/** What happens by itself if nobody answers a step: who hears of it next, or that it is taken as unanswered. */
export function whatNext(
  step: Pick<OpenStepView, 'kind' | 'state' | 'dueOn' | 'opensOn' | 'escalation' | 'waitsFor'>,
  journey: { readonly releaseDate: IsoDate; readonly releasedOn?: IsoDate },
  today: IsoDate,
): string {
  if (step.waitsFor === 'date' || step.waitsFor === 'event') return 'Nobody has to do anything.';
  if (step.dueOn === undefined || !isStepKind(step.kind)) return 'It waits until someone answers.';
  if (definitionOf(step.kind).answersItself !== undefined)
    return `If there is no answer by ${sayDate(step.dueOn)}, the journey goes on without one.`;
  // When it was opened matters for the reminder only, and one that is owed already goes out today.
  const rungs = ladder(
    step.dueOn,
    step.opensOn ?? today,
    journey.releasedOn === undefined ? journey.releaseDate : undefined,
  );
  const next = rungs[step.escalation];
  if (next === undefined) return 'Everyone who should know that this is late has been told.';
  const on = sayDate(later(next.on, today));
  return next.rung === 'REMINDER'
    ? `A reminder goes out on ${on}.`
    : `If it is still open on ${on}, we tell ${RUNG_TELLS[next.rung]}.`;
}
