import { isWelshCouncil } from '../domain/pathways/accommodation/welsh-council.ts';
import type { Service } from '../domain/record/referral.ts';
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
  };
  return [{ kind: 'put', item: profile }, { kind: 'put', item: listed }, ...services];
}

function readAgency(row: Item): Agency {
  return row['agency'] as unknown as Agency;
}
