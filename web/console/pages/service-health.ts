import { getServiceHealth } from '../../../application/queries/get-service-health.ts';
import { agencyName } from '../../../domain/journey/words.ts';
import { formatInstant } from '../formats.ts';
import { page, problemPage } from '../page-response.ts';
import type { PageHandler } from '../page-request.ts';
import { FINDING_WORDS, healthTiles, LATE_WORDS, UNSENT_WORDS } from '../service-words.ts';

/** How the service runs, and the rows behind each number that has no page of its own. */
export const serviceHealth: PageHandler = async ({ services, user, names }) => {
  const read = await getServiceHealth(services, user);
  if (!read.ok) return problemPage(read, '/stuck');
  const { overdue, found, unsent } = read.value;
  return page('service-health', {
    title: 'How the service runs',
    tiles: healthTiles(read.value),
    overdue: overdue.rows.map(({ kind, dueAt, journeyId, agencyId }) => ({
      what: LATE_WORDS[kind],
      since: formatInstant(dueAt),
      journeyId,
      agency: agencyId === undefined ? undefined : agencyName(agencyId, names),
    })),
    overdueMore: overdue.more,
    found: found.map((row) => ({ ...row, what: FINDING_WORDS[row.finding] })),
    unsent: unsent.rows.map(({ kind, writtenAt, journeyId }) => ({
      what: UNSENT_WORDS[kind],
      since: formatInstant(writtenAt),
      journeyId,
    })),
    unsentMore: unsent.more,
  });
};
