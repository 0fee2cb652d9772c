import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MAY_TAKE_LONGER, slowWithoutReason } from '../setup/slow-tests.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const took = (file: string, runtime: number) => ({ testFilePath: join(ROOT, file), perfStats: { runtime } });

describe('the list of slow test files', () => {
  it.each(Object.keys(MAY_TAKE_LONGER))('gives a reason for a file that there is: %s', (file) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
  });

  it('names a file of more than ten seconds that has no reason, and no other', () => {
    const results = [
      took('test/domain/age.test.ts', 10_001),
      took('test/domain/access.test.ts', 10_000),
      took('test/local/demo.test.ts', 40_000),
    ];
    expect(slowWithoutReason(results)).toEqual(['test/domain/age.test.ts: 10 s']);
  });
});
