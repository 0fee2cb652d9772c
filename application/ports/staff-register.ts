import type { User } from '../../domain/access/user.ts';

/**
 * A member of staff who exists: who can be named on a journey, and as what. Who was recorded before roles were kept, and
 * has not signed in since, has none.
 */
export type RegisteredStaff = Pick<User, 'id' | 'name' | 'duties' | 'prisons' | 'regions'> &
  Partial<Pick<User, 'roles'>>;

/** Who works in prisons and probation. Each sign-in to the pages, and each call to the API, records who it was. */
export interface StaffRegister {
  /** Undefined for an id that nobody has. */
  find(id: string): Promise<RegisteredStaff | undefined>;
  /** In order of their ids; a register too long for a form is cut. */
  list(): Promise<readonly RegisteredStaff[]>;
  /** Adds them, or replaces what was known of them. */
  record(staff: RegisteredStaff): Promise<void>;
}
