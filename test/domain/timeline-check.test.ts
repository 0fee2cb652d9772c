import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FIRST_HASH, hashOf, type Fact } from '../../domain/record/facts.ts';
import { checkTimeline } from '../../domain/record/timeline-check.ts';
import { aDraft } from '../support/drafts.ts';

function chain(count: number): readonly Fact[] {
  const draft = aDraft('2027-01-04');
  for (let number = 1; number <= count; number += 1) draft.record('step-opened', { step: `step-${number}` });
  return draft.facts;
}

const endOf = (facts: readonly Fact[]) => ({
  count: facts.length,
  hash: facts.at(-1)?.hash ?? FIRST_HASH,
});

/** Every fact with other words from this one on, in a chain that follows from itself. */
function rewritten(facts: readonly Fact[], from: number): readonly Fact[] {
  let previousHash = facts[from - 1]?.hash ?? FIRST_HASH;
  const resealed = facts.slice(from).map(({ hash: _hash, ...fact }) => {
    const next = { ...fact, previousHash, data: { step: 'other' } };
    previousHash = hashOf(next);
    return { ...next, hash: previousHash };
  });
  return [...facts.slice(0, from), ...resealed];
}

describe('a timeline', () => {
  it('is whole with its head, and with what was verified at any earlier moment', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), (count, earlier) => {
        const facts = chain(count);
        const before = endOf(facts.slice(0, Math.min(count, earlier)));
        expect(checkTimeline(facts, endOf(facts), before)).toEqual({ ok: true });
      }),
    );
  });

  it('of which any facts are gone is found at the first of them, however it goes on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(11), (count, at) => {
        const facts = chain(count);
        const gone = at % count;
        const rest = facts.filter((_fact, index) => index !== gone);
        expect(checkTimeline(rest, endOf(facts))).toMatchObject({
          ok: false,
          sequence: gone + 1,
          why: 'it is missing',
        });
      }),
    );
  });

  it('that was sealed again is found by its head, or by what was verified where the head was sealed too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(11), (count, at) => {
        const facts = chain(count);
        const resealed = rewritten(facts, at % count);
        expect(checkTimeline(resealed, endOf(facts)).ok).toBe(false);
        expect(checkTimeline(resealed, endOf(resealed), endOf(facts))).toEqual({
          ok: false,
          sequence: count,
          why: 'it was another fact when it was last verified',
        });
      }),
    );
  });

  it('with a row that cannot be read is found there', () => {
    const facts = chain(4);
    expect(checkTimeline(facts.with(1, undefined as never), endOf(facts))).toMatchObject({
      sequence: 2,
      why: 'it cannot be read',
    });
  });
});
