import type { User } from '../../domain/access/user.ts';
import { dateInLondon, isoInstant, type IsoDate } from '../../domain/law/time.ts';
import { admit } from '../access.ts';
import { keys } from '../keys.ts';
import type { RegisteredStaff } from '../ports/staff-register.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { readStaffCsv, type FileLine } from '../staff-csv.ts';
import { problemsOfLine, staffLine, type StaffLine } from '../staff-line.ts';
import { writtenOut } from '../staff-text.ts';
import { noteUnattended, ownedBy } from '../unattended.ts';

/** A part of the complete staff register, as lines of a file or as objects. */
export type GivenStaff = { readonly csv: string } | { readonly staff: readonly unknown[] };

export interface StaffImported {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of those changed, who has left since. */
  readonly left: number;
  /** Lines that were not taken, by their number: everything else of the file was. */
  readonly refused: readonly { readonly line: number; readonly problems: readonly string[] }[];
}

/** More than a request has the time for. */
export const MOST_LINES = 1_000;

/** Lines that are looked at and written at the same time. */
const AT_ONCE = 10;

/**
 * Takes a part of the complete staff register: each line is checked by itself, and those in order are recorded whatever is
 * wrong with others. The same lines again change nothing, so a part that ended halfway is sent again. Nobody is taken for
 * having left because no line names them: a line says so.
 * @returns NOT_PERMITTED; VALIDATION_FAILED for no lines, or too many.
 */
export async function importStaff(
  services: Services,
  user: User,
  given: GivenStaff,
): Promise<Result<StaffImported>> {
  const allowed = admit(services, user, 'administer-staff', undefined);
  if (!allowed.ok) return allowed;
  const lines: readonly FileLine[] =
    'csv' in given
      ? readStaffCsv(given.csv)
      : given.staff.map((each, index) => ({
          line: index + 1,
          given: each as Readonly<Record<string, unknown>>,
        }));
  if (lines.length === 0 || lines.length > MOST_LINES) {
    const problem = `Send from 1 to ${MOST_LINES} lines at a time.`;
    return refuse('VALIDATION_FAILED', problem, {
      fields: [{ field: 'csv' in given ? 'csv' : 'staff', problem }],
    });
  }
  const { read, refused } = checked(lines);
  await services.staff.completeDesks();
  const now = services.clock.now();
  const today = dateInLondon(now).toString();
  const count = { added: 0, changed: 0, unchanged: 0, left: 0 };
  for (let start = 0; start < read.length; start += AT_ONCE) {
    const outcomes = await Promise.all(
      read.slice(start, start + AT_ONCE).map((line) => take(services, line, today)),
    );
    for (const { outcome, left } of outcomes) {
      count[outcome] += 1;
      if (left) count.left += 1;
    }
  }
  const by = { ...allowed.value };
  const last = { ...keys.staffImport(), at: isoInstant(now), by, ...count, refused: refused.length };
  await services.table.transact([{ kind: 'put', item: last }]);
  return done({ ...count, refused });
}

function checked(lines: readonly FileLine[]): {
  readonly read: readonly StaffLine[];
  readonly refused: StaffImported['refused'];
} {
  const read: StaffLine[] = [];
  const refused: { line: number; problems: readonly string[] }[] = [];
  const lineOf = new Map<string, number>();
  for (const each of lines) {
    const { line } = each;
    if ('problem' in each) {
      refused.push({ line, problems: [each.problem] });
      continue;
    }
    const parsed = staffLine.safeParse(each.given);
    if (!parsed.success) {
      refused.push({ line, problems: problemsOfLine(parsed.error) });
      continue;
    }
    const before = lineOf.get(parsed.data.id);
    if (before !== undefined) {
      refused.push({ line, problems: [`id: ${parsed.data.id} is in line ${before} already.`] });
      continue;
    }
    lineOf.set(parsed.data.id, line);
    read.push(parsed.data);
  }
  return { read, refused };
}

async function take(
  { staff, table }: Services,
  { left, ...line }: StaffLine,
  today: IsoDate,
): Promise<{ readonly outcome: 'added' | 'changed' | 'unchanged'; readonly left: boolean }> {
  const known = await staff.find(line.id);
  const now: RegisteredStaff = { ...line, ...(left && { left: known?.left ?? today }) };
  if (known !== undefined && writtenOut(known) === writtenOut(now))
    return { outcome: 'unchanged', left: false };
  await staff.record(now);
  if (known === undefined) return { outcome: 'added', left: false };
  // What they no longer do may now be nobody's.
  const still = left ? [] : ownedBy(now);
  await noteUnattended(
    table,
    ownedBy(known).filter((owner) => !still.includes(owner)),
  );
  return { outcome: 'changed', left: left && known.left === undefined };
}
