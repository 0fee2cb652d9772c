import { AGENCY_STATES, listAgencyHealth } from '../../../application/queries/list-agencies.ts';
import { describeActor, sentence, type Names } from '../../../domain/journey/words.ts';
import type { AgencyPause } from '../../../domain/partners/pause.ts';
import { formatCount, formatInstant } from '../formats.ts';
import { page, problemPage } from '../page-response.ts';
import type { PageHandler } from '../page-request.ts';
import { SENDING_WORDS } from '../service-words.ts';
import { stuckAddress } from '../stuck-words.ts';

/** For an administrator: every agency, and how messages to it go. */
export const agencies: PageHandler = async ({ services, user, query, names }) => {
  const state = AGENCY_STATES.find((known) => known === query.get('state'));
  const listed = await listAgencyHealth(services, user, state);
  if (!listed.ok) return problemPage(listed, '/stuck');
  const { items, counts } = listed.value;
  const total = AGENCY_STATES.reduce((sum, each) => sum + counts[each], 0);
  return page('agencies', {
    title: state === undefined ? 'Agencies' : `Agencies: ${SENDING_WORDS[state].name.toLowerCase()}`,
    states: [
      { name: 'All', href: '/agencies', count: total, current: state === undefined },
      ...AGENCY_STATES.map((each) => ({
        ...SENDING_WORDS[each],
        href: `/agencies?state=${each}`,
        count: counts[each],
        current: each === state,
      })),
    ],
    count: formatCount(items.length, 'agency', 'agencies'),
    rows: items.map((row) => ({
      name: row.name,
      href: `/agencies/${row.id}`,
      state: SENDING_WORDS[row.state],
      pause: row.pause && sinceWords(row.pause, names),
      ...(row.parked > 0 && {
        parked: {
          text: `Messages set aside on ${formatCount(row.parked, 'journey', 'journeys')}`,
          href: stuckAddress({ code: 'DELIVERY_PARKED', agencyId: row.id }),
        },
      }),
    })),
  });
};

/** "Since Friday 27 November 2026 at 9:00am, by Alex Grant (administrator). Their system is being moved." */
export function sinceWords({ since, by, reason }: AgencyPause, names: Names): string {
  return `Since ${formatInstant(since)}, by ${describeActor(by, names)}. ${sentence(reason)}`;
}
