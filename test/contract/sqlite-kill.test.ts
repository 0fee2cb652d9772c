import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { dataFolder } from '../support/data-folder.ts';
import { readAll } from './table-contract-paging.ts';

const WRITER = join(import.meta.dirname, 'sqlite-kill-writer.ts');

describe('a data file whose process is killed in the middle of writing', () => {
  let folder = '';
  beforeEach(() => {
    folder = dataFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // Killed at once, and after more commits than the write-ahead log holds before it is written back.
  it.each([1, 40, 400])(
    'has every transaction it said was committed, whole, and none half (after %i)',
    async (commits) => {
      const path = join(folder, 'gate.sqlite');
      let last = 0;
      for (let life = 1; life <= 3; life += 1) {
        const committed = await writeAndKill(path, last + commits);
        const table = openSqliteTable(path);
        const head = await table.get({ pk: 'J', sk: 'HEAD' });
        last = Number(head?.['version']);
        const rows = await readAll(table, { partition: 'J', startsWith: 'ROW#', limit: 1000 });
        const due = await readAll(table, { partition: 'DUE', index: 'due', limit: 1000 });
        table.close();

        expect(last).toBeGreaterThanOrEqual(committed);
        const whole = Array.from({ length: last }, (_, n) =>
          ['A', 'B', 'C'].map((part) => `ROW#${n + 1}#${part}`),
        ).flat();
        expect(rows.flat().map(({ sk }) => sk)).toEqual(whole.toSorted());
        expect(due.flat().map(({ sk }) => sk)).toEqual(whole.toSorted());
      }
    },
  );
});

/** Lets a process write until it has said that number, kills it, and answers the last number it said. */
function writeAndKill(path: string, until: number): Promise<number> {
  const writer = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', WRITER, path]);
  return new Promise((resolve, reject) => {
    let said = '';
    let complaints = '';
    const lastSaid = (): number => Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
    writer.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (lastSaid() >= until) writer.kill('SIGKILL');
    });
    writer.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    writer.once('error', reject);
    writer.once('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(lastSaid());
      else reject(new Error(`The writer ended by itself: ${complaints}`));
    });
  });
}
