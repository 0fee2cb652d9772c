import { describe, expect, it } from '@jest/globals';
import { tableStaffRegister } from '../../adapters/table/table-staff-register.ts';
import type { RegisteredStaff } from '../../application/ports/staff-register.ts';
import type { ContractTools } from './table-harness.ts';

const ANN: RegisteredStaff = {
  id: 'ann.lee',
  name: 'Ann Lee',
  duties: ['COM', 'PDU'],
  prisons: [],
  regions: ['N54'],
};
const BO: RegisteredStaff = { id: 'bo.hart', name: 'Bo Hart', duties: [], prisons: ['MDI'], regions: [] };

/** Tests the StaffRegister port on a table. */
export function describeStaffRegister({ table }: ContractTools): void {
  describe('the staff register', () => {
    it('knows nobody until they are recorded, and then each as they last were', async () => {
      const register = tableStaffRegister(table());
      expect(await register.find(ANN.id)).toBeUndefined();
      for (const staff of [BO, { ...ANN, name: 'Before' }, ANN]) await register.record(staff);
      expect(await register.find(ANN.id)).toEqual(ANN);
      expect(await register.list()).toEqual([ANN, BO]);
    });

    it('keeps no more of a person than who they are and what they do', async () => {
      const register = tableStaffRegister(table());
      const user = { ...BO, roles: ['officer'], token: 'secret' } as const;
      await register.record(user);
      expect(await register.find(BO.id)).toEqual({ ...BO, roles: ['officer'] });
    });

    it('reads a person who has a duty that it does not know', async () => {
      const staff = { ...ANN, id: 'cy.new', duties: ['COM', 'A_LATER_DUTY'], regions: [] };
      const item = { pk: 'DIRECTORY', sk: 'STAFF#cy.new', staff };
      await table().transact([{ kind: 'put', item }]);
      expect((await tableStaffRegister(table()).find('cy.new'))?.duties).toEqual(['COM']);
      await table().transact([{ kind: 'delete', key: { pk: item.pk, sk: item.sk } }]);
    });
  });
}
