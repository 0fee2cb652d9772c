import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../../../tools/mutation/project.ts';
import { withWorkers, Worker } from '../../../tools/mutation/workers.ts';

const FILE = 'domain/law/age.ts';
const TEST = 'test/domain/age.test.ts';
const source = readFileSync(join(ROOT, FILE), 'utf8');
const LONG = 50_000;

const run = (changedSource: string, ...tests: string[]) =>
  ({ kind: 'run', file: FILE, source: changedSource, tests }) as const;

const changed = (from: string, to: string) => {
  expect(source).toContain(from);
  return source.replace(from, to);
};

describe('a worker', () => {
  const worker = new Worker();
  afterAll(() => worker.stop());

  it('names the test file that notices a change', async () => {
    const done = await worker.ask(run(changed('? 0 : 1', '? 0 : 2'), TEST), LONG);
    expect(done).toMatchObject({ kind: 'ran', killedBy: TEST });
  });

  it('lets a change live that alters nothing, after one that was noticed', async () => {
    expect(await worker.ask(run(`${source}\n// The end.\n`, TEST), LONG)).toMatchObject({
      kind: 'ran',
      killedBy: null,
    });
  });

  it('runs the test files in the order given, until one fails', async () => {
    const other = 'test/domain/number-words.test.ts';
    const done = await worker.ask(run(changed('? 0 : 1', '? 0 : 2'), other, TEST), LONG);
    expect(done).toMatchObject({ kind: 'ran', killedBy: TEST });
  });

  it('counts a change that does not load as noticed', async () => {
    expect(await worker.ask(run('throw new Error("no");', TEST), LONG)).toMatchObject({ killedBy: TEST });
  });

  it('finds which parts of the sources a test file runs', async () => {
    const done = await worker.ask({ kind: 'cover', test: TEST }, LONG);
    expect(done).toMatchObject({ kind: 'covered', passed: true, files: { [FILE]: expect.anything() } });
  });

  it('says why tests could not be run', async () => {
    expect(await worker.ask(run(source, 'test/domain/nothing.test.ts'), LONG)).toMatchObject({
      kind: 'broken',
      why: expect.stringContaining('test/domain/nothing.test.ts'),
    });
  });

  it('starts again after a change that ends the process', async () => {
    const ending = `${source}
process.kill(process.pid, 'SIGKILL');
`;
    expect(await worker.ask(run(ending, TEST), LONG)).toEqual({ kind: 'ended' });
    expect(await worker.ask(run(source, TEST), LONG)).toMatchObject({ kind: 'ran', killedBy: null });
  });

  it('is stopped when the tests have no end, and starts again', async () => {
    worker.stop();
    expect(await worker.ask(run('while (true);', TEST), 1)).toEqual({ kind: 'late' });
    expect(await worker.ask(run(source, TEST), LONG)).toMatchObject({ kind: 'ran', killedBy: null });
  });

  it('leaves the source as it is', () => {
    expect(readFileSync(join(ROOT, FILE), 'utf8')).toBe(source);
  });
});

it('a worker ends when the tool has ended', async () => {
  const child = fork(join(ROOT, 'tools', 'mutation', 'worker.ts'), { stdio: 'ignore' });
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('workers share a list, and an error in one job reaches the caller', async () => {
  const done: number[] = [];
  await withWorkers(2, [1, 2, 3], async (item) => {
    done.push(item);
  });
  expect(done.toSorted()).toEqual([1, 2, 3]);
  await expect(
    withWorkers(1, [1], async () => {
      throw new Error('no result');
    }),
  ).rejects.toThrow('no result');
});

describe('npm run mutation', () => {
  const mutation = (...words: string[]) =>
    new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
      const program = join(ROOT, 'tools', 'mutation', 'run.ts');
      execFile(process.execPath, [program, ...words], (error, out, err) =>
        resolve({ code: error?.code ?? 0, out, err }),
      );
    });

  it('prints the survivors and the score', async () => {
    const { code, out } = await mutation(
      'domain/law/days-served.ts',
      '--tests',
      'test/domain/days-served.test.ts',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/\| domain\/law +\| \d+ +\| \d+ +\| \d+%/);
  });

  it('ends with an error for a path that is not there', async () => {
    const { code, err } = await mutation('domain/law/nothing.ts');
    expect({ code, err }).toEqual({ code: 2, err: 'There is no file or folder domain/law/nothing.ts.\n' });
  });
});
