import { beforeEach, describe, expect, it } from '@jest/globals';
import { itemBytes } from '../../application/ports/item-size.ts';
import {
  InvalidItemError,
  type Item,
  ItemTooLargeError,
  type Json,
  MAX_ITEM_BYTES,
} from '../../application/ports/table.ts';
import type { ContractTools } from './table-harness.ts';

/** Items come back as they were put, up to the limit of size. */
export function describeItems({ table, scope }: ContractTools): void {
  describe('items', () => {
    let pk = '';
    beforeEach(() => {
      pk = scope();
    });

    const put = (item: Item) => table().transact([{ kind: 'put', item }]);

    it('returns undefined for an absent key', async () => {
      expect(await table().get({ pk, sk: 'NONE' })).toBeUndefined();
    });

    it.each<[string, Json]>([
      ['text', 'Ms Ayodele'],
      ['empty text', ''],
      ['text beyond ASCII', 'Siân Ó Briain 👩‍⚖️ 東京 \u0000 \u{10FFFF}'],
      ['a whole number', 42],
      ['a negative fraction', -0.1],
      ['the largest safe integer', Number.MAX_SAFE_INTEGER],
      ['a very small number', 1.5e-120],
      ['zero', 0],
      ['true', true],
      ['false', false],
      ['null', null],
      ['an empty list', []],
      ['an empty map', {}],
      ['a list of everything', ['a', '', 1, true, null, [[]], { deep: [{}] }]],
      ['a map of everything', { a: { b: { c: ['x', { d: null }] } }, size: 'reserved', 'a.b#c': false }],
      ['thirty-one levels', nested(31)],
    ])('gives back %s as it was put', async (_, value) => {
      await put({ pk, sk: 'VALUE', value });
      expect(await table().get({ pk, sk: 'VALUE' })).toStrictEqual({ pk, sk: 'VALUE', value });
    });

    it('does not keep attributes that are undefined, at any depth', async () => {
      await put({
        pk,
        sk: 'GAPS',
        gone: undefined,
        nested: { gone: undefined, kept: 1, list: [{ gone: undefined }] },
      });
      const expected = { pk, sk: 'GAPS', nested: { kept: 1, list: [{}] } };
      expect(await table().get({ pk, sk: 'GAPS' })).toStrictEqual(expected);
    });

    it('replaces an item whole', async () => {
      await put({ pk, sk: 'WHOLE', first: 1, both: 1 });
      await put({ pk, sk: 'WHOLE', second: 2, both: 2 });
      expect(await table().get({ pk, sk: 'WHOLE' })).toStrictEqual({ pk, sk: 'WHOLE', second: 2, both: 2 });
    });

    it('takes only the key from what it is given as a key', async () => {
      const item = { pk, sk: 'HEAD', version: 1 };
      await put(item);
      expect(await table().get(item)).toStrictEqual(item);
      await table().transact([{ kind: 'delete', key: item }]);
      expect(await table().get(item)).toBeUndefined();
    });

    it.each<[string, Record<string, Json>]>([
      ['plain text', {}],
      ['text of several bytes a character', { text: '東京👩‍⚖️'.repeat(500) }],
      [
        'numbers of many lengths',
        { numbers: Array.from({ length: 500 }, (_, n) => (n - 250) * 1.37 ** (n % 60)) },
      ],
      ['maps and lists', { nested: Array.from({ length: 500 }, (_, n) => ({ n, flags: [true, null, {}] })) }],
    ])('keeps an item of exactly 400 KB with %s, and refuses one byte more', async (_, filling) => {
      const largest = padded({ pk, sk: 'LARGE', ...filling }, MAX_ITEM_BYTES);
      expect(await put(largest)).toEqual({ ok: true });
      expect(await table().get({ pk, sk: 'LARGE' })).toStrictEqual(largest);
      const larger = padded({ pk, sk: 'LARGER', ...filling }, MAX_ITEM_BYTES + 1);
      await expect(put(larger)).rejects.toThrow(ItemTooLargeError);
      expect(await table().get({ pk, sk: 'LARGER' })).toBeUndefined();
    });

    it.each<[string, Record<string, Json>]>([
      ['a number that is not one', { value: Number.NaN }],
      ['an infinite number', { value: [Number.POSITIVE_INFINITY] }],
      ['a number beyond the safe integers', { value: 2 ** 53 }],
      ['a number too small', { value: { n: -1e-131 } }],
      ['half a surrogate pair', { value: '\ud83d' }],
      ['a name with half a surrogate pair', { '\ud83d': 1 }],
      ['thirty-two levels', { value: nested(32) }],
      ['a nameless attribute', { '': 1 }],
      ['a nameless attribute within', { value: [{ '': 1 }] }],
      ['an empty sort key', { sk: '' }],
      ['an overlong sort key', { sk: 'é'.repeat(513) }],
      ['an overlong partition key', { pk: 'x'.repeat(2049) }],
      ['half an index key', { caseloadPk: 'PRISON#LEI' }],
      ['an index key that is not text', { caseloadPk: 'PRISON#LEI', caseloadSk: 5 }],
      ['an empty index key', { caseloadPk: '', caseloadSk: 'a' }],
      ['an index key of null', { caseloadPk: null, caseloadSk: null }],
    ])('refuses %s, and writes nothing of its transaction', async (_, wrong) => {
      const good = { kind: 'put', item: { pk, sk: 'GOOD' } } as const;
      const bad = { kind: 'put', item: { pk, sk: 'BAD', ...wrong } } as const;
      await expect(table().transact([good, bad])).rejects.toThrow(InvalidItemError);
      expect(await table().get({ pk, sk: 'GOOD' })).toBeUndefined();
    });
  });
}

function nested(levels: number): Json {
  return levels === 0 ? 'core' : [nested(levels - 1)];
}

function padded(item: Item, bytes: number): Item {
  return { ...item, padding: 'x'.repeat(bytes - itemBytes({ ...item, padding: '' })) };
}
