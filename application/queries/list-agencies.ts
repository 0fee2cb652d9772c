import type { User } from '../../domain/access/user.ts';
import type { AgencyPause, PauseRecord } from '../../domain/partners/pause.ts';
import { admit } from '../access.ts';
import { listPauses, pausesOf } from '../agency-pauses.ts';
import { listAgencyStates, type AgencyState } from '../agencies.ts';
import { listHeldBack } from '../background/hold-back.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { countStuck, type StuckCounted } from './list-stuck-groups.ts';

/**
 * How messages to an agency go. `paused`: an administrator has them wait. `failing`: some could not be delivered and wait for an administrator. `disabled`: its
 * system said that it is closed, and nothing is sent. `page`: it has no system, and answers in a page.
 */
export const AGENCY_STATES = ['working', 'paused', 'failing', 'disabled', 'page'] as const;
export type AgencySending = (typeof AGENCY_STATES)[number];

export type AgencyCounts = Readonly<Record<AgencySending, number>>;

export interface AgencyRow extends Omit<AgencyState, 'endpoint'> {
  readonly state: AgencySending;
  /** Journeys with messages to it that could not be delivered. */
  readonly parked: number;
  readonly pause?: AgencyPause;
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
  const [agencies, pauses] = await Promise.all([listAgencyStates(services), listPauses(services.table)]);
  return agencies.map(({ endpoint, ...agency }) => {
    const waiting = parked.get(agency.id) ?? 0;
    const pause = pauses.get(agency.id);
    const state = sendingOf(endpoint, pause, waiting);
    return { ...agency, state, parked: waiting, ...(pause && { pause }) };
  });
}

function sendingOf(
  endpoint: AgencyState['endpoint'],
  pause: AgencyPause | undefined,
  parked: number,
): AgencySending {
  if (pause !== undefined) return 'paused';
  if (endpoint === 'none') return 'page';
  if (endpoint === 'disabled') return 'disabled';
  return parked > 0 ? 'failing' : 'working';
}

function countsOf(rows: readonly AgencyRow[]): AgencyCounts {
  const count = (state: AgencySending): number => rows.filter((row) => row.state === state).length;
  return {
    working: count('working'),
    paused: count('paused'),
    failing: count('failing'),
    disabled: count('disabled'),
    page: count('page'),
  };
}

/** The most messages that are counted as waiting: there may be more. */
export const MOST_HELD_BACK = 100;

export interface AgencyView extends AgencyRow {
  /** Messages that wait because it is paused; up to {@link MOST_HELD_BACK}. */
  readonly heldBack: number;
  /** The latest first. */
  readonly pauses: readonly PauseRecord[];
}

/**
 * One agency, how messages to it go, and when it was paused, for administrators.
 * @returns NOT_PERMITTED; NOT_FOUND.
 */
export async function getAgencyHealth(
  services: Services,
  user: User,
  agencyId: string,
): Promise<Result<AgencyView>> {
  const listed = await listAgencyHealth(services, user);
  if (!listed.ok) return listed;
  const row = listed.value.items.find(({ id }) => id === agencyId);
  if (row === undefined) return refuse('NOT_FOUND', 'There is no such agency.');
  const [waiting, pauses] = await Promise.all([
    listHeldBack(services, agencyId, MOST_HELD_BACK),
    pausesOf(services.table, agencyId),
  ]);
  return done({ ...row, heldBack: waiting.length, pauses });
}
