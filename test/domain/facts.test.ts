import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FIRST_HASH, hashOf, verifyChain, type Fact } from '../../domain/record/facts.ts';
import { aDraft, aJourney } from '../support/drafts.ts';

/** A timeline of so many facts, as a journey records them. */
function chain(count: number, word = 'one'): Fact[] {
  const draft = aDraft('2027-01-04');
  for (let number = 1; number <= count; number += 1)
    draft.record('step-opened', { step: `step-${number}`, word, skipped: undefined });
  return draft.facts;
}

/** Someone who edits a fact and then seals it again by itself. */
const resealed = (fact: Fact, patch: Partial<Fact>): Fact => {
  const { hash: _old, ...rest } = { ...fact, ...patch };
  return { ...rest, hash: hashOf(rest) };
};

const at = (facts: readonly Fact[], index: number): Fact => {
  const fact = facts[index];
  if (fact === undefined) throw new Error(`There is no fact ${index}`);
  return fact;
};

describe('a chain of facts', () => {
  it('as recorded is whole, and so is none at all', () => {
    expect(verifyChain(chain(5))).toEqual({ ok: true });
    expect(verifyChain([])).toEqual({ ok: true });
  });

  it('read back from a store, where nothing undefined is kept, is whole', () => {
    expect(verifyChain(JSON.parse(JSON.stringify(chain(5))) as Fact[])).toEqual({ ok: true });
  });

  it('of a time when the chain had everything is whole', () => {
    const hash = 'd31ffb54d8f451a4c83a51ad76d93b2be585dbf8b8d7743b3dc99759af45ce4d';
    const fact: Fact = {
      sequence: 1,
      at: '2026-11-02T09:00:00.000Z',
      by: { kind: 'officer', id: 'p.taylor' },
      type: 'restarted',
      data: { machines: ['reception'], reason: 'It stood still.' },
      previousHash: FIRST_HASH,
      hash,
    };
    expect(verifyChain([fact])).toEqual({ ok: true });
    expect(verifyChain([{ ...fact, data: { ...fact.data, reason: 'It moved.' } }]).ok).toBe(false);
  });

  it('is the same whole chain when private parts are gone, which are found by their own hash only', () => {
    const facts = chain(2);
    const erased = facts.map(({ private: _gone, data: { word: _word, ...data }, ...fact }) => ({
      ...fact,
      data,
    }));
    expect(erased.map(({ hash: _own, ...fact }) => hashOf(fact))).toEqual(facts.map(({ hash }) => hash));
  });

  it.each<{
    readonly case: string;
    readonly tamper: (facts: Fact[]) => readonly Fact[];
    readonly sequence: number;
  }>([
    {
      case: 'an edited word',
      tamper: (facts) => facts.with(2, { ...at(facts, 2), data: { step: 'other' } }),
      sequence: 3,
    },
    {
      case: 'another hand',
      tamper: (facts) => facts.with(2, { ...at(facts, 2), by: { kind: 'admin', id: 'x' } }),
      sequence: 3,
    },
    {
      case: 'another time',
      tamper: (facts) => facts.with(2, { ...at(facts, 2), at: '2027-01-05T09:00:00.000Z' }),
      sequence: 3,
    },
    {
      case: 'an edit sealed again',
      tamper: (facts) => facts.with(2, resealed(at(facts, 2), { data: { step: 'other', word: 'one' } })),
      sequence: 4,
    },
    { case: 'a removal', tamper: (facts) => facts.toSpliced(2, 1), sequence: 4 },
    { case: 'the first removed', tamper: (facts) => facts.slice(1), sequence: 2 },
    {
      case: 'two changed round',
      tamper: (facts) => facts.with(1, at(facts, 2)).with(2, at(facts, 1)),
      sequence: 3,
    },
    { case: 'a fork', tamper: (facts) => [...facts.slice(0, 3), ...chain(5, 'other').slice(3)], sequence: 4 },
    {
      case: 'another word in a private part',
      tamper: (facts) => facts.with(2, { ...at(facts, 2), data: { step: 'step-3', word: 'two' } }),
      sequence: 3,
    },
    {
      case: 'a private part that is gone',
      tamper: (facts) => {
        const { private: _gone, ...rest } = at(facts, 2);
        return facts.with(2, { ...rest, data: { step: 'step-3' } });
      },
      sequence: 3,
    },
    {
      case: 'a private part that was put beside a fact without one',
      tamper: (facts) => {
        const { private: kept, privateHash: _none, ...rest } = at(facts, 2);
        return facts.with(2, resealed({ ...rest, ...(kept && { private: kept }) }, {}));
      },
      sequence: 3,
    },
    { case: 'one told twice', tamper: (facts) => facts.toSpliced(2, 0, at(facts, 2)), sequence: 3 },
  ])('is found broken by $case', ({ tamper, sequence }) => {
    const check = verifyChain(tamper(chain(5)));
    expect(check).toMatchObject({ ok: false, sequence });
  });

  it('is found broken wherever a single value is changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.string({ minLength: 1 }), (index, text) => {
        const facts = chain(5);
        fc.pre(at(facts, index).data['word'] !== text);
        const edited = { ...at(facts, index), data: { ...at(facts, index).data, word: text } };
        expect(verifyChain(facts.with(index, edited)).ok).toBe(false);
      }),
    );
  });

  it('ends where the journey’s head says, so that a missing end is found', () => {
    const draft = aDraft('2027-01-04', aJourney());
    draft.record('released');
    draft.record('restarted');
    expect(draft.journey.facts).toEqual({ count: 2, lastHash: draft.facts[1]?.hash });
  });
});
