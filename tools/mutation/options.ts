import { existsSync, globSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './project.ts';

export interface Options {
  /** TypeScript files, relative to the project. */
  readonly files: readonly string[];
  /** How many mutants of each file; undefined for all. */
  readonly sample: number | undefined;
  readonly seed: number;
  /** Folders or files of tests, relative to the project. */
  readonly tests: readonly string[];
  /** How long the tests of one mutant may take together, as measured without it. */
  readonly seconds: number;
  readonly workers: number;
}

/** What the words on the command line ask for cannot be done; the message is for the person who wrote them. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `npm run mutation -- FILE-OR-FOLDER... [--sample N] [--seed N] [--tests FILE-OR-FOLDER]... [--seconds N] [--workers N]
Changes one small thing of a source in domain/ at a time, runs the tests that reach it, and lists the changes that no test noticed.`;

/** Throws UsageError. */
export function optionsFrom(words: readonly string[]): Options {
  const { values, positionals } = parsed(words);
  if (positionals.length === 0) throw new UsageError(`Name a file or a folder of domain/.\n${USAGE}`);
  return {
    files: [...new Set(positionals.flatMap(sourcesIn))].sort(),
    sample: values.sample === undefined ? undefined : wholeNumber('--sample', values.sample),
    seed: wholeNumber('--seed', values.seed),
    tests: values.tests.map((path) => existing(path)),
    seconds: wholeNumber('--seconds', values.seconds),
    workers: wholeNumber('--workers', values.workers),
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        sample: { type: 'string' },
        seed: { type: 'string', default: '1' },
        tests: { type: 'string', multiple: true, default: ['test'] },
        seconds: { type: 'string', default: '20' },
        workers: { type: 'string', default: '2' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function existing(path: string): string {
  const name = relative(ROOT, join(ROOT, path));
  if (!existsSync(join(ROOT, name))) throw new UsageError(`There is no file or folder ${path}.`);
  return name;
}

function sourcesIn(path: string): readonly string[] {
  const name = existing(path);
  if (name !== 'domain' && !name.startsWith('domain/')) {
    throw new UsageError(`${path} is not in domain/, the only folder whose sources are changed.`);
  }
  const files = statSync(join(ROOT, name)).isDirectory()
    ? globSync(`${name}/**/*.ts`, { cwd: ROOT })
    : [name].filter((file) => file.endsWith('.ts'));
  if (files.length === 0) throw new UsageError(`There is no TypeScript source in ${path}.`);
  return files;
}

function wholeNumber(option: string, value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value))
    throw new UsageError(`${option} takes a whole number from 1, not "${value}".`);
  return Number(value);
}
