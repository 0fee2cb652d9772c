/** Who did something: a member of staff, an agency, or the product itself (a date came, a rule ran). */
export interface Actor {
  readonly kind: 'officer' | 'admin' | 'partner' | 'system';
  readonly id: string;
}

export const SYSTEM: Actor = { kind: 'system', id: 'through-the-gate' };
