import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { itemBytes, itemBytesAtMost } from '../../../application/ports/item-size.ts';
import type { Item, Json } from '../../../application/ports/table.ts';
import { anyText } from '../../support/any-text.ts';

const KEY_BYTES = 'pk'.length + 'p'.length + 'sk'.length + 's'.length;
const NAME_BYTES = 'v'.length;

describe('the size of an item', () => {
  it.each<[Json, number]>([
    ['', 0],
    ['abc', 3],
    ['é', 2],
    ['東京', 6],
    ['👩', 4],
    [true, 1],
    [false, 1],
    [null, 1],
    [0, 1],
    [7, 2],
    [10, 2],
    [99, 2],
    [100, 2],
    [123, 3],
    [1234, 3],
    [12345, 4],
    [1.2, 3],
    [12.34, 3],
    [1.234, 4],
    [0.1, 2],
    [0.012, 3],
    [-1, 3],
    [-0.1, 3],
    [1_000_000, 2],
    [1_234_567_890_123_456, 9],
    [1.5e-120, 3],
    [0.1 + 0.2, 10],
    [[], 3],
    [{}, 3],
    [['a', 'b'], 7],
    [{ a: 'b', c: 'd' }, 9],
    [[true, null, {}], 11],
    [{ a: 'b', gone: undefined }, 6],
  ])('counts %j as %i bytes', (v, bytes) => {
    expect(itemBytes({ pk: 'p', sk: 's', v })).toBe(KEY_BYTES + NAME_BYTES + bytes);
  });

  it('counts nothing for an attribute that is undefined', () => {
    expect(itemBytes({ pk: 'p', sk: 's', v: undefined })).toBe(KEY_BYTES);
  });

  it('counts names in bytes of UTF-8', () => {
    expect(itemBytes({ pk: 'p', sk: 's', é: 'x' })).toBe(KEY_BYTES + 3);
  });

  const value = fc.jsonValue({ maxDepth: 40, stringUnit: 'binary' }) as fc.Arbitrary<Json>;
  const item = fc
    .dictionary(
      anyText(),
      fc.oneof(value, fc.double(), fc.string({ unit: 'binary-ascii' }), fc.constant('\ud83d')),
    )
    .map((fields): Item => ({ ...fields, pk: 'p', sk: 's' }));

  it('is never more than what it is at most, and what one refuses the other does', () => {
    fc.assert(
      fc.property(item, (any) => {
        const exact = attempt(() => itemBytes(any));
        const atMost = attempt(() => itemBytesAtMost(any));
        if (typeof exact === 'number') expect(atMost).toBeGreaterThanOrEqual(exact);
        else expect(atMost).toBe(exact);
      }),
      { numRuns: 500 },
    );
  });

  it.each([31, 32])('reckons %i levels alike both ways', (levels) => {
    let nested: Json = 1;
    for (let level = 0; level < levels; level += 1) nested = level % 2 === 0 ? [nested] : { a: nested };
    const deep = { pk: 'p', sk: 's', nested };
    const refused = levels > 31;
    expect(typeof attempt(() => itemBytes(deep)) === 'string').toBe(refused);
    expect(typeof attempt(() => itemBytesAtMost(deep)) === 'string').toBe(refused);
  });
});

/** The number, or the message of what was thrown. */
function attempt(measure: () => number): number | string {
  try {
    return measure();
  } catch (error) {
    return String(error);
  }
}
