import type { OpenStepView } from '../../application/queries/journey-views.ts';
import { RUNG_TELLS } from '../../domain/journey/escalation.ts';
import { nextRung } from '../../domain/journey/step-days.ts';
import { stepEntry } from '../../domain/pathways/catalogue.ts';
import { later, type IsoDate } from '../../domain/law/time.ts';
import { sayDate } from '../../domain/law/say-date.ts';

/** What happens if nobody answers a step: the next escalation, or that it counts as unanswered. */
export function whatNext(
  step: Pick<OpenStepView, 'kind' | 'state' | 'dueOn' | 'opensOn' | 'escalation' | 'waitsFor'>,
  journey: { readonly releaseDate?: IsoDate; readonly releasedOn?: IsoDate },
  today: IsoDate,
): string {
  if (step.waitsFor === 'date' || step.waitsFor === 'event') return 'Nobody has to do anything.';
  if (step.dueOn === undefined) return 'It stays open until someone answers.';
  const entry = stepEntry(step.kind);
  if (entry.answersItself !== undefined)
    return `If there is no answer by ${sayDate(step.dueOn)}, the journey continues without one.`;
  // When it was opened matters for the reminder only, and one that is owed already goes out today.
  const { releaseDate: releaseDateInForce, releasedOn } = journey;
  const next = nextRung({ ...step, openedOn: step.opensOn ?? today }, entry, {
    ...(releaseDateInForce !== undefined && { releaseDateInForce }),
    ...(releasedOn !== undefined && { releasedOn }),
  });
  if (next === undefined) return 'Everyone who should know that this is late has been notified.';
  const on = sayDate(later(next.on, today));
  return next.rung === 'REMINDER'
    ? `A reminder goes out on ${on}.`
    : `If it is still open on ${on}, we notify ${RUNG_TELLS[next.rung]}.`;
}
