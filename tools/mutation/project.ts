import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..', '..');
const ROOMS = 'adapters,application,bin,data,domain,lambdas,lib,local,test,tools,web,workflows';

/** Which files of the project import which. Paths are absolute. */
export interface Imports {
  /** These files and all that import one of them, directly or not. */
  readonly dependentsOf: (files: Iterable<string>) => ReadonlySet<string>;
  /** The file and all that it imports, directly or not. */
  readonly reachedFrom: (file: string) => ReadonlySet<string>;
  /** Whether the file imports the other one itself. */
  readonly isImportedBy: (other: string, file: string) => boolean;
  /** The files in a folder of the project. */
  readonly sourcesOf: (folder: string) => readonly string[];
}

export function readImports(): Imports {
  const imports = new Map<string, readonly string[]>();
  const importers = new Map<string, string[]>();
  for (const name of globSync(`{${ROOMS}}/**/*.ts`, { cwd: ROOT })) {
    const file = join(ROOT, name);
    const imported = importsIn(readFileSync(file, 'utf8')).map((each) => resolve(dirname(file), each));
    imports.set(file, imported);
    for (const each of imported) {
      const known = importers.get(each);
      if (known === undefined) importers.set(each, [file]);
      else known.push(file);
    }
  }
  return {
    dependentsOf: (files) => closure(files, (file) => importers.get(file) ?? []),
    reachedFrom: (file) => closure([file], (each) => imports.get(each) ?? []),
    isImportedBy: (other, file) => imports.get(file)?.includes(other) ?? false,
    sourcesOf: (folder) => [...imports.keys()].filter((file) => file.startsWith(join(ROOT, folder, '/'))),
  };
}

/**
 * The files of the project that a module names to import. Every worker asks this of the whole project, and the
 * compiler's own scanner takes ten times as long. A comment that looks like an import counts as one: then a module is
 * only loaded again without need.
 */
export function importsIn(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*(['"])(?<file>\.[^'"\n]*)\1/g)].map(
    ({ groups }) => groups?.['file'] ?? '',
  );
}

function closure(from: Iterable<string>, next: (file: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(from);
  for (const file of reached) for (const each of next(file)) reached.add(each);
  return reached;
}

export const digestOf = (texts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 16);
};
