import { closeSync, openSync } from 'node:fs';
import { TableUnavailableError } from '../../application/ports/table.ts';

/** Another process has the data file open. The message is one plain line for the user. */
export class DataFileInUseError extends Error {
  override readonly name = 'DataFileInUseError';
}

/** The data file cannot be read or written. The message is one plain line that says what to do. */
export class DataFileUnusableError extends Error {
  override readonly name = 'DataFileUnusableError';
}

// SQLite's primary result codes: https://www.sqlite.org/rescode.html
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

/** Translates SQLite's errors on opening a data file; other errors stay as they are. */
export function openingError(path: string, error: unknown): unknown {
  switch (resultCode(error)) {
    case undefined:
      return error;
    case BUSY:
    case LOCKED:
      return new DataFileInUseError(
        `The data file ${path} is in use by another process: stop that one first, or choose another data folder.`,
        { cause: error },
      );
    case READ_ONLY:
      return readOnly(path, error);
    case IO_ERROR:
      // SQLite's error for a file that it cannot lock for writing.
      return mayBeWritten(path) ? unusable(path, error) : readOnly(path, error);
    case CANNOT_OPEN:
      return new DataFileUnusableError(
        `The data file ${path} cannot be opened: check that its folder exists and may be written to.`,
        { cause: error },
      );
    case CORRUPT:
    case NOT_A_DATABASE:
      return damaged(path, error);
    default:
      return unusable(path, error);
  }
}

/** Translates errors of an open table: damage, or an outage (disk full, I/O error, closed). */
export function runningError(path: string, error: unknown): unknown {
  const code = resultCode(error);
  if (code === CORRUPT || code === NOT_A_DATABASE) return damaged(path, error);
  if (code === undefined && !isClosed(error)) return error;
  return new TableUnavailableError(`The data file ${path} cannot be used just now: ${messageOf(error)}.`, {
    cause: error,
  });
}

function readOnly(path: string, cause: unknown): DataFileUnusableError {
  return new DataFileUnusableError(
    `The data file ${path} is read-only: allow writing to the file and its folder, or choose another data folder.`,
    { cause },
  );
}

function unusable(path: string, cause: unknown): DataFileUnusableError {
  return new DataFileUnusableError(`The data file ${path} cannot be used: ${messageOf(cause)}.`, { cause });
}

// Only for a file that is not open in this process: closing a descriptor would release the lock.
function mayBeWritten(path: string): boolean {
  try {
    closeSync(openSync(path, 'r+'));
    return true;
  } catch {
    return false;
  }
}

function damaged(path: string, cause: unknown): DataFileUnusableError {
  return new DataFileUnusableError(
    `The data file ${path} is damaged or is not a data file of this program: restore it from a copy, or move it away to start again.`,
    { cause },
  );
}

function resultCode(error: unknown): number | undefined {
  const code = fieldOf(error, 'errcode');
  return typeof code === 'number' ? code & 0xff : undefined;
}

function isClosed(error: unknown): boolean {
  return fieldOf(error, 'code') === 'ERR_INVALID_STATE';
}

function messageOf(error: unknown): string {
  return String(fieldOf(error, 'message') ?? error);
}

function fieldOf(error: unknown, name: 'errcode' | 'code' | 'message'): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
