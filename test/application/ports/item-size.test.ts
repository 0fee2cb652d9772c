import { describe, expect, it } from '@jest/globals';
import { itemBytes } from '../../../application/ports/item-size.ts';
import type { Json } from '../../../application/ports/table.ts';

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
});
