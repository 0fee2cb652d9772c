import { capitalised } from '../../../domain/law/capitalised.ts';
import { getServiceHealth } from '../../../application/queries/get-service-health.ts';
import { listStuck, type StuckRow } from '../../../application/queries/list-stuck.ts';
import { listStuckGroups, MOST_COUNTED } from '../../../application/queries/list-stuck-groups.ts';
import { listUnattended } from '../../../application/queries/list-unattended.ts';
import { settledOf } from '../essentials-words.ts';
import { page, problemPage } from '../page-response.ts';
import { placeCalled } from '../directory.ts';
import { formatCount, formatDaysAway, formatShortDate } from '../formats.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { healthTiles } from '../service-words.ts';
import {
  causeAddress,
  CAUSES,
  filterWords,
  groupAddress,
  groupName,
  readStuckFilter,
  stuckAddress,
} from '../stuck-words.ts';

/** Overdue since the day after the deadline; anything else since its step was opened. */
function ageWords({ code, ageDays, firstSeen }: Pick<StuckRow, 'code' | 'ageDays' | 'firstSeen'>): string {
  const is = code === 'OVERDUE' || code === 'ESCALATED' ? 'overdue' : 'open';
  return ageDays === 0
    ? `${is} since today`
    : `${is} for ${formatCount(ageDays, 'day', 'days')}, since ${formatShortDate(firstSeen)}`;
}

/** Stuck journeys, nearest release first; for administrators how the service runs, and the causes, come before. */
export const stuck: PageHandler = async (request) => {
  const { services, user, query, names } = request;
  const cursor = query.get('cursor');
  const only = readStuckFilter(query);
  const listed = await listStuck(services, user, { names, only, ...(cursor !== null && { cursor }) });
  if (!listed.ok) return problemPage(listed, '/stuck');
  const { items, cursor: more } = listed.value;
  const filtered = filterWords(only, names);
  const admin = user.roles.includes('admin');
  const begins = cursor === null && filtered === undefined;
  return page('stuck', {
    title: `Stuck journeys${filtered === undefined ? '' : `: ${filtered}`}${cursor === null ? '' : ', continued'}`,
    filtered,
    count: `${formatCount(items.length, 'problem', 'problems')}${more === undefined ? '' : ' on this page'}`,
    admin,
    // Asked only for who may see it: to ask for others would be logged as refused to them.
    ...(admin && begins && (await overviewOf(request))),
    rows: items.map((row) => ({
      ...row,
      owner: capitalised(row.owner),
      prisonName: placeCalled(row.prison),
      codeName: CAUSES[row.code].name,
      whatToDo: causeAddress(row.code),
      essentials: row.essentials && settledOf(row.essentials),
      away: row.daysToRelease === undefined ? undefined : formatDaysAway(row.daysToRelease),
      age: ageWords(row),
    })),
    ...(more !== undefined && { next: stuckAddress(only, more) }),
    ...(cursor !== null && { first: stuckAddress(only) }),
  });
};

/** The causes shown: those after them are of fewer people, further from their release. */
const MOST_GROUPS = 30;

async function overviewOf({
  services,
  user,
  names,
}: SignedInRequest): Promise<Readonly<Record<string, unknown>>> {
  const [nobody, health, counted] = await Promise.all([
    listUnattended(services, user),
    getServiceHealth(services, user),
    listStuckGroups(services, user),
  ]);
  if (!nobody.ok || !health.ok || !counted.ok) return {};
  const { groups, more } = counted.value;
  return {
    unattended: String(nobody.value.items.length),
    tiles: healthTiles(health.value),
    groups: groups.slice(0, MOST_GROUPS).map((group) => ({
      name: groupName(group, names),
      codeName: CAUSES[group.code].name,
      href: groupAddress(group),
      journeys: formatCount(group.journeys, 'journey', 'journeys'),
      soon: group.releasingSoon,
      justReleased: group.justReleased,
      nearestRelease: group.nearestRelease,
      since: group.since,
    })),
    groupsCaption:
      groups.length > MOST_GROUPS
        ? `The ${MOST_GROUPS} most pressing of ${groups.length} causes`
        : formatCount(groups.length, 'cause', 'causes'),
    ...(more && {
      counted: `Only the ${MOST_COUNTED} journeys nearest their release are counted. More are stuck.`,
    }),
  };
}
