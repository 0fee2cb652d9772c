import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

const PROJECT = resolve(import.meta.dirname, '../..');

export interface ProjectFile {
  readonly name: string;
  readonly text: string;
}

/** Every text file of the project, without the folders in .gitignore. */
export async function projectFiles(): Promise<readonly ProjectFile[]> {
  const paths = await filesIn(PROJECT, await ignoredFolders());
  const files = await Promise.all(
    paths.map(async (path) => ({ name: relative(PROJECT, path), text: await readFile(path, 'utf8') })),
  );
  return files.filter(({ text }) => !text.includes('\0'));
}

async function ignoredFolders(): Promise<ReadonlySet<string>> {
  const ignored = (await readFile(join(PROJECT, '.gitignore'), 'utf8')).split('\n');
  return new Set(['.git', ...ignored.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1))]);
}

async function filesIn(directory: string, without: ReadonlySet<string>): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const found = entries
    .filter(({ name }) => !without.has(name) && !name.endsWith('.log'))
    .map(async (entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return filesIn(path, without);
      return entry.isFile() ? [path] : [];
    });
  return (await Promise.all(found)).flat();
}
