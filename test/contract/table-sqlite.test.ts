import type { Change } from '../../application/ports/table.ts';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { describeTableContract } from './table-contract.ts';

describeTableContract('SQLite', () => {
  const table = openSqliteTable(':memory:');
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
