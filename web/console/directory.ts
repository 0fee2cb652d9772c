import prisonData from '../../data/prisons.json' with { type: 'json' };
import type { ListedAgency } from '../../application/directory.ts';
import type { RegisteredStaff } from '../../application/ports/staff-register.ts';
import { decide } from '../../domain/access/access.ts';
import type { User } from '../../domain/access/user.ts';
import type { Names } from '../../domain/journey/words.ts';

/** The people, agencies and places that forms offer. */
export interface Directory {
  staff(): Promise<readonly RegisteredStaff[]>;
  agencies(): Promise<readonly ListedAgency[]>;
}

export interface Place {
  readonly id: string;
  readonly name: string;
}

/** By the name of the place, as they are looked for in a list. */
export const PRISONS: readonly (Place & { readonly region: string })[] = prisonData.prisons.toSorted((a, b) =>
  placeOnly(a.name).localeCompare(placeOnly(b.name)),
);
export const REGIONS: readonly Place[] = prisonData.regions;

const PLACES = new Map([...PRISONS, ...REGIONS].map(({ id, name }) => [id, name]));

/** "Leeds" of "HMP Leeds". */
function placeOnly(name: string): string {
  return name.replace(/^HM(P|YOI) /, '');
}

/** A prison's or region's name; an unknown id stays an id. */
export function placeCalled(id: string): string {
  return PLACES.get(id) ?? id;
}

/** The names pages use in place of ids. */
export async function namesOf(directory: Directory): Promise<Names> {
  const [staff, agencies] = await Promise.all([directory.staff(), directory.agencies()]);
  const officers = new Map(staff.map(({ id, name }) => [id, name]));
  const called = new Map(agencies.map(({ id, name }) => [id, name]));
  return {
    officer: (id) => officers.get(id),
    agency: (id) => called.get(id),
    place: (id) => PLACES.get(id),
  };
}

/** Prisons at which this user may start a journey. */
export function prisonsToStartAt(user: User): readonly Place[] {
  return PRISONS.filter(({ id }) => decide(user, 'start-journey', { prison: id }).allowed);
}
