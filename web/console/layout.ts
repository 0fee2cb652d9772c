import { dateInLondon } from '../../domain/law/time.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { decide } from '../../domain/access/access.ts';
import type { Request } from '../http/request.ts';
import type { User } from '../../domain/access/user.ts';
import type { Session } from './session.ts';
import type { PageRequest } from './page-request.ts';

/** The navigation, the signed-in user and the local banner. */
export interface Layout {
  readonly navigation: readonly { readonly href: string; readonly text: string; readonly active: boolean }[];
  readonly user?: { readonly name: string; readonly admin: boolean };
  /** The product's date, where the clock can be moved. */
  readonly movableDate?: string;
}

export function layoutOf(
  request: Pick<Request, 'path'>,
  session: Session,
  options: Pick<PageRequest, 'services' | 'clockControls'>,
): Layout {
  const { user } = session;
  const today = sayDate(dateInLondon(options.services.clock.now()).toString());
  return {
    navigation:
      user === undefined
        ? []
        : linksFor(user, options).map((link) => ({ ...link, active: isUnder(request.path, link.href) })),
    ...(user && { user: { name: user.name, admin: user.roles.includes('admin') } }),
    ...(options.clockControls && { movableDate: today }),
  };
}

function linksFor(
  user: User,
  { clockControls }: Pick<PageRequest, 'clockControls'>,
): readonly { readonly href: string; readonly text: string }[] {
  return [
    { href: '/caseload', text: 'Caseload' },
    { href: '/steps', text: 'Waiting for me' },
    { href: '/stuck', text: 'Stuck journeys' },
    { href: '/messages', text: 'Messages' },
    ...(isOfVictimUnit(user) ? [{ href: '/dates-to-pass-on', text: 'Dates to pass on' }] : []),
    ...(user.roles.includes('officer') ? [{ href: '/absences', text: 'Absences' }] : []),
    ...(user.roles.includes('admin')
      ? [
          { href: '/events', text: 'Events' },
          { href: '/access-log', text: 'Access log' },
        ]
      : []),
    ...(clockControls ? [{ href: '/clock', text: 'Clock' }] : []),
  ];
}

function isOfVictimUnit(user: User): boolean {
  return user.regions.some((region) => decide(user, 'list-victim-contact', { region }).allowed);
}

function isUnder(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`) || href === listOf(path);
}

/** Reached from the page of stuck journeys. */
const BESIDE_STUCK = ['/agencies', '/definitions', '/service-health', '/unattended', '/staff'];

/** The list from which a page is reached, for those of a person and those beside a list. */
function listOf(path: string): string | undefined {
  if (BESIDE_STUCK.some((page) => path === page || path.startsWith(`${page}/`))) return '/stuck';
  if (!path.startsWith('/journeys/')) return undefined;
  return /^\/journeys\/[^/]+\/victim-contact(\/|$)/.test(path) ? '/dates-to-pass-on' : '/caseload';
}
