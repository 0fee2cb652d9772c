import * as z from 'zod';
import { directoryRows } from '../../application/directory.ts';
import { keys } from '../../application/keys.ts';
import type { RegisteredStaff, StaffRegister } from '../../application/ports/staff-register.ts';
import type { Item, Table } from '../../application/ports/table.ts';
import { ROLES } from '../../domain/access/user.ts';
import { DUTIES } from '../../domain/record/duties.ts';

const row = z.object({
  staff: z.object({
    id: z.string(),
    name: z.string(),
    // A duty that a later version of the product knows is no reason to refuse the row.
    duties: z.array(z.string()).transform((held) => DUTIES.filter((duty) => held.includes(duty))),
    prisons: z.array(z.string()),
    regions: z.array(z.string()),
    roles: z
      .array(z.string())
      .transform((held) => ROLES.filter((role) => held.includes(role)))
      .exactOptional(),
  }),
});

/** The staff register as rows of the table's directory. */
export function tableStaffRegister(table: Table): StaffRegister {
  return {
    async find(id) {
      const item = await table.get(keys.listedStaff(id));
      return item && row.parse(item).staff;
    },
    async list() {
      const rows = await directoryRows({ table }, keys.listedStaff('').sk);
      return rows.map((item) => row.parse(item).staff);
    },
    async record(staff) {
      await table.transact([{ kind: 'put', item: itemOf(staff) }]);
    },
  };
}

function itemOf({ id, name, duties, prisons, regions, roles }: RegisteredStaff): Item {
  const staff = {
    id,
    name,
    duties: [...duties],
    prisons: [...prisons],
    regions: [...regions],
    ...(roles && { roles: [...roles] }),
  };
  return { ...keys.listedStaff(id), staff };
}
