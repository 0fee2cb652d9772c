import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataFileUnusableError, openingError, runningError } from '../../../adapters/sqlite/sqlite-errors.ts';
import { openSqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import { TableUnavailableError, type Item } from '../../../application/ports/table.ts';

const sqliteError = (errcode: number) => Object.assign(new Error('as SQLite says'), { errcode });
const IO_ERROR_ON_WRITE = 10 | (3 << 8);
const FULL = 13;

describe('an error of SQLite', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sqlite-failures-'));
    path = join(folder, 'gate.sqlite');
    writeFileSync(path, '');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['the disk fails', IO_ERROR_ON_WRITE],
    ['the disk is full', FULL],
  ])('says on opening, when %s, that the file cannot be used, and why', (_when, code) => {
    const error = openingError(path, sqliteError(code));
    expect(error).toEqual(new DataFileUnusableError(`The data file ${path} cannot be used: as SQLite says.`));
  });

  it('says that a file is read-only where it cannot be locked for writing', () => {
    const error = openingError(join(folder, 'not', 'there'), sqliteError(IO_ERROR_ON_WRITE));
    expect(String(error)).toContain('is read-only: allow writing to the file and its folder');
  });

  it('is an outage of an open table', () => {
    const error = runningError(path, sqliteError(FULL));
    expect(error).toBeInstanceOf(TableUnavailableError);
    expect(String(error)).toContain('cannot be used just now: as SQLite says.');
  });

  it.each([openingError, runningError])('is only one with a code of SQLite: %s', (translated) => {
    const other = new TypeError('ours');
    expect(translated(path, other)).toBe(other);
  });
});

it('keeps nothing of a transaction that fails in the middle, and goes on after it', async () => {
  const table = openSqliteTable(':memory:');
  const heard: unknown[] = [];
  table.onChange((changes) => heard.push(...changes));
  const unwritable = { pk: 'J', sk: 'B', number: 1n } as unknown as Item;
  const before = { pk: 'J', sk: 'A', version: 1 };
  await table.transact([{ kind: 'put', item: before }]);
  const failing = table.transact([
    { kind: 'put', item: { ...before, version: 2 } },
    { kind: 'put', item: unwritable },
  ]);
  await expect(failing).rejects.toThrow(TypeError);
  expect(await table.get(before)).toEqual(before);
  expect((await table.query({ partition: 'J', limit: 10 })).items).toEqual([before]);
  expect(heard).toHaveLength(1);
  const after = { ...before, version: 3 };
  expect(await table.transact([{ kind: 'put', item: after }])).toEqual({ ok: true });
  expect(await table.get(before)).toEqual(after);
  table.close();
});
