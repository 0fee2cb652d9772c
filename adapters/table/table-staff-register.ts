import * as z from 'zod';
import { directoryRows } from '../../application/directory.ts';
import { keys, partitions } from '../../application/keys.ts';
import type { RegisteredStaff, StaffRegister } from '../../application/ports/staff-register.ts';
import {
  MAX_TRANSACTION_WRITES,
  type Item,
  type Key,
  type Table,
  type Write,
} from '../../application/ports/table.ts';
import { readAll } from '../../application/read-all.ts';
import { ROLES } from '../../domain/access/user.ts';
import { DUTIES, DUTIES_OF } from '../../domain/record/duties.ts';

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
    units: z.array(z.string()).exactOptional(),
    left: z.string().exactOptional(),
  }),
  /** Absent from before desks had rows. */
  atDesks: z.literal(true).optional(),
});

/** `ADMINISTRATORS`, in parts. */
const ADMINISTRATORS_DESK = ['ADMINISTRATOR', 'national'] as const;

/** The staff register as rows of the table's directory, and a row for each desk that somebody works at. */
export function tableStaffRegister(table: Table): StaffRegister {
  async function list(): Promise<readonly z.infer<typeof row>[]> {
    const rows = await directoryRows({ table }, keys.listedStaff('').sk);
    return rows.map((item) => row.parse(item));
  }

  async function find(id: string): Promise<RegisteredStaff | undefined> {
    const item = await table.get(keys.listedStaff(id));
    return item && row.parse(item).staff;
  }

  async function record(staff: RegisteredStaff): Promise<void> {
    const known = await find(staff.id);
    const desks = desksOf(staff);
    const kept = new Set(desks.map(({ pk }) => pk));
    const writes: Write[] = [
      ...desks.map((key): Write => ({ kind: 'put', item: { ...key, staffId: staff.id } })),
      ...(known ? desksOf(known) : [])
        .filter(({ pk }) => !kept.has(pk))
        .map((key): Write => ({ kind: 'delete', key })),
      // Last, so that what ended halfway is found to be missing, and written again.
      { kind: 'put', item: itemOf(staff) },
    ];
    for (let start = 0; start < writes.length; start += MAX_TRANSACTION_WRITES)
      await table.transact(writes.slice(start, start + MAX_TRANSACTION_WRITES));
  }

  return {
    find,
    list: async () => (await list()).map(({ staff }) => staff),
    async atDesk(duty, place) {
      const rows = await readAll(table, partitions.desk(duty, place), keys.staffAtDesk('', '', '').sk);
      const ids = rows.flatMap(({ staffId }) => (typeof staffId === 'string' ? [staffId] : []));
      const listed = await Promise.all(ids.map(find));
      const from = (await table.get(keys.desksComplete())) === undefined ? await list() : [];
      const before = from.flatMap(({ staff, atDesks }) => (atDesks === true ? [] : [staff]));
      return [...listed, ...before].filter(
        (each): each is RegisteredStaff => each !== undefined && isAtDesk(each, duty, place),
      );
    },
    async completeDesks() {
      if ((await table.get(keys.desksComplete())) !== undefined) return;
      for (const { staff, atDesks } of await list()) if (atDesks !== true) await record(staff);
      await table.transact([{ kind: 'put', item: { ...keys.desksComplete() } }]);
    },
    record,
  };
}

function isAtDesk(staff: RegisteredStaff, duty: string, place: string): boolean {
  const { pk } = keys.staffAtDesk(duty, place, staff.id);
  return desksOf(staff).some((desk) => desk.pk === pk);
}

function desksOf({ id, duties, prisons, regions, roles = [], left }: RegisteredStaff): readonly Key[] {
  if (left !== undefined) return [];
  return [
    ...duties.flatMap((duty) => {
      const places = DUTIES_OF[duty].worksIn === 'prison' ? prisons : regions;
      return places.map((place) => keys.staffAtDesk(duty, place, id));
    }),
    ...(roles.includes('admin') ? [keys.staffAtDesk(...ADMINISTRATORS_DESK, id)] : []),
  ];
}

function itemOf({ id, name, duties, prisons, regions, roles, units, left }: RegisteredStaff): Item {
  const staff = {
    id,
    name,
    duties: [...duties],
    prisons: [...prisons],
    regions: [...regions],
    ...(roles && { roles: [...roles] }),
    ...(units && { units: [...units] }),
    ...(left !== undefined && { left }),
  };
  return { ...keys.listedStaff(id), staff, atDesks: true };
}
