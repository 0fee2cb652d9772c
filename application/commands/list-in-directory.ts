import { staffItem, type ListedStaff } from '../queries/directory.ts';
import type { Services } from '../services.ts';

/** Puts a member of staff in the directory, as their token speaks of them today, so that forms can name them. */
export async function listInDirectory({ table }: Pick<Services, 'table'>, staff: ListedStaff): Promise<void> {
  await table.transact([{ kind: 'put', item: staffItem(staff) }]);
}
