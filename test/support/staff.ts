import { tableStaffRegister } from '../../adapters/table/table-staff-register.ts';
import type { RegisteredStaff } from '../../application/ports/staff-register.ts';
import type { Table } from '../../application/ports/table.ts';
import type { Duty } from '../../domain/record/duties.ts';

const PEOPLE: readonly (readonly [id: string, name: string, duties: readonly Duty[]])[] = [
  ['p.taylor', 'Pat Taylor', ['OMU', 'POM']],
  ['c.ahmed', 'Cass Ahmed', ['COM', 'PDU']],
  ['c.new', 'Corin New', ['COM']],
  ['d.evans', 'Dai Evans', ['COM']],
  ['y.young', 'Yasmin Young', ['YOT']],
  ['w.coach', 'Wyn Coach', ['WORK_COACH']],
  ['i.admin', 'Ines Dunn', ['ID_ADMINISTRATOR']],
  ['h.care', 'Hana Care', ['HEALTHCARE']],
  ['v.liaison', 'Val Lyons', ['VICTIM_LIAISON']],
  ['g.governor', 'Gwen Stone', ['GOVERNOR']],
];

/** Those who can be named in a test world, as if they had signed in. */
export async function keepStaff(table: Table): Promise<void> {
  const register = tableStaffRegister(table);
  for (const [id, name, duties] of PEOPLE) {
    const staff: RegisteredStaff = { id, name, duties, prisons: ['MDI'], regions: ['N54'] };
    await register.record(staff);
  }
  await register.completeDesks();
}
