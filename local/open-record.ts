import { openSqliteTable, type SqliteTable } from '../adapters/sqlite/sqlite-table.ts';
import { removeDataFile } from './data-folder.ts';
import { isHalfMade } from './local-notes.ts';

/**
 * Opens the data file, or makes it. One whose sample people were not finished is made again: nothing else is in it,
 * because no request is answered before they are.
 *
 * @throws DataFileInUseError, DataFileUnusableError
 */
export async function openRecord(dataFile: string, fresh: boolean): Promise<SqliteTable> {
  if (fresh) removeDataFile(dataFile);
  const table = openSqliteTable(dataFile);
  if (!(await isHalfMade(table))) return table;
  table.close();
  removeDataFile(dataFile);
  return openSqliteTable(dataFile);
}
