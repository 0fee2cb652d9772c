import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createItemCache } from '../../../adapters/sqlite/item-cache.ts';
import { asRead } from '../../../adapters/sqlite/sqlite-item.ts';
import type { Item, Json } from '../../../application/ports/table.ts';

const KEY = { pk: 'J', sk: 'HEAD' };
const other = (number: number) => ({ pk: 'J', sk: `STEP#${number}` });

describe('the cache of items', () => {
  it('returns cached items and cached absences only', () => {
    const cache = createItemCache(10_000);
    cache.keep(KEY, { ...KEY, version: 1 }, 10);
    cache.keep(other(1), null, 0);
    expect(cache.get(KEY)).toEqual({ ...KEY, version: 1 });
    expect(cache.get(other(1))).toBeNull();
    expect(cache.get(other(2))).toBeUndefined();
  });

  it('returns the latest item after any number of generations', () => {
    const cache = createItemCache(1_000);
    for (let version = 1; version <= 50; version += 1) {
      cache.keep(KEY, { ...KEY, version }, 10);
      cache.keep(other(version), null, 0);
      expect(cache.get(KEY)).toEqual({ ...KEY, version });
    }
  });

  it('keeps items that are used and drops others', () => {
    const cache = createItemCache(1_000);
    cache.keep(KEY, { ...KEY }, 10);
    cache.keep(other(0), null, 0);
    for (let number = 1; number <= 50; number += 1) {
      cache.keep(other(number), null, 0);
      cache.get(KEY);
    }
    expect(cache.get(KEY)).toEqual(KEY);
    expect(cache.get(other(0))).toBeUndefined();
  });

  it('is empty with no capacity, and after it is cleared', () => {
    const none = createItemCache(0);
    none.keep(KEY, { ...KEY }, 10);
    expect(none.get(KEY)).toBeUndefined();
    const cache = createItemCache(1_000);
    cache.keep(KEY, { ...KEY }, 10);
    cache.clear();
    expect(cache.get(KEY)).toBeUndefined();
  });

  const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Json>('', 'a', 0, -0, 1.5, true, null),
      fc.array(tie('value')),
      fc.dictionary(fc.string(), fc.option(tie('value'), { nil: undefined }), {
        noNullPrototype: true,
      }) as fc.Arbitrary<Json>,
    ),
  })).value;

  it('returns items as JSON would return them', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value, { noNullPrototype: true }), (fields) => {
        const item: Item = { ...fields, ...KEY };
        expect(asRead(item)).toStrictEqual(JSON.parse(JSON.stringify(item)));
      }),
    );
  });
});
