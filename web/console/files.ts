import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The folders of the console's own files and those of the design systems, in a checkout or a bundle. */
export const DIRECTORIES = {
  own: fileURLToPath(new URL('./', import.meta.url)),
  govuk: fileURLToPath(new URL('../../node_modules/govuk-frontend/dist/', import.meta.url)),
  moj: fileURLToPath(new URL('../../node_modules/@ministryofjustice/frontend/', import.meta.url)),
} as const;

export type Directories = Readonly<Record<keyof typeof DIRECTORIES, string>>;

/** Reads one file; undefined when there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

export const readFromDisk: ReadFile = async (path) => {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EISDIR') return undefined;
    throw error;
  }
};

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
