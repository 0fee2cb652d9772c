import { beforeEach, describe, expect, it } from '@jest/globals';
import { CursorError, type Item, type Query, type Table, type Write } from '../../application/ports/table.ts';
import type { ContractTools } from './table-harness.ts';

const ROWS = Array.from({ length: 23 }, (_, n) => `2026-12-${String(n + 1).padStart(2, '0')}`);

/** Reads every page of a query, and does something between them. */
export async function readAll(
  table: Table,
  query: Query,
  between?: (page: number, last: string) => Promise<void>,
): Promise<Item[][]> {
  const pages: Item[][] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query(cursor === undefined ? query : { ...query, cursor });
    pages.push([...page.items]);
    cursor = page.cursor;
    if (cursor !== undefined) await between?.(pages.length, page.items.at(-1)?.sk ?? '');
  } while (cursor !== undefined);
  return pages;
}

/** Pages and their cursors, while rows come, go and move. */
export function describePaging({ table, scope }: ContractTools): void {
  describe('pages', () => {
    let pk = '';
    beforeEach(async () => {
      pk = scope();
      await table().transact(ROWS.map((date) => row(date, date)));
    });

    // Many rows with one sort key in the index, so that a cursor often falls between rows that the index does not tell apart.
    const row = (name: string, date: string): Write => ({
      kind: 'put',
      item: { pk, sk: name, caseloadPk: `${pk}LEI`, caseloadSk: date.slice(0, 9) },
    });
    const remove = (name: string): Write => ({ kind: 'delete', key: { pk, sk: name } });
    const shapes = [
      ['the table', 'forward', {}],
      ['the table', 'backward', {}],
      ['an index', 'forward', { index: 'caseload' }],
      ['an index', 'backward', { index: 'caseload' }],
    ] as const;
    const queryOf = (direction: 'forward' | 'backward', where: { index?: 'caseload' }): Query => ({
      partition: where.index === undefined ? pk : `${pk}LEI`,
      limit: 5,
      direction,
      ...where,
    });

    it.each(shapes)(
      'of %s, %s, are full except the last, and give each row once',
      async (_, direction, where) => {
        const pages = await readAll(table(), queryOf(direction, where));
        expect(pages.map((page) => page.length)).toEqual([5, 5, 5, 5, 3]);
        expect(
          pages
            .flat()
            .map(({ sk }) => sk)
            .toSorted(),
        ).toEqual(ROWS);
      },
    );

    it.each(shapes)('of %s, %s, end without a cursor when the last is full', async (_, direction, where) => {
      const page = await table().query({ ...queryOf(direction, where), limit: 23 });
      expect(page.items).toHaveLength(23);
      expect(page.cursor).toBeUndefined();
    });

    it.each(shapes)(
      'of %s, %s, neither repeat nor skip a row while others change',
      async (_, direction, where) => {
        const removed: string[] = [];
        const pages = await readAll(table(), queryOf(direction, where), async (page, last) => {
          removed.push(last);
          await table().transact([
            remove(last),
            row(`2026-12-00 new ${page}`, '2026-12-00'),
            row(`2026-12-99 new ${page}`, '2026-12-99'),
          ]);
        });
        const given = pages.flat().map(({ sk }) => sk);
        expect(new Set(given).size).toBe(given.length);
        const untouched = ROWS.filter((name) => !removed.includes(name));
        expect(given.filter((name) => untouched.includes(name)).toSorted()).toEqual(untouched);
      },
    );

    it.each(['forward', 'backward'] as const)(
      'of an index, %s, follow when a row moves',
      async (direction) => {
        const moved = ROWS.slice(10, 13);
        const pages = await readAll(table(), queryOf(direction, { index: 'caseload' }), async (page) => {
          if (page === 1) await table().transact(moved.map((name) => row(name, '2027-01-01')));
          if (page === 2) await table().transact(moved.map((name) => row(name, '2025-01-01')));
        });
        const unmoved = ROWS.filter((name) => !moved.includes(name));
        const given = pages.flat().map(({ sk }) => sk);
        expect(given.filter((name) => !moved.includes(name)).toSorted()).toEqual(unmoved);
      },
    );

    it('may change their size on the way', async () => {
      const first = await table().query({ partition: pk, limit: 3 });
      const rest = await table().query({ partition: pk, limit: 1000, cursor: String(first.cursor) });
      expect([...first.items, ...rest.items].map(({ sk }) => sk)).toEqual(ROWS);
    });

    it('return a whole page of large items', async () => {
      const large = Array.from({ length: 8 }, (_, n) => ({
        pk: `${pk}L`,
        sk: `${n}`,
        padding: 'x'.repeat(300_000),
      }));
      await table().transact(large.map((item) => ({ kind: 'put', item })));
      const pages = await readAll(table(), { partition: `${pk}L`, limit: 6 });
      expect(pages.map((page) => page.map(({ sk }) => sk).join(''))).toEqual(['012345', '67']);
    });

    it('have cursors that can stand in a URL as they are', async () => {
      const { cursor } = await table().query({ partition: pk, limit: 3 });
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    });

    it.each<[string, (query: Query, pk: string) => Query]>([
      ['of another partition', (query, other) => ({ ...query, partition: `${other}LEI` })],
      ['of another index', (query) => ({ ...query, index: 'due' })],
      ['of another range', (query) => ({ ...query, from: '2026-12-05' })],
      ['of another beginning', (query) => ({ ...query, startsWith: '2026' })],
      ['of the other direction', (query) => ({ ...query, direction: 'backward' })],
      ['cut short', (query) => ({ ...query, cursor: query.cursor?.slice(0, -2) ?? '' })],
      ['with something after it', (query) => ({ ...query, cursor: `${query.cursor}=` })],
      ['with one letter changed', (query) => ({ ...query, cursor: swapLetter(String(query.cursor)) })],
      ['that is empty', (query) => ({ ...query, cursor: '' })],
      ['that is no cursor', (query) => ({ ...query, cursor: 'not a cursor' })],
      ['that is other JSON', (query) => ({ ...query, cursor: Buffer.from('{"a":1}').toString('base64url') })],
    ])('refuse a cursor %s', async (_, spoil) => {
      const query: Query = { partition: pk, limit: 3 };
      const { cursor } = await table().query(query);
      await expect(table().query(spoil({ ...query, cursor: String(cursor) }, pk))).rejects.toThrow(
        CursorError,
      );
    });
  });
}

function swapLetter(cursor: string): string {
  const middle = Math.floor(cursor.length / 2);
  return cursor.slice(0, middle) + (cursor[middle] === 'A' ? 'B' : 'A') + cursor.slice(middle + 1);
}
