import { capitalised } from '../../../domain/law/capitalised.ts';
import { listStuck, type StuckRow } from '../../../application/queries/list-stuck.ts';
import { listUnattended } from '../../../application/queries/list-unattended.ts';
import { decide } from '../../../domain/access/access.ts';
import type { StuckCode } from '../../../domain/journey/stuck.ts';
import { settledOf } from '../essentials-words.ts';
import { page, problemPage } from '../page-response.ts';
import { placeCalled } from '../directory.ts';
import { formatCount, formatDaysAway } from '../formats.ts';
import type { PageHandler } from '../page-request.ts';

const CODES: Readonly<Record<StuckCode, string>> = {
  INCIDENT: 'Something went wrong',
  TIMELINE_CHANGED: 'The timeline was changed',
  EVENTS_CONTRADICT: 'Reports contradict each other',
  DELIVERY_PARKED: 'Could not be delivered',
  RELEASED_IN_ERROR: 'Released in error',
  UNLAWFULLY_AT_LARGE: 'Unlawfully at large',
  NOWHERE_TO_LIVE: 'Nowhere to live',
  NO_AUTHORITY_LEFT: 'No authority left to ask',
  REFERRAL_UNANSWERED: 'No answer from an agency',
  LATE_ANSWER: 'Late answer',
  LICENCE_NOT_APPROVED: 'Licence not approved',
  NO_COMMUNITY_OFFENDER_MANAGER: 'No community offender manager',
  OVERDUE: 'Overdue',
  ESCALATED: 'Overdue and escalated',
};

/** Overdue since the day after the deadline; anything else since its step was opened. */
function ageWords({ code, ageDays }: Pick<StuckRow, 'code' | 'ageDays'>): string {
  const is = code === 'OVERDUE' || code === 'ESCALATED' ? 'overdue' : 'open';
  return ageDays === 0 ? `${is} since today` : `${is} for ${formatCount(ageDays, 'day', 'days')}`;
}

/** Stuck journeys, nearest release first. */
export const stuck: PageHandler = async ({ services, user, query, names }) => {
  const cursor = query.get('cursor');
  const listed = await listStuck(services, user, { names, ...(cursor !== null && { cursor }) });
  if (!listed.ok) return problemPage(listed, '/stuck');
  const { items, cursor: more } = listed.value;
  // Asked only for who may see it: to ask for others would be logged as refused to them.
  const nobody = decide(user, 'administer-staff', undefined).allowed
    ? await listUnattended(services, user)
    : undefined;
  return page('stuck', {
    title: cursor === null ? 'Stuck journeys' : 'Stuck journeys, continued',
    count: `${formatCount(items.length, 'problem', 'problems')}${more === undefined ? '' : ' on this page'}`,
    admin: user.roles.includes('admin'),
    ...(nobody?.ok === true && { unattended: String(nobody.value.items.length) }),
    rows: items.map((row) => ({
      ...row,
      owner: capitalised(row.owner),
      prisonName: placeCalled(row.prison),
      codeName: CODES[row.code],
      essentials: row.essentials && settledOf(row.essentials),
      away: row.daysToRelease === undefined ? undefined : formatDaysAway(row.daysToRelease),
      age: ageWords(row),
    })),
    ...(more !== undefined && { next: `/stuck?cursor=${encodeURIComponent(more)}` }),
    ...(cursor !== null && { first: '/stuck' }),
  });
};
