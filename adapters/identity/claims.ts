import { hasHiddenCharacters } from '../../domain/record/text.ts';
import { ROLES, USER_ID_PATTERN, type User } from '../../domain/access/user.ts';
import { DUTIES } from '../../domain/record/duties.ts';

/** The names of claims. A list may be an array, or text separated by commas or spaces. */
export interface ClaimNames {
  readonly id: string;
  readonly name: string;
  readonly roles: string;
  readonly duties: string;
  readonly prisons: string;
  readonly regions: string;
  readonly agencyId: string;
}

export const CLAIM_NAMES: ClaimNames = {
  id: 'sub',
  name: 'name',
  roles: 'roles',
  duties: 'duties',
  prisons: 'prisons',
  regions: 'regions',
  agencyId: 'agency_id',
};

/** The user of a verified token; undefined without a usable id. Unknown roles and duties are ignored. */
export function userFromClaims(
  claims: Readonly<Record<string, unknown>>,
  names: ClaimNames = CLAIM_NAMES,
): User | undefined {
  const id = claims[names.id];
  if (typeof id !== 'string' || !USER_ID_PATTERN.test(id)) return undefined;
  const name = claims[names.name];
  const agencyId = claims[names.agencyId];
  return {
    id,
    name: typeof name === 'string' && name.trim() !== '' && !hasHiddenCharacters(name) ? name : id,
    roles: known(ROLES, claims[names.roles]),
    duties: known(DUTIES, claims[names.duties]),
    prisons: listOf(claims[names.prisons]),
    regions: listOf(claims[names.regions]),
    ...(typeof agencyId === 'string' && agencyId !== '' && { agencyId }),
  };
}

export function claimsOf(user: User): Record<string, unknown> {
  return {
    [CLAIM_NAMES.name]: user.name,
    [CLAIM_NAMES.roles]: [...user.roles],
    [CLAIM_NAMES.duties]: [...user.duties],
    [CLAIM_NAMES.prisons]: [...user.prisons],
    [CLAIM_NAMES.regions]: [...user.regions],
    ...(user.agencyId !== undefined && { [CLAIM_NAMES.agencyId]: user.agencyId }),
  };
}

function known<T extends string>(all: readonly T[], claim: unknown): readonly T[] {
  const held = new Set(listOf(claim));
  return all.filter((each) => held.has(each));
}

function listOf(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(/[\s,]+/).filter((each) => each !== '');
  return Array.isArray(claim) ? claim.filter((each) => typeof each === 'string') : [];
}
