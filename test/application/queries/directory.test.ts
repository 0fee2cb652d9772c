import { afterEach, describe, expect, it } from '@jest/globals';
import { agencyWrites } from '../../../application/agencies.ts';
import { listInDirectory } from '../../../application/commands/list-in-directory.ts';
import { listAgencies, listStaff, MOST_LISTED, staffItem } from '../../../application/directory.ts';
import { tableDirectory } from '../../../web/console/table-directory.ts';
import { EASTMOOR } from '../../support/agencies.ts';
import { closeWorlds, journeyWorld } from '../../support/journey-world.ts';
import { COM, POM } from '../../support/people.ts';

afterEach(closeWorlds);

const world = () => journeyWorld({ today: '2026-11-20' });
const listed = ({ id, name, duties, prisons, regions }: typeof POM) => ({
  id,
  name,
  duties,
  prisons,
  regions,
});

describe('the directory', () => {
  it('lists staff by id, each once and as they last were, without what they may do', async () => {
    const { services } = await world();
    for (const user of [{ ...POM, name: 'Before' }, COM, POM]) await listInDirectory(services, user);
    const expected = [COM, POM].map(listed).sort((one, other) => (one.id < other.id ? -1 : 1));
    expect(await listStaff(services)).toEqual(expected);
  });

  it('lists agencies as they are written', async () => {
    const { services } = await world();
    await services.table.transact(agencyWrites({ ...EASTMOOR, id: 'zz-new', name: 'A new name' }, []));
    const agencies = await listAgencies(services);
    expect(agencies.at(-1)).toEqual({ id: 'zz-new', name: 'A new name', services: EASTMOOR.services });
    expect(agencies.length).toBeGreaterThan(1);
  });

  it('reads on page by page, and stops at a bound', async () => {
    const { services } = await world();
    for (let hundred = 0; hundred <= MOST_LISTED / 100; hundred += 1) {
      const writes = Array.from({ length: 100 }, (_, index) => ({
        kind: 'put' as const,
        item: staffItem({ ...POM, id: `staff.${hundred * 100 + index}` }),
      }));
      await services.table.transact(writes);
    }
    expect(await listStaff(services)).toHaveLength(MOST_LISTED);
  });

  it('is read once in ten minutes for the pages, and again after a failure', async () => {
    const { services } = await world();
    let time = 0;
    let reads = 0;
    let broken = true;
    const table: typeof services.table = {
      get: (key) => services.table.get(key),
      transact: (writes) => services.table.transact(writes),
      query: (query) => {
        reads += 1;
        return broken ? Promise.reject(new Error('out')) : services.table.query(query);
      },
    };
    const directory = tableDirectory({ table }, () => time);
    await expect(directory.staff()).rejects.toThrow('out');
    broken = false;
    expect(await directory.staff()).toEqual([]);
    await listInDirectory(services, POM);
    time = 599_999;
    expect(await directory.staff()).toEqual([]);
    time = 600_000;
    expect(await directory.staff()).toEqual([listed(POM)]);
    expect(reads).toBe(3);
  });
});
