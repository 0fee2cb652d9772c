import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './sqlite-schema.ts';
import { DataFileUnusableError, openingError } from './sqlite-errors.ts';

const OWNER_ONLY = 0o600;
/**
 * Not SQLite's own `:memory:`, which walks all pages on every commit and slows down as it fills. This one holds up to 1
 * GB, and without a leading slash in its name it is private to this connection.
 */
const IN_MEMORY = 'file:gate?vfs=memdb';

export type Synchronous = 'full' | 'normal';

export interface SqliteFileOptions {
  /** `full` (the default) survives a power cut; `normal` survives the end of the process only, and is faster. */
  readonly synchronous?: Synchronous;
  /** How long to wait for another process to release the file, in milliseconds. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens or creates the data file and locks it for this process. The operating system releases the lock when the process
 * ends.
 * @throws DataFileInUseError, DataFileUnusableError
 */
export function openDataFile(path: string, options: SqliteFileOptions): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') createForOwner(path);
    database = new DatabaseSync(path === ':memory:' ? IN_MEMORY : path, {
      timeout: options.busyTimeoutMs ?? 1000,
    });
    // Exclusive locking must come before the first use of the write-ahead log, or the log is shared.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA temp_store = MEMORY;');
    setSynchronous(database, options.synchronous ?? 'full');
    database.exec('BEGIN IMMEDIATE');
    prepareSchema(path, database);
    database.exec('COMMIT');
    return database;
  } catch (error) {
    database?.close();
    throw openingError(path, error);
  }
}

/** With `full`, the next commit brings to the disk whatever was committed before it with `normal`. */
export function setSynchronous(database: DatabaseSync, level: Synchronous): void {
  database.exec(`PRAGMA synchronous = ${level === 'normal' ? 'NORMAL' : 'FULL'};`);
}

// The file holds personal data, and SQLite would make it readable by everyone. Only for a new file: closing a
// descriptor of an open file would release the lock.
function createForOwner(path: string): void {
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, 'wx', OWNER_ONLY));
  } catch (error) {
    throw new DataFileUnusableError(
      `The data file ${path} cannot be made: check that its folder exists and may be written to.`,
      { cause: error },
    );
  }
}

function prepareSchema(path: string, database: DatabaseSync): void {
  const applicationId = readPragma(database, 'application_id');
  const version = readPragma(database, 'user_version');
  if (applicationId === 0 && readPragma(database, 'schema_version') === 0) {
    database.exec(SCHEMA);
    return;
  }
  if (applicationId !== APPLICATION_ID) {
    throw new DataFileUnusableError(`${path} is a database of another program: choose another data folder.`);
  }
  if (version !== SCHEMA_VERSION) {
    throw new DataFileUnusableError(
      `The data file ${path} is of version ${version}, and this program reads version ${SCHEMA_VERSION}: use the release that wrote it.`,
    );
  }
}

function readPragma(
  database: DatabaseSync,
  name: 'application_id' | 'user_version' | 'schema_version',
): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}
