import type { User } from '../../domain/access/user.ts';
import { admit } from '../access.ts';
import { listAgencyStates, type AgencyState } from '../agencies.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { countStuck, type StuckCounted } from './list-stuck-groups.ts';

/**
 * How messages to an agency go. `failing`: some could not be delivered and wait for an administrator. `disabled`: its
 * system said that it is closed, and nothing is sent. `page`: it has no system, and answers in a page.
 */
export const AGENCY_STATES = ['working', 'failing', 'disabled', 'page'] as const;
export type AgencySending = (typeof AGENCY_STATES)[number];

export type AgencyCounts = Readonly<Record<AgencySending, number>>;

export interface AgencyRow extends Omit<AgencyState, 'endpoint'> {
  readonly state: AgencySending;
  /** Journeys with messages to it that could not be delivered. */
  readonly parked: number;
}

export interface AgenciesView {
  readonly items: readonly AgencyRow[];
  readonly counts: AgencyCounts;
}

/**
 * Every agency and how messages to it go, for administrators, in order of their ids.
 * @param state only agencies in this state; the counts are of all.
 * @returns NOT_PERMITTED
 */
export async function listAgencyHealth(
  services: Services,
  user: User,
  state?: AgencySending,
): Promise<Result<AgenciesView>> {
  const reader = admit(services, user, 'see-service-health', undefined);
  if (!reader.ok) return reader;
  const rows = await agencyRowsOf(services, await countStuck(services));
  const items = rows.filter((row) => state === undefined || row.state === state);
  return done({ items, counts: countsOf(rows) });
}

export async function countAgencies(
  services: Pick<Services, 'table'>,
  stuck: StuckCounted,
): Promise<AgencyCounts> {
  return countsOf(await agencyRowsOf(services, stuck));
}

async function agencyRowsOf(
  services: Pick<Services, 'table'>,
  { groups }: StuckCounted,
): Promise<readonly AgencyRow[]> {
  const parked = new Map<string, number>();
  for (const { code, agencyId, journeys } of groups) {
    if (code !== 'DELIVERY_PARKED' || agencyId === undefined) continue;
    parked.set(agencyId, (parked.get(agencyId) ?? 0) + journeys);
  }
  const agencies = await listAgencyStates(services);
  return agencies.map(({ endpoint, ...agency }) => {
    const waiting = parked.get(agency.id) ?? 0;
    return { ...agency, state: sendingOf(endpoint, waiting), parked: waiting };
  });
}

function sendingOf(endpoint: AgencyState['endpoint'], parked: number): AgencySending {
  if (endpoint === 'none') return 'page';
  if (endpoint === 'disabled') return 'disabled';
  return parked > 0 ? 'failing' : 'working';
}

function countsOf(rows: readonly AgencyRow[]): AgencyCounts {
  const count = (state: AgencySending): number => rows.filter((row) => row.state === state).length;
  return {
    working: count('working'),
    failing: count('failing'),
    disabled: count('disabled'),
    page: count('page'),
  };
}
