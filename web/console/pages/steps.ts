import { listSteps, ownDesks } from '../../../application/queries/list-steps.ts';
import type { User } from '../../../domain/access/user.ts';
import { desksSeenBy } from '../../../domain/journey/escalation.ts';
import { describeWaitsFor } from '../../../domain/journey/words.ts';
import { stepAddress } from '../step-address.ts';
import { page, problemPage } from '../page-response.ts';
import { formatCount } from '../formats.ts';
import type { PageHandler } from '../page-request.ts';

/** The steps that the user owns, personally or through their duties, and those escalated to them. */
export const steps: PageHandler = async ({ services, user, query, names }) => {
  const show = SHOWN.find((each) => each === query.get('show'));
  const cursor = query.get('cursor');
  const listed = await listSteps(services, user, {
    ...(show !== undefined && { [show]: true }),
    ...(cursor !== null && { cursor }),
  });
  if (!listed.ok) return problemPage(listed, '/steps');
  const { items, cursor: more } = listed.value;
  const address = addressOf(show);
  const own: readonly string[] = ownDesks(user);
  return page('steps', {
    title: show === undefined ? 'Waiting for me' : `Waiting for me: ${NAMES[show].toLowerCase()}`,
    empty:
      show === undefined
        ? 'Nothing waits for you. A step that asks you is listed here from its day.'
        : EMPTY[show],
    tabs: [undefined, ...(escalatesTo(user) ? SHOWN : (['overdue'] as const))].map((each) => ({
      text: each === undefined ? 'Everything' : NAMES[each],
      href: addressOf(each),
      active: each === show,
    })),
    count: `${formatCount(items.length, 'step', 'steps')}${more === undefined ? '' : ' on this page'}`,
    rows: items.map((row) => ({
      ...row,
      ...(!own.includes(row.waitsFor) && { escalatedFrom: describeWaitsFor(row.waitsFor, names) }),
      href: stepAddress(row.journeyId, row),
    })),
    ...(more !== undefined && {
      next: `${address}${show === undefined ? '?' : '&'}cursor=${encodeURIComponent(more)}`,
    }),
    ...(cursor !== null && { first: address }),
  });
};

const SHOWN = ['overdue', 'escalated'] as const;
type Shown = (typeof SHOWN)[number];

const NAMES: Readonly<Record<Shown, string>> = { overdue: 'Overdue', escalated: 'Escalated to me' };

const EMPTY: Readonly<Record<Shown, string>> = {
  overdue: 'Nothing of yours is overdue.',
  escalated: 'Nothing has been escalated to you.',
};

function addressOf(show: Shown | undefined): string {
  return show === undefined ? '/steps' : `/steps?show=${show}`;
}

function escalatesTo(user: User): boolean {
  return ownDesks(user).some((desk) => desksSeenBy(desk).length > 0);
}
