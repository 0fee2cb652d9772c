import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFileInUseError, DataFileUnusableError, openingError } from '../adapters/sqlite/sqlite-errors.ts';

const LOCK = 'lock';
const FILE = 'through-the-gate.sqlite';

export interface DataFolder {
  readonly dataFile: string;
  release(): void;
}

/**
 * Makes the folder where it is missing, and takes it for this process alone, before anything in it is touched. The lock
 * is one of the operating system's, on an empty SQLite file: it ends with the process, `kill -9` included.
 *
 * @throws DataFileInUseError, DataFileUnusableError: each with one plain line.
 */
export function takeDataFolder(folder: string): DataFolder {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new DataFileUnusableError(`The data folder ${folder} cannot be used: ${(error as Error).message}`);
  }
  const lock = takeLock(folder);
  return {
    dataFile: join(folder, FILE),
    release: () => {
      lock.close();
    },
  };
}

function takeLock(folder: string): DatabaseSync {
  const path = join(folder, LOCK);
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(path, { timeout: 0 });
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;');
    return lock;
  } catch (error) {
    lock?.close();
    const plain = openingError(path, error);
    if (!(plain instanceof DataFileInUseError)) throw plain;
    throw new DataFileInUseError(
      `The data folder ${folder} is in use by another process: stop that one first, or choose another with --data.`,
      { cause: error },
    );
  }
}

export function removeDataFile(dataFile: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(dataFile + suffix, { force: true });
}
