import { afterEach, describe, expect, it } from '@jest/globals';
import { agencyWrites } from '../../../application/agencies.ts';
import { registerStaff } from '../../../application/commands/register-staff.ts';
import { listAgencies, MOST_LISTED } from '../../../application/directory.ts';
import { tableStaffRegister } from '../../../adapters/table/table-staff-register.ts';
import { keys } from '../../../application/keys.ts';
import type { Item } from '../../../application/ports/table.ts';
import { tableDirectory } from '../../../web/console/table-directory.ts';
import { EASTMOOR, keepAgencies } from '../../support/agencies.ts';
import { closeWorlds, JourneyWorld } from '../../support/journey-world.ts';
import { COM, POM } from '../../support/people.ts';

afterEach(closeWorlds);

const world = async () => new JourneyWorld({ today: '2026-11-20' });
const listed = ({ id, name, roles, duties, prisons, regions }: typeof POM) => ({
  id,
  name,
  roles,
  duties,
  prisons,
  regions,
});

function itemOf(id: string): Item {
  const { name, duties, prisons, regions } = listed(POM);
  const staff = { id, name, duties: [...duties], prisons: [...prisons], regions: [...regions] };
  return { ...keys.listedStaff(id), staff };
}

describe('the directory', () => {
  it('lists staff by id, each once and as they last were', async () => {
    const { services } = await world();
    for (const user of [{ ...POM, name: 'Before' }, COM, POM]) await registerStaff(services, user);
    const expected = [COM, POM].map(listed).sort((one, other) => (one.id < other.id ? -1 : 1));
    expect(await services.staff.list()).toEqual(expected);
  });

  it('lists agencies as they are written', async () => {
    const { services, table } = await world();
    await keepAgencies(table);
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
        item: itemOf(`staff.${hundred * 100 + index}`),
      }));
      await services.table.transact(writes);
    }
    expect(await services.staff.list()).toHaveLength(MOST_LISTED);
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
    const directory = tableDirectory({ table, staff: tableStaffRegister(table) }, () => time);
    await expect(directory.staff()).rejects.toThrow('out');
    broken = false;
    expect(await directory.staff()).toEqual([]);
    await registerStaff(services, POM);
    time = 599_999;
    expect(await directory.staff()).toEqual([]);
    time = 600_000;
    expect(await directory.staff()).toEqual([listed(POM)]);
    expect(reads).toBe(3);
  });
});
