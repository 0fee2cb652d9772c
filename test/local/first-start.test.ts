import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { startProduct } from '../../local/product.ts';
import { samplePeople } from '../../local/sample/people.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a first start', () => {
  it('waits for the disk at each commit only once the sample people are made', async () => {
    const progress: string[] = [];
    const exec = jest.spyOn(DatabaseSync.prototype, 'exec');
    const product = await startProduct({
      dataFile: ':memory:',
      port: 0,
      people: (today) => samplePeople(today).slice(0, 2),
      onProgress: (what) => progress.push(what),
      onProblem: (what, error) => progress.push(`${what}: ${String(error)}`),
    });
    await product.close();
    const levels = exec.mock.calls
      .map(([statement]) => statement)
      .filter((each) => each.includes('synchronous ='));
    expect(levels.map((each) => /(FULL|NORMAL)/.exec(each)?.[0])).toEqual(['FULL', 'NORMAL', 'FULL']);
    expect(progress).toHaveLength(3);
  });
});
