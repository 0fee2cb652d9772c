import type { User } from '../../domain/access/user.ts';
import type { IsoDate } from '../../domain/law/time.ts';

/**
 * A member of staff who exists: who can be named on a journey, and as what. Who was recorded before roles were kept, and
 * has not signed in since, has none.
 */
export type RegisteredStaff = Pick<User, 'id' | 'name' | 'duties' | 'prisons' | 'regions'> &
  Partial<Pick<User, 'roles'>> & {
    /** Where in their regions they work, by code: probation delivery units, local admin units and teams. */
    readonly units?: readonly string[];
    /** The day from which they no longer work here: they are named on nothing new. */
    readonly left?: IsoDate;
  };

/** Who works in prisons and probation. Each sign-in to the pages, and each call to the API, records who it was. */
export interface StaffRegister {
  /** Undefined for an id that nobody has. */
  find(id: string): Promise<RegisteredStaff | undefined>;
  /** In order of their ids; a register too long for a form is cut. */
  list(): Promise<readonly RegisteredStaff[]>;
  /** Everybody who works at a desk, those who have left excepted. */
  atDesk(duty: string, place: string): Promise<readonly RegisteredStaff[]>;
  /** Writes the desks of everybody recorded before desks had rows. Until then the list is searched for them. */
  completeDesks(): Promise<void>;
  /** Adds them, or replaces what was known of them. */
  record(staff: RegisteredStaff): Promise<void>;
}
