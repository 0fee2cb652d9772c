import type { Names } from '../../domain/journey/words.ts';
import { findAgency } from '../agencies.ts';
import type { Services } from '../services.ts';

/**
 * Names of the agencies with these ids, for sentences.
 * @param known names that are not read again.
 */
export async function agencyNames(
  services: Pick<Services, 'table'>,
  ids: readonly string[],
  known: Names = {},
): Promise<Names> {
  const unknown = [...new Set(ids)].filter((id) => known.agency?.(id) === undefined);
  const found = await Promise.all(unknown.map((id) => findAgency(services, id)));
  const names = new Map(found.flatMap((agency) => (agency ? [[agency.id, agency.name]] : [])));
  return { agency: (id) => known.agency?.(id) ?? names.get(id) };
}
