import { describe } from '@jest/globals';
import type { Change } from '../../application/ports/table.ts';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { describeTableContract } from './table-contract.ts';

// The smallest cache drops and takes back items all the time; none at all reads everything from SQLite.
describe.each([
  ['with its cache', {}],
  ['with the smallest cache', { cacheLength: 1 }],
  ['without a cache', { cacheLength: 0 }],
])('%s', (_, options) => {
  describeTableContract('SQLite', () => {
    const table = openSqliteTable(':memory:', options);
    return {
      table,
      watch() {
        const heard: Change[] = [];
        const end = table.onChange((changes) => heard.push(...changes));
        return Promise.resolve(() => {
          end();
          return Promise.resolve(heard);
        });
      },
      close: () => table.close(),
      histories: 200,
    };
  });
});
