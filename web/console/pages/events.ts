import { listEvents, LISTED_STATES, type EventRow } from '../../../application/queries/list-events.ts';
import { eventMoment, eventReason, eventTypeWords, STATE_WORDS } from '../event-words.ts';
import { formatCount } from '../formats.ts';
import type { PageHandler } from '../page-request.ts';
import { page, problemPage } from '../page-response.ts';

/** For an administrator: events of other systems that wait, or that nothing has followed from. */
export const events: PageHandler = async ({ services, user, query }) => {
  const state = LISTED_STATES.find((known) => known === query.get('state')) ?? 'contradictory';
  const cursor = query.get('cursor');
  const listed = await listEvents(services, user, { state, ...(cursor !== null && { cursor }) });
  if (!listed.ok) return problemPage(listed, '/events');
  const { items, counts, cursor: more } = listed.value;
  return page('events', {
    title: `Events of other systems: ${STATE_WORDS[state].name.toLowerCase()}`,
    states: LISTED_STATES.map((each) => ({
      ...STATE_WORDS[each],
      href: `/events?state=${each}`,
      count: counts[each] >= 100 ? '100 or more' : String(counts[each]),
      current: each === state,
    })),
    heading: STATE_WORDS[state].name,
    about: STATE_WORDS[state].about,
    rows: items.map(shown),
    ...(more !== undefined && { next: `/events?state=${state}&cursor=${encodeURIComponent(more)}` }),
    ...(cursor !== null && { first: `/events?state=${state}` }),
  });
};

function shown({ event, against, person, journeyId, outcome, problem, attempts, nextAt, state }: EventRow) {
  return {
    type: eventTypeWords(event.eventType),
    occurred: eventMoment(event.occurredAt),
    person: person ?? 'Nobody',
    journeyId,
    reason: eventReason(outcome, problem),
    ...(against && {
      against: `${eventTypeWords(against.eventType)}, ${eventMoment(against.occurredAt)}`,
    }),
    ...(state === 'waiting' && {
      tries: `Tried ${formatCount(attempts, 'time', 'times')}`,
      ...(nextAt !== undefined && { next: `again on ${eventMoment(nextAt)}` }),
    }),
  };
}
