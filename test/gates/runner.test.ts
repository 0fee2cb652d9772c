import { execFile } from 'node:child_process';
import { glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import config from '../../jest.config.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const inRoot = (path: unknown) => String(path).replace('<rootDir>', ROOT);

interface Run {
  readonly code: unknown;
  readonly shown: string;
  readonly files: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** Runs the case files as `npm test` runs test files, all in one process. */
async function run(folder: string): Promise<Run> {
  const cases = {
    rootDir: join(ROOT, 'test', 'fixtures', 'runner'),
    testMatch: ['**/*.case.ts'],
    testEnvironment: inRoot(config.testEnvironment),
    runtime: inRoot(config.runtime),
    injectGlobals: config.injectGlobals,
    transform: config.transform,
    cacheDirectory: join(folder, 'cache'),
  };
  const report = join(folder, 'report.json');
  const words = ['--config', JSON.stringify(cases), '--runInBand', '--json', `--outputFile=${report}`];
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const { code, shown } = await new Promise<Pick<Run, 'code' | 'shown'>>((resolve) => {
    execFile(
      process.execPath,
      [jest, ...words],
      { timeout: 25_000, killSignal: 'SIGKILL' },
      (error, _, shown) => resolve({ code: error?.code, shown }),
    );
  });
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report;
  const files = testResults.map(({ name, assertionResults }) => [
    name.slice(cases.rootDir.length + 1),
    Object.fromEntries(assertionResults.map(({ title, status }) => [title, status])),
  ]);
  return { code, shown, files: Object.fromEntries(files) as Run['files'] };
}

describe('a run of test files that share their modules', () => {
  let folder: string;
  let cases: Run;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runner-'));
    cases = await run(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('fails', () => {
    expect(cases.code).toBe(1);
  });

  it('says of each test whether it passed', () => {
    expect(cases.files['fails.case.ts']).toEqual({
      passes: 'passed',
      'expects that 2 is one': 'failed',
      'expects that 3 is one': 'failed',
      'never ends': 'failed',
      'leaves a failure that nobody looks at': 'failed',
      'is left out': 'pending',
      'cannot run': 'failed',
    });
  });

  it.each([
    ['a comparison', /Expected: 1\s+Received: 2/],
    ['where it stands', /at .*fails\.case\.ts:8:18/],
    ['a test without an end', /Exceeded timeout of 20 ms for a test/],
    ['a promise that nobody waited for', /nobody looked/],
    ['a hook', /could not start/],
    ['a file that does not load', /could not load/],
  ])('shows what failed: %s', (_, message) => {
    expect(cases.shown).toMatch(message);
  });

  it('lets no file meet what another changed in the process', () => {
    expect(cases.files).toMatchObject({
      'first.case.ts': {
        'finds the process as it was, in the first file': 'passed',
        'changes it, in the first file': 'passed',
      },
      'second.case.ts': {
        'finds the process as it was, in the second file': 'passed',
        'changes it, in the second file': 'passed',
      },
    });
  });
});

it('every client class that a test file answers for is as before after the file', async () => {
  const kept: string[] = [];
  for await (const file of glob('test/**/*.ts', { cwd: ROOT })) {
    const text = await readFile(join(ROOT, file), 'utf8');
    if (/\bmockClient\([A-Z]/.test(text) && !text.includes('.restore()')) kept.push(file);
  }
  expect(kept).toEqual([]);
});
