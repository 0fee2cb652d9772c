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

export function agencyWrites(agency: Agency, places: readonly string[]): Write[] {
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
