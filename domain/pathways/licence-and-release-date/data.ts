import type { IsoDate } from '../../law/time.ts';

/** What the record keeps of the licence. Absent in journeys from before it was kept, and where there is none. */
export interface LicenceData {
  readonly licence?: Licence;
}

/** The kinds of electronic tag. */
export const TAGS = ['CURFEW', 'LOCATION', 'ALCOHOL'] as const;
export type Tag = (typeof TAGS)[number];

export const FIRST_APPOINTMENTS = [
  'ON_RELEASE',
  'NEXT_WORKING_DAY',
  'DATE_AND_TIME',
  'NONE',
  'NOT_NEEDED',
] as const;
export type FirstAppointmentType = (typeof FIRST_APPOINTMENTS)[number];

export interface Licence {
  /** The version of the policy on conditions that it was drafted by, such as 4. */
  readonly policyVersion?: number;
  readonly draftedOn?: IsoDate;
  readonly approvedOn?: IsoDate;
  /** The prison made it with the standard conditions only, because none was approved in time. */
  readonly standardOnly?: true;
  readonly explainedOn?: IsoDate;
  readonly signedOn?: IsoDate;
  /** It is in force without a signature. */
  readonly notSigned?: true;
  readonly tags?: readonly Tag[];
  /** Places the person must stay out of, or within. */
  readonly restrictionZone?: true;
  readonly tagFittedOn?: IsoDate;
  readonly firstAppointment?: FirstAppointment;
  /** The latest change of its conditions after release. */
  readonly variedOn?: IsoDate;
}

export interface FirstAppointment {
  readonly type: FirstAppointmentType;
  /** The appointment with its day, time and place; absent where the type has none. */
  readonly appointment?: string;
  readonly on?: IsoDate;
}
