import type { User } from '../../domain/access/user.ts';
import type { Names } from '../../domain/journey/words.ts';
import { readFor } from '../access.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { journeyViewOf, type JourneyView } from './get-journey.ts';
import { timelineOf, type Timeline, type TimelineRequest } from './get-timeline.ts';

export interface PersonView {
  readonly journey: JourneyView;
  readonly timeline: Timeline;
}

/**
 * A journey with a page of its timeline: one consultation of the record, whose head is read once. It takes one read by
 * key and three queries, and one read by key for each agency that `namesKnown` does not name.
 *
 * @returns NOT_FOUND; NOT_PERMITTED with the reason of the access rules; VALIDATION_FAILED for a cursor of another list.
 */
export async function getPerson(
  services: Services,
  user: User,
  id: string,
  request: TimelineRequest,
  namesKnown: Names,
): Promise<Result<PersonView>> {
  const found = await readFor(services, user, id);
  if (!found.ok) return found;
  const [journey, timeline] = await Promise.all([
    journeyViewOf(services, user, found.value, namesKnown),
    timelineOf(services, user, found.value.journey, request, namesKnown),
  ]);
  return timeline.ok ? done({ journey, timeline: timeline.value }) : timeline;
}
