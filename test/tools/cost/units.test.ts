import { describe, expect, it } from '@jest/globals';
import { indexWriteUnits, readUnits, storedBytes, writeUnits } from '../../../tools/cost/units.ts';
import type { Item } from '../../../application/ports/table.ts';

/** An item of exactly so many bytes: `pk` and `p`, `sk` and `s` are 6, `v` and its text are the rest. */
function itemOf(bytes: number, more: Readonly<Record<string, string>> = {}): Item {
  const beside = Object.entries(more).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return { pk: 'p', sk: 's', ...more, v: 'x'.repeat(bytes - 7 - beside) };
}

describe('read units', () => {
  it.each([
    [0, 1, 0.5],
    [1, 1, 0.5],
    [4_096, 1, 0.5],
    [4_097, 2, 1],
    [40_960, 10, 5],
    [40_961, 11, 5.5],
  ])('of %i bytes are %d read strongly and %d eventually', (bytes, strong, eventual) => {
    expect(readUnits(bytes, 'strong')).toBe(strong);
    expect(readUnits(bytes, 'eventual')).toBe(eventual);
  });
});

describe('write units', () => {
  it.each([
    { case: 'a new item of 1,024 bytes', before: undefined, after: 1_024, units: 1 },
    { case: 'a new item of 1,025 bytes', before: undefined, after: 1_025, units: 2 },
    { case: 'an item that grows', before: 500, after: 3_000, units: 3 },
    { case: 'an item that shrinks, by what it was', before: 3_000, after: 500, units: 3 },
    { case: 'an item that goes, by what it was', before: 2_049, after: undefined, units: 3 },
    { case: 'deleting what is not there', before: undefined, after: undefined, units: 1 },
  ])('of $case are $units', ({ before, after, units }) => {
    const item = (bytes: number | undefined) => (bytes === undefined ? undefined : itemOf(bytes));
    expect(writeUnits(item(before), item(after))).toBe(units);
  });
});

const LISTED = { caseloadPk: 'PRISON#LEI', caseloadSk: '2026-12-01#1' };
const UNSENT = { unsentPk: 'UNSENT#1', unsentSk: '1' };
const DUE = { duePk: 'DUE#1', dueSk: '2026-12-01T08:00:00Z#1' };

describe('write units of indexes', () => {
  const small = itemOf(900);
  it.each<{ case: string; before: Item | undefined; after: Item | undefined; units: number }>([
    { case: 'an item in none', before: undefined, after: small, units: 0 },
    { case: 'an item that comes into one', before: small, after: itemOf(1_500, LISTED), units: 1 },
    { case: 'a new item in two', before: undefined, after: itemOf(1_500, { ...LISTED, ...DUE }), units: 2 },
    { case: 'an item that leaves one', before: itemOf(1_500, LISTED), after: small, units: 1 },
    { case: 'an item deleted out of one', before: itemOf(900, DUE), after: undefined, units: 1 },
    {
      case: 'a change of what it does not hold',
      before: itemOf(900, LISTED),
      after: itemOf(2_500, LISTED),
      units: 0,
    },
    {
      case: 'a change of what it holds, once and by the larger',
      before: { ...small, ...UNSENT, effect: 'x'.repeat(500) },
      after: { ...small, ...UNSENT, effect: 'x'.repeat(2_500) },
      units: 3,
    },
    {
      case: 'a change of keys, which is a delete and a put',
      before: { ...small, ...UNSENT, effect: 'x'.repeat(500) },
      after: { ...small, ...UNSENT, unsentSk: '2', effect: 'x'.repeat(2_500) },
      units: 1 + 3,
    },
    { case: 'no change at all', before: itemOf(900, LISTED), after: itemOf(900, LISTED), units: 0 },
    { case: 'half an index key', before: undefined, after: itemOf(900, { duePk: 'DUE#1' }), units: 0 },
  ])('of $case are $units', ({ before, after, units }) => {
    expect(indexWriteUnits(before, after)).toBe(units);
  });
});

describe('bytes of storage', () => {
  it('are the item and 100 more in the table, and what an index holds and 100 more in each', () => {
    expect(storedBytes(itemOf(900))).toEqual({ table: 1_000, indexes: 0 });
    const keysOf = (keys: Readonly<Record<string, string>>): number =>
      Object.entries({ ...keys, pk: 'p', sk: 's' }).join('').length - Object.keys(keys).length - 2;
    expect(storedBytes(itemOf(900, { ...LISTED, ...DUE }))).toEqual({
      table: 1_000,
      indexes: 100 + keysOf(LISTED) + 100 + keysOf(DUE),
    });
    expect(storedBytes(undefined)).toEqual({ table: 0, indexes: 0 });
  });

  it('are none for a row that expires', () => {
    expect(storedBytes({ ...itemOf(900), expiresAt: 1_800_000_000 })).toEqual({ table: 0, indexes: 0 });
  });
});
