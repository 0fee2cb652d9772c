import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Condition, Item, Key, Write } from '../../application/ports/table.ts';
import { readAll } from './table-contract-paging.ts';
import type { ContractTools } from './table-harness.ts';
import { createTableModel } from './table-model.ts';

const KEYS = ['A', 'B'].flatMap((pk) => ['HEAD', 'STEP#1', 'STEP#2', '\u{1f600}'].map((sk) => ({ pk, sk })));

const key = fc.constantFrom<Key>(...KEYS);
const sortKey = fc.constantFrom('1', '10', '2', '\u{ff5e}', '\u{1f600}');
const version = fc.integer({ min: 1, max: 3 });
const condition = fc.oneof(
  fc.constant<Condition>({ kind: 'absent' }),
  version.map((equals): Condition => ({ kind: 'version', equals })),
  version.map((equals): Condition => ({ kind: 'attribute', name: 'mood', equals })),
);
const indexed = fc.oneof(
  fc.constant({}),
  fc.record({ caseloadPk: fc.constantFrom('P', 'Q'), caseloadSk: sortKey }),
  fc.record({ duePk: fc.constantFrom('P', 'Q'), dueSk: sortKey }),
);
const write = (of: Key): fc.Arbitrary<Write> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(version, version, indexed, fc.option(condition)).map(([v, mood, keys, when]) => {
        const item: Item = { ...of, version: v, mood, ...keys };
        return { kind: 'put', item, ...(when === null ? {} : { when }) } satisfies Write;
      }),
    },
    {
      weight: 1,
      arbitrary: fc
        .option(condition)
        .map((when): Write => ({ kind: 'delete', key: of, ...(when && { when }) })),
    },
    { weight: 1, arbitrary: condition.map((when): Write => ({ kind: 'check', key: of, when })) },
  );
const transaction = fc
  .uniqueArray(key, { minLength: 1, maxLength: 5, selector: ({ pk, sk }) => `${pk}/${sk}` })
  .chain((keys) => fc.tuple(...keys.map(write)));
const bound = fc.option(sortKey, { nil: undefined });
const query = fc
  .record({
    where: fc.constantFrom({ partition: 'A' }, { partition: 'P', index: 'caseload' }, {
      partition: 'Q',
      index: 'due',
    } as const),
    bounds: fc.oneof(
      fc.record({ from: bound, to: bound }),
      fc.record({ startsWith: fc.constantFrom('1', 'STEP#') }),
    ),
    limit: fc.integer({ min: 1, max: 4 }),
    direction: fc.constantFrom('forward', 'backward'),
  })
  .map(({ where, bounds, limit, direction }) => {
    const given = Object.entries(bounds).filter(([, value]) => value !== undefined);
    return { ...where, ...Object.fromEntries(given), limit, direction };
  });

/** Random histories come out as they do in a naive model of the table. */
export function describeModel({ table, scope, harness }: ContractTools): void {
  describe('random histories', () => {
    it('come out as in the model', async () => {
      const history = fc.array(fc.record({ writes: transaction, query }), { minLength: 1, maxLength: 12 });
      const property = fc.asyncProperty(history, async (steps) => {
        const prefix = scope();
        const model = createTableModel();
        for (const step of steps) {
          const writes = step.writes.map((each) => inScope(each, prefix));
          expect(await table().transact(writes)).toEqual(model.transact(writes));
          const asked = { ...step.query, partition: `${prefix}${step.query.partition}` };
          const pages = await readAll(table(), asked);
          const expected = model.query(asked);
          expect(pages.slice(0, -1).every((page) => page.length === asked.limit)).toBe(true);
          expect(pages.flat().map(expected.sortOf)).toEqual(expected.items.map(expected.sortOf));
          expect(byKey(pages.flat())).toEqual(byKey(expected.items));
        }
      });
      await fc.assert(property, { numRuns: harness().histories });
    });
  });
}

function inScope(write: Write, prefix: string): Write {
  if (write.kind !== 'put') return { ...write, key: { ...write.key, pk: `${prefix}${write.key.pk}` } };
  const entries = Object.entries(write.item).map(([name, value]) =>
    typeof value === 'string' && name.toLowerCase().endsWith('pk')
      ? [name, `${prefix}${value}`]
      : [name, value],
  );
  return { ...write, item: Object.fromEntries(entries) as Item };
}

function byKey(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => Buffer.compare(Buffer.from(a.pk + a.sk), Buffer.from(b.pk + b.sk)));
}
