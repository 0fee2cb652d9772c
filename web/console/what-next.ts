import type { OpenStepView } from '../../application/queries/journey-views.ts';
import { deskOfRung } from '../../domain/journey/escalation.ts';
import { nextRung } from '../../domain/journey/step-days.ts';
import { whatComes } from '../../domain/journey/stuck.ts';
import { stepEntry } from '../../domain/pathways/catalogue.ts';
import type { Names } from '../../domain/journey/words.ts';
import { later, type IsoDate } from '../../domain/law/time.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { JourneyView } from '../../application/queries/get-journey.ts';

/** What happens if nobody answers a step by its day, beside its being overdue: nothing before that, or another list. */
export function whatNext(
  step: Pick<
    OpenStepView,
    'kind' | 'state' | 'dueOn' | 'opensOn' | 'escalation' | 'escalatedTo' | 'waitsFor'
  >,
  journey: Pick<JourneyView, 'releaseDate' | 'releasedOn' | 'prison' | 'region' | 'officers'>,
  today: IsoDate,
  names: Names = {},
): string | undefined {
  if (step.waitsFor === 'date' || step.waitsFor === 'event') return undefined;
  if (step.dueOn === undefined) return 'It stays open until someone answers.';
  const entry = stepEntry(step.kind);
  if (entry.answersItself !== undefined)
    return `If there is no answer by ${sayDate(step.dueOn)}, the journey continues without one.`;
  // When it was opened matters for the first rung only, and one that is owed comes today.
  const { releaseDate: releaseDateInForce, releasedOn } = journey;
  const next = nextRung({ ...step, openedOn: step.opensOn ?? today }, entry, {
    ...(releaseDateInForce !== undefined && { releaseDateInForce }),
    ...(releasedOn !== undefined && { releasedOn }),
  });
  if (next !== undefined && deskOfRung(next.rung, step.waitsFor, journey) === undefined) return undefined;
  return whatComes(step, next && { ...next, on: later(next.on, today) }, journey, names);
}
