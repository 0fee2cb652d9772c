import type { Names } from '../../domain/journey/words.ts';
import { findAgency } from '../agencies.ts';
import type { Services } from '../services.ts';

/** Names of the agencies with these ids, for sentences. */
export async function agencyNames(services: Pick<Services, 'table'>, ids: readonly string[]): Promise<Names> {
  const found = await Promise.all([...new Set(ids)].map((id) => findAgency(services, id)));
  const names = new Map(found.flatMap((agency) => (agency ? [[agency.id, agency.name]] : [])));
  return { agency: (id) => names.get(id) };
}
