import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** A file of prices or assumptions cannot be used. The message says which file, and what is wrong with it. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
}

/** Reads a data file that a person keeps by hand. @throws DataFileError when it is absent, is not JSON, or says something else. */
export function readDataFile<Schema extends z.ZodType>(path: URL, schema: Schema): z.infer<Schema> {
  const name = path.pathname.split('/').slice(-3).join('/');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new DataFileError(`${name} cannot be read.`);
  }
  const parsed = schema.safeParse(jsonOf(text, name));
  if (!parsed.success) throw new DataFileError(`${name} cannot be used:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DataFileError(`${name} is not JSON.`);
  }
}
