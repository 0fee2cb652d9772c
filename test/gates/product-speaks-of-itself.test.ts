import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

const PROJECT = resolve(import.meta.dirname, '../..');

/** What the product's files never say. Each is written so that this file does not say it either. */
const UNSAID = [
  {
    what: 'a path of one machine',
    pattern: /(?<![\w.~-])\/(?:work|root|home|Users)\/[\w.]/,
    example: ['see ', 'work', 'notes.md'].join('/'),
  },
  {
    what: 'a package registry',
    pattern: /\b(?:registry[.](?:npmjs|yarnpkg|npmmirror)[.]|files[.]pythonhosted[.]|pypi[.]org)/,
    example: ['https://registry', 'npmjs', 'org/node'].join('.'),
  },
  {
    what: 'work left for later',
    pattern: /\b(?:TO[D]O|FIX[M]E|HAC[K]|X{3})\b/,
    example: ['TO', 'DO: the rest'].join(''),
  },
] as const;

interface Line {
  readonly place: string;
  readonly text: string;
}

let lines: readonly Line[];

/** The directories that git leaves out, as .gitignore names them, and git's own. */
async function leftOut(): Promise<ReadonlySet<string>> {
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

async function linesOf(path: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8');
  // Pictures and other binary files have no lines to read.
  if (text.includes('\0')) return [];
  const name = relative(PROJECT, path);
  return text.split('\n').map((line, index) => ({ place: `${name}:${index + 1}`, text: line }));
}

beforeAll(async () => {
  const files = await filesIn(PROJECT, await leftOut());
  lines = (await Promise.all(files.map(linesOf))).flat();
});

describe("the product's own files", () => {
  it('are the ones read here', () => {
    expect(lines.map(({ place }) => place)).toContain('package.json:1');
    expect(lines.filter(({ place }) => place.startsWith('node_modules/'))).toEqual([]);
  });

  it.each(UNSAID)('never name $what', ({ pattern }) => {
    expect(lines.filter(({ text }) => pattern.test(text)).map(({ place }) => place)).toEqual([]);
  });

  it.each(UNSAID)('would be caught naming $what', ({ pattern, example }) => {
    expect(example).toMatch(pattern);
  });
});
