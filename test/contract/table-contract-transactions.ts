import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Condition, TransactionTooLargeError, type Write } from '../../application/ports/table.ts';
import type { ContractTools } from './table-harness.ts';

/** Conditions, and all or nothing. */
export function describeTransactions({ table, scope }: ContractTools): void {
  describe('transactions', () => {
    let pk = '';
    beforeEach(async () => {
      pk = scope();
      await table().transact([
        { kind: 'put', item: { pk, sk: 'HEAD', version: 3, state: 'OPEN', size: 2, urgent: true, note: '' } },
      ]);
    });

    const put = (sk: string, when?: Condition): Write => ({
      kind: 'put',
      item: { pk, sk, version: 4 },
      ...(when === undefined ? {} : { when }),
    });
    const versionOf = async (sk: string) => (await table().get({ pk, sk }))?.['version'];

    const conditions: [string, string, Condition, boolean][] = [
      ['absent, of nothing', 'NEW', { kind: 'absent' }, true],
      ['absent, of an item', 'HEAD', { kind: 'absent' }, false],
      ['the version it has', 'HEAD', { kind: 'version', equals: 3 }, true],
      ['an older version', 'HEAD', { kind: 'version', equals: 2 }, false],
      ['a newer version', 'HEAD', { kind: 'version', equals: 4 }, false],
      ['a version, of nothing', 'NEW', { kind: 'version', equals: 3 }, false],
      ['text it has', 'HEAD', { kind: 'attribute', name: 'state', equals: 'OPEN' }, true],
      ['other text', 'HEAD', { kind: 'attribute', name: 'state', equals: 'open' }, false],
      ['empty text it has', 'HEAD', { kind: 'attribute', name: 'note', equals: '' }, true],
      ['a number under a reserved name', 'HEAD', { kind: 'attribute', name: 'size', equals: 2 }, true],
      ['a number where there is another', 'HEAD', { kind: 'attribute', name: 'size', equals: 2.5 }, false],
      ['text where there is a number', 'HEAD', { kind: 'attribute', name: 'size', equals: '2' }, false],
      ['a boolean it has', 'HEAD', { kind: 'attribute', name: 'urgent', equals: true }, true],
      ['the other boolean', 'HEAD', { kind: 'attribute', name: 'urgent', equals: false }, false],
      ['an attribute it lacks', 'HEAD', { kind: 'attribute', name: 'missing', equals: 'OPEN' }, false],
      ['an attribute, of nothing', 'NEW', { kind: 'attribute', name: 'state', equals: 'OPEN' }, false],
    ];

    it.each(conditions)('puts on condition of %s (%s)', async (_, sk, when, held) => {
      const before = await table().get({ pk, sk });
      expect(await table().transact([put(sk, when)])).toEqual(
        held ? { ok: true } : { ok: false, failed: [0] },
      );
      expect(await table().get({ pk, sk })).toEqual(held ? { pk, sk, version: 4 } : before);
    });

    it.each(conditions)('deletes on condition of %s (%s)', async (_, sk, when, held) => {
      const before = await table().get({ pk, sk });
      const result = await table().transact([{ kind: 'delete', key: { pk, sk }, when }]);
      expect(result).toEqual(held ? { ok: true } : { ok: false, failed: [0] });
      expect(await table().get({ pk, sk })).toEqual(held ? undefined : before);
    });

    it.each(conditions)('writes another item on a check of %s (%s)', async (_, sk, when, held) => {
      const result = await table().transact([put('OTHER'), { kind: 'check', key: { pk, sk }, when }]);
      expect(result).toEqual(held ? { ok: true } : { ok: false, failed: [1] });
      expect(await versionOf('OTHER')).toBe(held ? 4 : undefined);
    });

    it.each([
      ['held', 3, { ok: true }],
      ['not held', 2, { ok: false, failed: [0] }],
    ])('answers a check on its own: %s', async (_, equals, expected) => {
      const check: Write = { kind: 'check', key: { pk, sk: 'HEAD' }, when: { kind: 'version', equals } };
      expect(await table().transact([check])).toEqual(expected);
    });

    it('succeeds without writes', async () => {
      expect(await table().transact([])).toEqual({ ok: true });
    });

    it('deletes what is not there without complaint', async () => {
      expect(await table().transact([{ kind: 'delete', key: { pk, sk: 'NONE' } }])).toEqual({ ok: true });
    });

    it('names every position that failed, and writes none of the others', async () => {
      const result = await table().transact([
        put('A'),
        put('HEAD', { kind: 'absent' }),
        put('B', { kind: 'absent' }),
        { kind: 'delete', key: { pk, sk: 'C' }, when: { kind: 'version', equals: 1 } },
        { kind: 'check', key: { pk, sk: 'D' }, when: { kind: 'absent' } },
      ]);
      expect(result).toEqual({ ok: false, failed: [1, 3] });
      expect((await table().query({ partition: pk, limit: 10 })).items.map(({ sk }) => sk)).toEqual(['HEAD']);
    });

    it('lets one of two writers with the same version win', async () => {
      const race = [1, 2].map((by) =>
        table().transact([
          { kind: 'put', item: { pk, sk: 'HEAD', version: 4, by }, when: { kind: 'version', equals: 3 } },
          { kind: 'put', item: { pk, sk: `FACT#${by}` } },
        ]),
      );
      const results = await Promise.all(race);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      const winner = results.findIndex(({ ok }) => ok) + 1;
      const { items } = await table().query({ partition: pk, limit: 10 });
      expect(items).toEqual([
        { pk, sk: `FACT#${winner}` },
        { pk, sk: 'HEAD', version: 4, by: winner },
      ]);
    });

    it('writes 100 items together', async () => {
      expect(await table().transact(hundred())).toEqual({ ok: true });
      expect((await table().query({ partition: pk, startsWith: 'N', limit: 1000 })).items).toHaveLength(100);
    });

    it('writes none of 100 items when the last is refused', async () => {
      const writes = [...hundred().slice(1), put('HEAD', { kind: 'version', equals: 9 })];
      expect(await table().transact(writes)).toEqual({ ok: false, failed: [99] });
      expect((await table().query({ partition: pk, startsWith: 'N', limit: 1000 })).items).toEqual([]);
    });

    it('refuses 101 writes', async () => {
      await expect(table().transact([...hundred(), put('LAST')])).rejects.toThrow(TransactionTooLargeError);
      expect((await table().query({ partition: pk, limit: 1000 })).items).toHaveLength(1);
    });

    it.each<[string, () => Write]>([
      ['put', () => put('A')],
      ['deleted', () => ({ kind: 'delete', key: { pk, sk: 'A' } })],
      ['checked', () => ({ kind: 'check', key: { pk, sk: 'A' }, when: { kind: 'absent' } })],
    ])('refuses a key that is put and %s again', async (_, again) => {
      await expect(table().transact([put('A'), again()])).rejects.toThrow(TransactionTooLargeError);
      expect(await versionOf('A')).toBeUndefined();
    });

    it('refuses more than 4 MB', async () => {
      const writes = Array.from({ length: 11 }, (_, n): Write => {
        return { kind: 'put', item: { pk, sk: `BIG#${n}`, padding: 'x'.repeat(400_000) } };
      });
      await expect(table().transact(writes)).rejects.toThrow(TransactionTooLargeError);
      expect(await versionOf('BIG#0')).toBeUndefined();
    });

    function hundred(): Write[] {
      return Array.from({ length: 100 }, (_, n) => put(`N${n}`));
    }
  });
}
