import type { AnsweredStep } from '../../application/queries/get-answered-step.ts';
import { shownAnswers } from '../../domain/journey/shown-answers.ts';
import { describeActor } from '../../domain/journey/words.ts';
import type { AnswerRow } from './draw-step-form.ts';
import { formatInstant } from './formats.ts';
import type { SignedInRequest } from './page-request.ts';
import { page, type PageResponse } from './page-response.ts';

/**
 * A step that is no longer open: who answered it, when and how.
 * @param sent an answer that came after that one, which was not saved.
 */
export function answeredStepPage(
  { user, names }: SignedInRequest,
  step: AnsweredStep,
  back: string,
  sent: readonly AnswerRow[] = [],
): PageResponse {
  const { by, closed } = step;
  const byReader = by.id === user.id && (by.kind === 'officer' || by.kind === 'admin');
  const who = byReader ? 'You' : describeActor(by, names);
  const on = formatInstant(step.at);
  const data = {
    title: `${step.title}: ${step.person}`,
    heading: step.title,
    person: step.person,
    standing: closed
      ? `This step was closed on ${on}.`
      : `${who} answered this step on ${on}. The answer is saved.`,
    answers: [
      { key: closed ? 'Reason' : 'Answer', value: step.outcome },
      ...shownAnswers(step.kind, step.details, names).map(({ label, value }) => ({ key: label, value })),
    ],
    sent,
    back,
  };
  return page('step-answered', data, sent.length === 0 ? 200 : 409);
}
