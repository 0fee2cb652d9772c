import { agencyWrites } from '../../application/agencies.ts';
import type { Agency } from '../../application/ports/agencies.ts';
import type { Table } from '../../application/ports/table.ts';

const agency = (id: string, name: string, services: Agency['services']): Agency => ({
  id,
  name,
  services,
  endpoint: { url: `https://${id}.example/hooks`, state: 'live' },
  agreementExpiresOn: '2035-12-31',
});

/** Invented partners: one for commissioned help and one for CAS3 for the whole country, and four councils. */
export const CRS = agency('shelter-first', 'Shelter First', ['CRS']);
export const CAS3 = agency('cas3-rooms', 'CAS3 Rooms', ['CAS3']);
export const EASTMOOR = agency('eastmoor-council', 'Eastmoor Council', ['DTR']);
export const WESTHAVEN = agency('westhaven-council', 'Westhaven Council', ['DTR']);
export const NORTHBRIDGE = agency('northbridge-council', 'Northbridge Council', ['DTR']);
export const SOUTHWELL = agency('southwell-council', 'Southwell Council', ['DTR']);

export const ALL_AGENCIES: readonly Agency[] = [CRS, CAS3, EASTMOOR, WESTHAVEN, NORTHBRIDGE, SOUTHWELL];

export async function keepAgencies(table: Table, agencies: readonly Agency[] = ALL_AGENCIES): Promise<void> {
  await table.transact(agencies.flatMap((each) => agencyWrites(each, ['national'])));
}
