import type { JourneyView } from '../../application/queries/get-journey.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import type { Refusal } from '../../application/refusal.ts';
import { describeFact } from '../../domain/journey/describe.ts';
import { describeActor } from '../../domain/journey/words.ts';
import { conflictPage, type PageResponse } from './page-response.ts';
import { formatInstant } from './formats.ts';
import { figuresOf } from './journey-words.ts';
import type { SignedInRequest } from './page-request.ts';

const MOST_SHOWN = 10;

/** Someone else changed the journey first: shows their changes and what was sent, so that no typed text is lost. */
export async function conflictOf(
  request: SignedInRequest,
  journey: Pick<JourneyView, 'id' | 'releasedOn' | 'releaseDate'>,
  refusal: Refusal,
  seenFacts: number,
  answers: readonly { readonly key: string; readonly value: string }[] = [],
): Promise<PageResponse> {
  const { services, user, names } = request;
  const timeline = await getTimeline(services, user, journey.id, { newestFirst: true, limit: MOST_SHOWN });
  const facts = timeline.ok ? timeline.value.items.filter(({ sequence }) => sequence > seenFacts) : [];
  const answer = conflictPage({
    detail: refusal.detail,
    changes: facts.map((fact) => ({
      text: describeFact(fact, figuresOf(request, journey), names),
      who: describeActor(fact.by, names),
      when: formatInstant(fact.at),
    })),
    back: `/journeys/${journey.id}`,
  });
  return answer.kind === 'page' ? { ...answer, data: { ...answer.data, answers } } : answer;
}
