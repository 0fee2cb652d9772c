import { describe, expect, it } from '@jest/globals';
import { changed, mutantsOf, sampleOf } from '../../../tools/mutation/mutants.ts';

/** What each mutant makes of the source, without the spaces round it. */
const changesOf = (source: string) =>
  mutantsOf('rule.ts', source).map((mutant) => changed(source, mutant).trim());

describe('the mutants of a source', () => {
  it.each([
    { what: 'a comparison, one off and the other way', source: 'a < b', become: ['(a <= b)', '(a >= b)'] },
    { what: 'an equality', source: 'a === b', become: ['(a !== b)'] },
    { what: 'both conditions or one of them', source: 'a && b', become: ['(a || b)'] },
    { what: 'a sum', source: 'a + b', become: ['(a - b)'] },
    { what: 'a negation', source: '!a', become: ['a'] },
    { what: 'a number', source: 'x(30_000)', become: ['x(30001)'] },
    { what: 'true and false', source: 'x(true, false)', become: ['x(false, false)', 'x(true, true)'] },
    { what: 'a text', source: "x('one')", become: ["x('')"] },
    { what: 'a text with values in it', source: 'x(`one ${a}`)', become: ["x('')"] },
    { what: 'a list', source: 'x([a])', become: ['x([])'] },
    { what: 'either arm of a choice', source: 'a ? b : c', become: ['(b)', '(c)'] },
    { what: 'a value and what stands in for it', source: 'a ?? b', become: ['a', '(b)'] },
    { what: 'a wait', source: 'async () => await a', become: ['async () => a'] },
    { what: 'a look at what may be absent', source: 'a?.b', become: ['a.b'] },
    { what: 'a method for its opposite', source: 'a.some(b)', become: ['a.every(b)'] },
    { what: 'a method that leaves some out', source: 'a.filter(b)', become: ['a'] },
  ])('change $what', ({ source, become }) => {
    expect(changesOf(source)).toEqual(become);
  });

  it('leave out each statement of a block', () => {
    expect(changesOf('function f() { if (a) { g(); } return b; }')).toEqual([
      'function f() { ; return b; }',
      'function f() { if (!(a)) { g(); } return b; }',
      'function f() { if (a) { ; } return b; }',
      'function f() { if (a) { g(); } return; }',
    ]);
  });

  it('leave out each property of a result', () => {
    expect(changesOf('() => ({ a, ...b })')).toEqual(['() => ({ ...{}, ...b })', '() => ({ a, ...{} })']);
  });

  it.each([
    { what: 'a type', source: "type Country = 'England' | 'Wales'; let a: 1 | 2;" },
    { what: 'what is imported', source: "import { a } from './a.ts';" },
    { what: 'a sum of texts', source: 'a + "s"', but: ["a + ''"] },
    { what: 'a text that is empty already', source: "x('', [])" },
    { what: 'the name of a property', source: "({ 'a': b, 1: c })" },
  ])('leave $what as it is', ({ source, but = [] }) => {
    expect(changesOf(source)).toEqual(but);
  });

  it('say where they are', () => {
    expect(mutantsOf('rule.ts', 'a;\nb < c;')[0]).toEqual({
      start: 3,
      end: 8,
      line: 2,
      original: 'b < c',
      replacement: '(b <= c)',
    });
  });
});

describe('a sample of mutants', () => {
  const all = mutantsOf('rule.ts', Array.from({ length: 40 }, (_, n) => `x(${n});`).join('\n'));

  it('is the same for the same seed, and another for another seed', () => {
    expect(sampleOf(all, 5, 1)).toHaveLength(5);
    expect(sampleOf(all, 5, 1)).toEqual(sampleOf(all, 5, 1));
    expect(sampleOf(all, 5, 1)).not.toEqual(sampleOf(all, 5, 2));
  });

  it('is in the order of the text', () => {
    const lines = sampleOf(all, 10, 1).map(({ line }) => line);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });

  it('is all of them when there are no more', () => {
    expect(sampleOf(all, 100, 1)).toEqual(all);
  });
});
