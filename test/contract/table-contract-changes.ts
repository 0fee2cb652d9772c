import { describe, expect, it } from '@jest/globals';
import type { Change, Write } from '../../application/ports/table.ts';
import type { ContractTools } from './table-harness.ts';

/** The change feed tells of what was committed, and of nothing else. */
export function describeChangeFeed({ table, scope, harness }: ContractTools): void {
  describe('the change feed', () => {
    it('sends the changes of each key in order', async () => {
      const pk = scope();
      const put = (sk: string, version: number): Write => ({ kind: 'put', item: { pk, sk, version } });
      const remove = (sk: string): Write => ({ kind: 'delete', key: { pk, sk } });
      const changesTo = await harness().watch();
      await table().transact([put('A', 1), put('B', 1)]);
      await table().transact([put('A', 2), remove('B')]);
      await table().transact([put('B', 2)]);
      await table().transact([remove('A')]);
      await table().transact([put('END', 1)]);

      const changes = await changesTo({ pk, sk: 'END' });
      expect(ofKey(changes, 'A')).toEqual([
        { pk, sk: 'A', version: 1 },
        { pk, sk: 'A', version: 2 },
        undefined,
      ]);
      expect(ofKey(changes, 'B')).toEqual([
        { pk, sk: 'B', version: 1 },
        undefined,
        { pk, sk: 'B', version: 2 },
      ]);
    });

    it('sends nothing for refused transactions, checks, or deletes of absent items', async () => {
      const pk = scope();
      const changesTo = await harness().watch();
      await table().transact([
        { kind: 'put', item: { pk, sk: 'REFUSED' } },
        { kind: 'check', key: { pk, sk: 'NONE' }, when: { kind: 'version', equals: 1 } },
      ]);
      await table().transact([
        { kind: 'check', key: { pk, sk: 'NONE' }, when: { kind: 'absent' } },
        { kind: 'delete', key: { pk, sk: 'GONE' } },
      ]);
      await table().transact([{ kind: 'put', item: { pk, sk: 'END' } }]);
      expect((await changesTo({ pk, sk: 'END' })).map(({ key }) => key)).toEqual([{ pk, sk: 'END' }]);
    });

    it('carries items whole, with their index attributes', async () => {
      const pk = scope();
      const changesTo = await harness().watch();
      const item = {
        pk,
        sk: 'END',
        n: -1.5,
        none: null,
        deep: { list: ['', true] },
        duePk: `${pk}D`,
        dueSk: '1',
      };
      await table().transact([{ kind: 'put', item }]);
      expect(await changesTo(item)).toEqual([{ key: { pk, sk: 'END' }, after: item }]);
    });
  });
}

function ofKey(changes: readonly Change[], sk: string): (Change['after'] | undefined)[] {
  return changes.filter(({ key }) => key.sk === sk).map(({ after }) => after);
}
