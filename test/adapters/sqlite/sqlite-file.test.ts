import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataFileInUseError, DataFileUnusableError } from '../../../adapters/sqlite/sqlite-errors.ts';
import { openSqliteTable, type SqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import { TableUnavailableError } from '../../../application/ports/table.ts';

const NOBODY = 65_534;
const KEY = { pk: 'J', sk: 'HEAD' };

describe('the data file', () => {
  let folder = '';
  let path = '';
  const opened: SqliteTable[] = [];
  const open = (file = path): SqliteTable => {
    const table = openSqliteTable(file, { busyTimeoutMs: 20 });
    opened.push(table);
    return table;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sqlite-file-'));
    path = join(folder, 'gate.sqlite');
  });
  afterEach(() => {
    for (const table of opened.splice(0)) table.close();
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });

  async function fill(rows: number): Promise<void> {
    const table = open();
    for (let n = 0; n < rows; n += 1) {
      const item = { ...KEY, sk: `ROW#${n}`, padding: 'x'.repeat(1000) };
      await table.transact([{ kind: 'put', item }]);
    }
    table.close();
  }

  function refusal(file = path): unknown {
    try {
      open(file);
    } catch (error) {
      return error;
    }
    throw new Error('The file was opened.');
  }

  function expectUnusable(error: unknown, saying: RegExp): void {
    expect(error).toBeInstanceOf(DataFileUnusableError);
    expect(String(error)).toMatch(saying);
    expect(String(error)).not.toContain('\n');
    expect(String(error)).toContain(path);
  }

  it('keeps what was written after it is closed and opened again', async () => {
    await open().transact([{ kind: 'put', item: { ...KEY, version: 1 } }]);
    opened.at(-1)?.close();
    expect(await open().get(KEY)).toEqual({ ...KEY, version: 1 });
  });

  it('is created readable by its owner only', () => {
    open();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each(['full', 'normal'] as const)('keeps what was written with synchronous %s', async (synchronous) => {
    const table = openSqliteTable(path, { synchronous });
    await table.transact([{ kind: 'put', item: { ...KEY } }]);
    table.close();
    expect(await open().get(KEY)).toEqual(KEY);
  });

  it('is refused while this process has it open already, and stays with the first', async () => {
    const first = open();
    expect(refusal()).toBeInstanceOf(DataFileInUseError);
    expect(refusal()).toBeInstanceOf(DataFileInUseError);
    expect(await first.transact([{ kind: 'put', item: { ...KEY } }])).toEqual({ ok: true });
  });

  it('is refused while another process has it open, in one plain line, and free once that is killed', async () => {
    const script = join(import.meta.dirname, '../../contract/sqlite-kill-writer.ts');
    const other = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, path]);
    await once(other.stdout, 'data');
    const error = refusal();
    other.kill('SIGKILL');
    await once(other, 'close');

    expect(error).toBeInstanceOf(DataFileInUseError);
    expect(String(error)).toMatch(/in use by another process: stop that one first/);
    expect(String(error)).not.toContain('\n');
    expect(await open().get(KEY)).toMatchObject(KEY);
  });

  it.each<[string, () => void]>([
    ['of text', () => writeFileSync(path, 'These are not the bytes of a database. '.repeat(500))],
    ['with a few bytes of rubbish', () => writeFileSync(path, 'rubbish')],
    ['cut short', () => truncateSync(path, 8192)],
    ['with its first page spoilt', () => writeFileSync(path, readFileSync(path).fill(0x5a, 100, 4000))],
  ])('is refused when damaged (%s)', async (_, damage) => {
    await fill(50);
    damage();
    expectUnusable(refusal(), /is damaged or is not a data file of this program: restore it from a copy/);
  });

  it('is reported as damaged when the damage is met later', async () => {
    await fill(200);
    writeFileSync(path, readFileSync(path).fill(0x5a, 100_000, 200_000));
    const reading = open().query({ partition: 'J', limit: 1000 });
    await expect(reading).rejects.toThrow(DataFileUnusableError);
  });

  it('is refused when it is a database of another program', () => {
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE theirs (a)');
    other.close();
    expectUnusable(refusal(), /is a database of another program/);
  });

  it('is refused when it is of another version', () => {
    open().close();
    const later = new DatabaseSync(path);
    later.exec('PRAGMA user_version = 99');
    later.close();
    expectUnusable(refusal(), /is of version 99, and this program reads version 1/);
  });

  it.each([
    ['in a folder that is not there', () => join(path, 'none.sqlite')],
    ['that is a folder', () => folder],
  ])('is refused when it is one %s', (_, where) => {
    const error = refusal(where());
    expect(error).toBeInstanceOf(DataFileUnusableError);
    expect(String(error)).toMatch(/check that its folder exists and may be written to/);
  });

  it.each([
    ['the file is', 0o444, 0o755],
    ['both it and its folder are', 0o444, 0o555],
    ['its folder is', 0o666, 0o555],
  ])('is refused when %s read-only', (_, fileMode, folderMode) => {
    open().close();
    chmodSync(path, fileMode);
    chmodSync(folder, folderMode);
    expectUnusable(
      asOrdinaryUser(() => refusal()),
      /is read-only: allow writing to the file and its folder/,
    );
  });

  it('is refused when it cannot be made', () => {
    chmodSync(folder, 0o555);
    expectUnusable(
      asOrdinaryUser(() => refusal()),
      /cannot be made: check that its folder exists/,
    );
  });

  it('refuses reads after it is closed, and may be closed twice', async () => {
    const table = open();
    table.close();
    table.close();
    await expect(table.get(KEY)).rejects.toThrow(TableUnavailableError);
    await expect(table.query({ partition: 'J', limit: 1 })).rejects.toThrow(TableUnavailableError);
    await expect(table.transact([{ kind: 'delete', key: KEY }])).rejects.toThrow(TableUnavailableError);
  });
});

/** Nothing is read-only to root. */
function asOrdinaryUser<Answer>(act: () => Answer): Answer {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.(NOBODY);
  try {
    return act();
  } finally {
    process.seteuid?.(0);
  }
}
