import { listSteps } from '../../../application/queries/list-steps.ts';
import { stepEntry } from '../../../domain/pathways/catalogue.ts';
import { page, problemPage } from '../page-response.ts';
import { formatCount } from '../formats.ts';
import type { PageHandler } from '../page-request.ts';

/** The steps that the user owns, personally or through their duties. */
export const steps: PageHandler = async ({ services, user, query }) => {
  const overdue = query.get('show') === 'overdue';
  const cursor = query.get('cursor');
  const listed = await listSteps(services, user, {
    ...(overdue && { overdue }),
    ...(cursor !== null && { cursor }),
  });
  if (!listed.ok) return problemPage(listed, '/steps');
  const { items, cursor: more } = listed.value;
  const address = overdue ? '/steps?show=overdue' : '/steps';
  return page('steps', {
    title: overdue ? 'Waiting for me: overdue' : 'Waiting for me',
    overdue,
    tabs: [
      { text: 'Everything', href: '/steps', active: !overdue },
      { text: 'Overdue', href: '/steps?show=overdue', active: overdue },
    ],
    count: `${formatCount(items.length, 'step', 'steps')}${more === undefined ? '' : ' on this page'}`,
    rows: items.map((row) => ({
      ...row,
      href:
        stepEntry(row.kind).answeredOn === 'release-day'
          ? `/journeys/${row.journeyId}/release-day`
          : `/journeys/${row.journeyId}/steps/${encodeURIComponent(row.key)}`,
    })),
    ...(more !== undefined && {
      next: `${address}${overdue ? '&' : '?'}cursor=${encodeURIComponent(more)}`,
    }),
    ...(cursor !== null && { first: address }),
  });
};
