/** Who did something: a member of staff, an agency, or the product itself (a date came, a rule ran). */
export interface Actor {
  readonly kind: 'officer' | 'admin' | 'partner' | 'system';
  readonly id: string;
}

/** Where a member of staff works. */
export const STAFF_SIDES = ['PRISON', 'COMMUNITY'] as const;
export type StaffSide = (typeof STAFF_SIDES)[number];

export const SYSTEM: Actor = { kind: 'system', id: 'through-the-gate' };

/** An event from the systems of HMPPS, the prison and probation service. */
export const HMPPS: Actor = { kind: 'system', id: 'hmpps' };
