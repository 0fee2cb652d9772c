import { deskWaitedFor, officerWaitedFor, readWaitsFor, type WaitsFor } from '../domain/record/waits-for.ts';
import { keys } from './keys.ts';
import type { RegisteredStaff, StaffRegister } from './ports/staff-register.ts';
import { MAX_TRANSACTION_WRITES, type Table, type Write } from './ports/table.ts';

/** Why nobody is there to act on what waits for an owner. */
export const UNATTENDED_REASONS = ['NOT_IN_REGISTER', 'LEFT', 'NOBODY_AT_DESK'] as const;
export type UnattendedReason = (typeof UNATTENDED_REASONS)[number];

/** @returns undefined for an owner who is there, or is no member of staff. */
export async function whyUnattended(
  staff: Pick<StaffRegister, 'find' | 'atDesk'>,
  owner: WaitsFor,
): Promise<UnattendedReason | undefined> {
  const parts = readWaitsFor(owner);
  if (parts?.kind === 'officer') {
    const found = await staff.find(parts.id);
    if (found === undefined) return 'NOT_IN_REGISTER';
    return found.left === undefined ? undefined : 'LEFT';
  }
  if (parts?.kind !== 'desk') return undefined;
  return (await staff.atDesk(parts.duty, parts.place)).length === 0 ? 'NOBODY_AT_DESK' : undefined;
}

/**
 * Notes owners of whom it was found that nobody is there: the list of steps without anybody looks at these, and no table
 * is searched. Whether it is so is looked at again whenever the list is read.
 */
export async function noteUnattended(
  table: Pick<Table, 'get' | 'transact'>,
  owners: readonly WaitsFor[],
): Promise<void> {
  const writes: Write[] = [];
  for (const owner of new Set(owners)) {
    const key = keys.unattended(owner);
    // Most are noted already: to look costs a tenth of a write.
    if ((await table.get(key, 'eventual')) === undefined)
      writes.push({ kind: 'put', item: { ...key, owner } });
  }
  for (let start = 0; start < writes.length; start += MAX_TRANSACTION_WRITES)
    await table.transact(writes.slice(start, start + MAX_TRANSACTION_WRITES));
}

/** Everything that may wait for a member of staff: by name, and at their desks. */
export function ownedBy({ id, duties, prisons, regions }: RegisteredStaff): readonly WaitsFor[] {
  const places = [...prisons, ...regions];
  return [
    officerWaitedFor(id),
    ...duties.flatMap((duty) => places.map((place) => deskWaitedFor(duty, place))),
  ];
}
