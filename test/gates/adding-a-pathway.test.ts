import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const PROJECT = resolve(import.meta.dirname, '../..');
const NODE_MODULES = join(PROJECT, 'node_modules');

/** The rooms that an entry and a machine are compiled with, and the story test of the page. */
const COMPILED = ['domain', 'workflows', 'application', 'test/journeys/veterans.test.ts'];

/**
 * What the compiler found of every file, by the hash of its text and of those it depends on: it checks again only what
 * has changed since the last run. Without it, or under another version of the compiler, it checks everything.
 */
const KEPT = join(PROJECT, '.cache', 'adding-a-pathway.tsbuildinfo');

interface Example {
  readonly heading: string;
  readonly diff: string;
}

let examples: readonly Example[] = [];
let copy = '';

beforeAll(async () => {
  const page = await readFile(join(PROJECT, 'docs/adding-a-pathway.md'), 'utf8');
  examples = [...page.matchAll(/^## (?<heading>.+)$[^]*?```diff\n(?<diff>[^]*?)```/gm)].map(({ groups }) => ({
    heading: groups?.['heading'] ?? '',
    diff: groups?.['diff'] ?? '',
  }));
  copy = await copyOfTheProject();
});

afterAll(() => rm(copy, { recursive: true, force: true }));

async function copyOfTheProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'adding-'));
  const { stdout } = await run('git', ['ls-files', '-z', '--', '*.ts', '*.json'], { cwd: PROJECT });
  for (const file of stdout.split('\0').filter((name) => name !== '')) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await copyFile(join(PROJECT, file), join(folder, file));
  }
  await symlink(NODE_MODULES, join(folder, 'node_modules'));
  return folder;
}

/** In one move, since two runs may end at once. */
async function keep(found: string): Promise<void> {
  const draft = `${KEPT}.${process.pid}`;
  await mkdir(dirname(KEPT), { recursive: true });
  await copyFile(found, draft);
  await rename(draft, KEPT);
}

async function apply({ diff }: Example): Promise<readonly string[]> {
  const file = join(copy, 'example.diff');
  await writeFile(file, diff);
  await run('git', ['apply', file], { cwd: copy });
  const { stdout } = await run('git', ['apply', '--numstat', '--reverse', file], { cwd: copy });
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.split('\t')[2] ?? '');
}

describe('docs/adding-a-pathway.md', () => {
  it('shows changes that apply, to as many files as it says', async () => {
    const counted: string[] = [];
    for (const example of examples) {
      const files = await apply(example);
      const tests = files.filter((file) => file.startsWith('test/'));
      const count = `${files.length - tests.length} files${tests.length === 1 ? ' and a story test' : ''}`;
      counted.push(example.heading.replace(/: .*/, `: ${count}`));
    }
    expect(counted).toHaveLength(2);
    expect(counted).toEqual(examples.map(({ heading }) => heading));
  });

  it('shows changes that compile, and that the state machines run with', async () => {
    const settings = {
      extends: './tsconfig.json',
      compilerOptions: { incremental: true, tsBuildInfoFile: 'found.tsbuildinfo' },
      include: COMPILED,
    };
    await writeFile(join(copy, 'tsconfig.example.json'), JSON.stringify(settings));
    const found = join(copy, 'found.tsbuildinfo');
    await copyFile(KEPT, found).catch(() => undefined);
    const tsc = join(NODE_MODULES, 'typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '--noEmit', '-p', 'tsconfig.example.json'], {
      cwd: copy,
    }).catch((error: unknown) => error as { stdout: string });
    expect(stdout).toBe('');
    await keep(found);
    const printed = await run(process.execPath, ['tools/asl.ts', 'veterans'], { cwd: copy });
    expect(printed.stdout).toContain('"veteran-support"');
  }, 120_000);
});
