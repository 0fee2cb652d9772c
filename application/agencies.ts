import { isWelshCouncil } from '../domain/pathways/accommodation/welsh-council.ts';
import type { Service } from '../domain/record/referral.ts';
import { directoryRows, type ListedAgency } from './directory.ts';
import { keys } from './keys.ts';
import type { Agency } from './ports/agencies.ts';
import type { Item, Write } from './ports/table.ts';
import type { Services } from './services.ts';

/** An agency is a profile, a row in the directory, and a row per service and place. */

export async function findAgency(
  services: Pick<Services, 'table'>,
  agencyId: string,
): Promise<Agency | undefined> {
  const row = await services.table.get(keys.agency(agencyId));
  return row && readAgency(row);
}

/** The agency for a service in a place: the first of that place, else one for the whole country. */
export async function agencyFor(
  services: Pick<Services, 'table'>,
  service: Service,
  place: string,
): Promise<Agency | undefined> {
  for (const where of [place, 'national']) {
    const { pk } = keys.service(service, where, '');
    const { items } = await services.table.query({ partition: pk, limit: 1 });
    const agencyId = items[0]?.['agencyId'];
    if (typeof agencyId === 'string') return findAgency(services, agencyId);
  }
  return undefined;
}

/** An agency that cannot be registered as it is written. */
export class AgencyRefusedError extends Error {
  override readonly name = 'AgencyRefusedError';
}

/**
 * The rows of an agency to register, or to change.
 * @throws AgencyRefusedError when it is a council in Wales and offers the duty to refer.
 */
export function agencyWrites(agency: Agency, places: readonly string[]): Write[] {
  if (agency.services.includes('DTR') && isWelshCouncil(agency)) {
    throw new AgencyRefusedError(
      `${agency.name} is a council in Wales, where there is no duty to refer (Housing Act 1996, section 213B). Register it without DTR.`,
    );
  }
  return agencyRows(agency, places);
}

/** The same for an agency that is registered. */
export function agencyRows(agency: Agency, places: readonly string[]): Write[] {
  const profile: Item = {
    ...keys.agency(agency.id),
    agency: { ...agency, services: [...agency.services] },
  };
  const services = agency.services.flatMap((service) =>
    places.map((place): Write => ({
      kind: 'put',
      item: { ...keys.service(service, place, agency.id), agencyId: agency.id },
    })),
  );
  const listed: Item = {
    ...keys.listedAgency(agency.id),
    agency: { id: agency.id, name: agency.name, services: [...agency.services] },
    endpoint: endpointOf(agency),
  };
  return [{ kind: 'put', item: profile }, { kind: 'put', item: listed }, ...services];
}

/** Whether an agency is sent messages; `none` works in a page. */
export type EndpointState = 'live' | 'disabled' | 'none';

function endpointOf({ endpoint }: Agency): EndpointState {
  return endpoint?.state ?? 'none';
}

/** An agency with the state of its endpoint, from the directory. */
export interface AgencyState extends ListedAgency {
  readonly endpoint: EndpointState;
}

/** Every agency, in order of their ids; see `MOST_LISTED`. */
export async function listAgencyStates(services: Pick<Services, 'table'>): Promise<readonly AgencyState[]> {
  const rows = await directoryRows(services, keys.listedAgency('').sk);
  return Promise.all(
    rows.map(async (row) => {
      const listed = row['agency'] as unknown as ListedAgency;
      const known = ENDPOINT_STATES.find((state) => state === row['endpoint']);
      if (known !== undefined) return { ...listed, endpoint: known };
      // Registered before the directory said so.
      const agency = await findAgency(services, listed.id);
      return { ...listed, endpoint: agency === undefined ? 'none' : endpointOf(agency) };
    }),
  );
}

const ENDPOINT_STATES: readonly EndpointState[] = ['live', 'disabled', 'none'];

function readAgency(row: Item): Agency {
  return row['agency'] as unknown as Agency;
}
