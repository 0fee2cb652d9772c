import { beforeAll, describe, expect, it } from '@jest/globals';
import { INDEXES, type IndexName, InvalidQueryError, type Query } from '../../application/ports/table.ts';
import type { ContractTools } from './table-harness.ts';

// In order of UTF-8, which is not that of JavaScript: U+FF5E is a single unit above the surrogates of U+1F600.
const SORTS = [
  'A',
  'A#1',
  'A#10',
  'A#2',
  'A\u007f',
  'B',
  'a',
  'é',
  '\u{ff5e}',
  '\u{1f600}',
  '\u{10ffff}',
  '\u{10ffff}z',
];

type Bounds = Pick<Query, 'startsWith' | 'from' | 'to'>;

const RANGES: [string, Bounds, string[]][] = [
  ['everything', {}, SORTS],
  ['from a key, included', { from: 'B' }, SORTS.slice(5)],
  ['up to a key, included', { to: 'A#10' }, SORTS.slice(0, 3)],
  ['between two keys, both included', { from: 'A#1', to: 'B' }, SORTS.slice(1, 6)],
  ['between bounds that are no keys', { from: 'A#11', to: 'A#9' }, ['A#2']],
  ['a single key', { from: 'a', to: 'a' }, ['a']],
  ['bounds the wrong way round', { from: 'B', to: 'A' }, []],
  ['an empty lower bound', { from: '' }, SORTS],
  ['an empty upper bound', { to: '' }, []],
  ['a beginning', { startsWith: 'A#' }, ['A#1', 'A#10', 'A#2']],
  ['an empty beginning', { startsWith: '' }, SORTS],
  ['a beginning that nothing has', { startsWith: 'Z' }, []],
  ['a beginning of the last characters there are', { startsWith: '\u{10ffff}' }, SORTS.slice(10)],
  ['a beginning just below the surrogates', { startsWith: '\ud7ff' }, []],
];

/** Ranges, directions and indexes. */
export function describeQueries({ table, scope }: ContractTools): void {
  describe('queries', () => {
    let pk = '';
    beforeAll(async () => {
      pk = scope();
      await table().transact(
        SORTS.map((sk) => ({ kind: 'put', item: { pk, sk, caseloadPk: `${pk}LEI`, caseloadSk: sk } })),
      );
    });

    const sorts = async (query: Query): Promise<string[]> =>
      (await table().query(query)).items.map(({ sk }) => sk);

    describe.each([
      ['the table', {}, ''],
      ['an index', { index: 'caseload' }, 'LEI'],
    ] as const)('of %s', (_, where, suffix) => {
      it.each(RANGES)('give %s in order', async (_case, bounds, expected) => {
        const query = { partition: `${pk}${suffix}`, limit: 100, ...where, ...bounds };
        expect(await sorts(query)).toEqual(expected);
      });

      it.each(RANGES)('give %s backward', async (_case, bounds, expected) => {
        const query = {
          partition: `${pk}${suffix}`,
          limit: 100,
          direction: 'backward',
          ...where,
          ...bounds,
        } as const;
        expect(await sorts(query)).toEqual(expected.toReversed());
      });

      it.each([
        ['no more than the limit', 5, SORTS.slice(0, 5)],
        ['a single item', 1, SORTS.slice(0, 1)],
      ])('give %s', async (_case, limit, expected) => {
        expect(await sorts({ partition: `${pk}${suffix}`, limit, ...where })).toEqual(expected);
      });

      it.each(['', 'x'.repeat(2049)])(
        'give nothing of a partition that cannot be (%#)',
        async (partition) => {
          expect(await table().query({ partition, limit: 10, ...where })).toEqual({ items: [] });
        },
      );
    });

    it('give of an index what it holds, and no more', async () => {
      const due = { pk, sk: 'FULL', duePk: `${pk}DUE`, dueSk: '2026-12-23' };
      const driven = { pk, sk: 'FULL', drivenPk: `${pk}DRIVEN`, drivenSk: '1', executions: { list: [1] } };
      const item = { ...due, ...driven, version: 7, nested: { list: [1] } };
      await table().transact([{ kind: 'put', item }]);
      const found = async (partition: string, index: IndexName) =>
        (await table().query({ partition, index, limit: 5 })).items;
      expect(await found(due.duePk, 'due')).toEqual([due]);
      expect(await found(driven.drivenPk, 'driven')).toEqual([driven]);
      const { executions: _absent, ...without } = driven;
      await table().transact([{ kind: 'put', item: without }]);
      expect(await found(driven.drivenPk, 'driven')).toEqual([without]);
    });

    it.each([0, -1, 1.5, 1001, Number.NaN])('are refused with a limit of %p', async (limit) => {
      await expect(table().query({ partition: pk, limit })).rejects.toThrow(InvalidQueryError);
    });

    it('are refused with a beginning and a bound together', async () => {
      const query = { partition: pk, limit: 5, startsWith: 'A', to: 'B' };
      await expect(table().query(query)).rejects.toThrow(InvalidQueryError);
    });
  });

  describe('an index', () => {
    it.each(Object.keys(INDEXES) as IndexName[])(
      '(%s) holds exactly the items with its attributes',
      async (index) => {
        const pk = scope();
        const { partition, sort } = INDEXES[index];
        const inIndex = async () =>
          (await table().query({ partition: `${pk}P`, index, limit: 10 })).items.map((item) => item[sort]);
        const put = (sk: string, attributes: Record<string, string | undefined>) =>
          table().transact([{ kind: 'put', item: { pk, sk, ...attributes } }]);

        await put('IN', { [partition]: `${pk}P`, [sort]: '1' });
        await put('OUT', {});
        expect(await inIndex()).toEqual(['1']);
        await put('IN', { [partition]: `${pk}P`, [sort]: '2' });
        expect(await inIndex()).toEqual(['2']);
        await put('IN', { [partition]: `${pk}ELSEWHERE`, [sort]: '2' });
        expect(await inIndex()).toEqual([]);
        await put('IN', { [partition]: `${pk}P`, [sort]: '3' });
        await put('OUT', { [partition]: `${pk}P`, [sort]: '4' });
        expect(await inIndex()).toEqual(['3', '4']);
        await put('IN', { [partition]: undefined, [sort]: undefined });
        expect(await inIndex()).toEqual(['4']);
        await table().transact([{ kind: 'delete', key: { pk, sk: 'OUT' } }]);
        expect(await inIndex()).toEqual([]);
      },
    );
  });
}
