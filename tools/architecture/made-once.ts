import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, '.cache', 'synthesised');
/** Everything that decides what CDK makes when functions are not bundled. */
const SOURCES = [
  'package-lock.json',
  'cdk.json',
  '{bin,lib,lambdas,workflows,domain,application,web,data,test/lib}/**/*.{ts,json}',
];
let sources: string | undefined;

/**
 * What `make` makes of the sources as they are, kept in a file: synthesis takes seconds, and a dozen test files in
 * several processes need the same one. Two processes that begin together both make it.
 */
export function madeOnce(name: string, make: () => string): string {
  sources ??= hashOfSources();
  const file = join(FOLDER, `${createHash('sha256').update(sources).update(name).digest('hex')}.json`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const made = make();
    mkdirSync(FOLDER, { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, made);
    renameSync(draft, file);
    return made;
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) {
    hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}
