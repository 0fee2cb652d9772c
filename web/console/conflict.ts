import type { JourneyView } from '../../application/queries/get-journey.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import type { Refusal } from '../../application/refusal.ts';
import { describeFact } from '../../domain/journey/describe.ts';
import { describeActor } from '../../domain/journey/words.ts';
import { conflictPage, type PageResponse } from './page-response.ts';
import { formatInstant } from './formats.ts';
import { figuresOf } from './journey-words.ts';
import type { AnswerRow } from './draw-step-form.ts';
import type { Submission } from './forms/submission.ts';
import type { SignedInRequest } from './page-request.ts';

const MOST_SHOWN = 10;

/** The form with what was sent, ready to be sent again on the record as it now stands. */
export interface FormAgain {
  readonly again?: {
    readonly action: string;
    readonly submission: Submission;
    readonly typed: readonly { readonly name: string; readonly value: string }[];
  };
}

/** What a form shows changed before it was sent: shows the changes and what was sent, so that no typed text is lost. */
export async function conflictOf(
  request: SignedInRequest,
  journey: Pick<JourneyView, 'id' | 'releasedOn' | 'releaseDate'>,
  refusal: Refusal,
  seenFacts: number,
  answers: readonly AnswerRow[] = [],
  again: FormAgain = {},
): Promise<PageResponse> {
  const { services, user, names } = request;
  const back = `/journeys/${journey.id}`;
  if (refusal.code === 'IDEMPOTENCY_MISMATCH')
    return conflictPage({ title: 'You have saved this form already', detail: SAVED_BEFORE, back, answers });
  const timeline = await getTimeline(services, user, journey.id, { newestFirst: true, limit: MOST_SHOWN });
  const facts = timeline.ok ? timeline.value.items.filter(({ sequence }) => sequence > seenFacts) : [];
  return conflictPage({
    detail: refusal.detail,
    changes: facts.map((fact) => ({
      text: describeFact(fact, figuresOf(request, journey), names),
      who: describeActor(fact.by, names),
      when: formatInstant(fact.at),
    })),
    back,
    answers,
    ...again,
  });
}

const SAVED_BEFORE = 'To record something else, open the form again from the current record.';
