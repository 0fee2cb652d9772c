import { listStuck } from '../../../application/queries/list-stuck.ts';
import type { StuckCode } from '../../../domain/journey/stuck.ts';
import { page, refusalPage } from '../answer.ts';
import { placeCalled } from '../directory.ts';
import { sayCount, sayDaysAway } from '../say.ts';
import type { Handler } from '../visit.ts';

const CODES: Readonly<Record<StuckCode, string>> = {
  INCIDENT: 'Something went wrong',
  DELIVERY_PARKED: 'Could not be delivered',
  NOWHERE_TO_LIVE: 'Nowhere to live',
  NO_AUTHORITY_LEFT: 'No authority left to ask',
  LATE_ANSWER: 'Late answer',
  OVERDUE: 'Overdue',
  ESCALATED: 'Overdue and escalated',
};

/** What is stuck, nearest the gate first. */
export const stuck: Handler = async ({ services, user, query, names }) => {
  const cursor = query.get('cursor');
  const listed = await listStuck(services, user, { names, ...(cursor !== null && { cursor }) });
  if (!listed.ok) return refusalPage(listed, '/stuck');
  const { items, cursor: more } = listed.value;
  return page('stuck', {
    title: cursor === null ? 'Stuck journeys' : 'Stuck journeys, continued',
    count: `${sayCount(items.length, 'thing', 'things')}${more === undefined ? '' : ' on this page'}`,
    rows: items.map((row) => ({
      ...row,
      prisonName: placeCalled(row.prison),
      codeName: CODES[row.code],
      away: sayDaysAway(row.daysToRelease),
      age: row.ageDays === 0 ? 'since today' : `for ${sayCount(row.ageDays, 'day', 'days')}`,
    })),
    ...(more !== undefined && { next: `/stuck?cursor=${encodeURIComponent(more)}` }),
    ...(cursor !== null && { first: '/stuck' }),
  });
};
