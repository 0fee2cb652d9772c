import type { Actor } from '../record/actor.ts';

export const ROLES = ['officer', 'partner', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** An officer's duties: the desks that own steps, besides named officers. */
export const DUTIES = ['OMU', 'POM', 'COM', 'GOVERNOR', 'PDU'] as const;
export type Duty = (typeof DUTIES)[number];

/** Letters, digits and a few signs; never the `#` that parts the table's keys. */
export const USER_ID_PATTERN = /^[A-Za-z0-9._@-]{2,128}$/;

/** The signed-in user, from their token. What it omits they may not do. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly duties: readonly Duty[];
  /** Prisons whose people are in this officer's care, by prison id. */
  readonly prisons: readonly string[];
  /** Probation regions, by code. */
  readonly regions: readonly string[];
  /** The agency a partner answers for. */
  readonly agencyId?: string;
}

/** The actor that is recorded when this user acts in a role. An agency's people act as the agency. */
export function actorOf(user: User, role: Role): Actor {
  return { kind: role, id: role === 'partner' ? (user.agencyId ?? user.id) : user.id };
}
