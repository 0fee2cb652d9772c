import { writeSync } from 'node:fs';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';

// Writes transactions of four rows for ever, and says the number of each once it is committed.
const [, , path = ''] = process.argv;
const table = openSqliteTable(path);
const padding = 'x'.repeat(2000);
const head = await table.get({ pk: 'J', sk: 'HEAD' });
let version = Number(head?.['version'] ?? 0);

for (;;) {
  const next = version + 1;
  const rows = ['A', 'B', 'C'].map((part) => `ROW#${next}#${part}`);
  await table.transact([
    {
      kind: 'put',
      item: { pk: 'J', sk: 'HEAD', version: next },
      ...(version === 0 ? {} : { when: { kind: 'version', equals: version } }),
    },
    ...rows.map((sk) => ({ kind: 'put', item: { pk: 'J', sk, padding, duePk: 'DUE', dueSk: sk } }) as const),
  ]);
  version = next;
  writeSync(1, `${next}\n`);
}
