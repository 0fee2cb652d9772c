import type { Service } from '../domain/record/referral.ts';
import type { User } from '../domain/access/user.ts';
import { keys, partitions } from './keys.ts';
import type { Item, Json } from './ports/table.ts';
import type { Services } from './services.ts';

/** A member of staff as forms offer them. Rights are in their token only. */
export type ListedStaff = Pick<User, 'id' | 'name' | 'duties' | 'prisons' | 'regions'>;

/** An agency as forms offer it. */
export interface ListedAgency {
  readonly id: string;
  readonly name: string;
  readonly services: readonly Service[];
}

/** The most that are read: a longer list is of no use in a form. */
export const MOST_LISTED = 5_000;
const A_PAGE = 1_000;

/** Every member of staff who has signed in, in order of their ids. */
export async function listStaff(services: Pick<Services, 'table'>): Promise<readonly ListedStaff[]> {
  const rows = await rowsOf(services, keys.listedStaff('').sk);
  return rows.map((row) => row['staff'] as unknown as ListedStaff);
}

/** Every agency, in order of their ids. */
export async function listAgencies(services: Pick<Services, 'table'>): Promise<readonly ListedAgency[]> {
  const rows = await rowsOf(services, keys.listedAgency('').sk);
  return rows.map((row) => row['agency'] as unknown as ListedAgency);
}

/** A member of staff as a row of the directory. */
export function staffItem({ id, name, duties, prisons, regions }: ListedStaff): Item {
  const staff: Json = {
    id,
    name,
    duties: [...duties],
    prisons: [...prisons],
    regions: [...regions],
  };
  return { ...keys.listedStaff(id), staff };
}

async function rowsOf({ table }: Pick<Services, 'table'>, startsWith: string): Promise<readonly Item[]> {
  const rows: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      partition: partitions.directory(),
      startsWith,
      limit: A_PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    rows.push(...page.items);
    ({ cursor } = page);
  } while (cursor !== undefined && rows.length < MOST_LISTED);
  return rows.slice(0, MOST_LISTED);
}
