import { describe, expect, it } from '@jest/globals';
import { partsThatRan } from '../../../tools/mutation/coverage.ts';
import { scores, survivor, type Outcome } from '../../../tools/mutation/report.ts';

const outcome = (over: Partial<Outcome> = {}): Outcome => ({
  file: 'domain/law/age.ts',
  mutant: { start: 0, end: 5, line: 12, original: 'a\n  < b', replacement: '(a <= b)' },
  killedBy: undefined,
  tested: true,
  ...over,
});

describe('the report on mutants', () => {
  it('shows a survivor on one line: the place, the text and the changed text', () => {
    expect(survivor(outcome())).toBe('domain/law/age.ts:12  a < b  =>  (a <= b)');
  });

  it('says when no test runs the place', () => {
    expect(survivor(outcome({ tested: false }))).toMatch(/\(no test runs this\)$/);
  });

  it('counts what was noticed by folder and in all, and never rounds up', () => {
    const noticed = { killedBy: 'test/domain/age.test.ts' };
    const outcomes = [
      outcome(noticed),
      outcome(noticed),
      outcome(),
      outcome({ file: 'domain/access/user.ts' }),
    ];
    expect(scores(outcomes).split('\n')).toEqual([
      '| folder        | mutants | noticed | score |',
      '| ------------- | ------- | ------- | ----- |',
      '| domain/access | 1       | 0       | 0%    |',
      '| domain/law    | 3       | 2       | 66%   |',
      '| in all        | 4       | 2       | 50%   |',
    ]);
  });

  it('gives no score to a file without mutants', () => {
    expect(scores([])).toContain('| in all | 0       | 0       | none  |');
  });
});

describe('the parts of a source that a test runs', () => {
  const range = (startOffset: number, endOffset: number, count: number) => ({
    startOffset,
    endOffset,
    count,
  });

  it('are what the innermost count says', () => {
    expect(partsThatRan([range(0, 100, 1), range(10, 50, 0), range(20, 30, 3)])).toEqual([
      [0, 10],
      [20, 30],
      [50, 100],
    ]);
  });

  it('are none when nothing ran', () => {
    expect(partsThatRan([range(0, 10, 0)])).toEqual([]);
    expect(partsThatRan([])).toEqual([]);
  });
});
