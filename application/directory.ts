import type { Service } from '../domain/record/referral.ts';
import { keys, partitions } from './keys.ts';
import type { Item } from './ports/table.ts';
import type { Services } from './services.ts';

/** An agency as forms offer it. */
export interface ListedAgency {
  readonly id: string;
  readonly name: string;
  readonly services: readonly Service[];
}

/** The most that are read: a longer list is of no use in a form. */
export const MOST_LISTED = 5_000;
const A_PAGE = 1_000;

/** Every agency, in order of their ids. */
export async function listAgencies(services: Pick<Services, 'table'>): Promise<readonly ListedAgency[]> {
  const rows = await directoryRows(services, keys.listedAgency('').sk);
  return rows.map((row) => row['agency'] as unknown as ListedAgency);
}

/** Rows of the directory of one sort, in order of their ids; at most {@link MOST_LISTED}. */
export async function directoryRows(
  { table }: Pick<Services, 'table'>,
  startsWith: string,
): Promise<readonly Item[]> {
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
