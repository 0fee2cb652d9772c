import type { RegisteredStaff } from './ports/staff-register.ts';

/** What the register keeps of somebody, as text that differs when any of it does. */
export function writtenOut({
  id,
  name,
  duties,
  prisons,
  regions,
  roles = [],
  units = [],
  left = '',
}: RegisteredStaff): string {
  return JSON.stringify([id, name, duties, prisons, regions, roles, units, left].map(sorted));
}

/** Tokens list duties and places in any order. */
function sorted(value: string | readonly string[]): string | readonly string[] {
  return typeof value === 'string' ? value : [...value].sort();
}
