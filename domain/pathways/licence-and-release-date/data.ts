import type { IsoDate } from '../../law/time.ts';
import type { GivenVariation } from '../../record/licence-variation.ts';

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

/** One version of the conditions: those of release, or those of a change after it. */
export interface LicenceVersion {
  /** The version of the policy on conditions that it was drafted by, such as 4. */
  readonly policyVersion?: number;
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
  /** The day on which a tag is to be fitted, where one was agreed. */
  readonly tagFittingOn?: IsoDate;
  readonly tagFittedOn?: IsoDate;
  /** The day from which a change after release counts; absent in the version of release. */
  readonly inForceFrom?: IsoDate;
  /** The change after release that made it. */
  readonly variation?: Variation;
}

/** The latest approved version, with those before it. */
export interface Licence extends LicenceVersion {
  readonly draftedOn?: IsoDate;
  readonly firstAppointment?: FirstAppointment;
  /** The id in Create and vary a licence of the version that was last reported active. */
  readonly activeId?: string;
  /** Oldest first. */
  readonly earlierVersions?: readonly LicenceVersion[];
  /** The latest change that was proposed and refused. */
  readonly refusedVariation?: RefusedVariation;
}

/** A change after release that another officer approved. */
export interface Variation extends Pick<GivenVariation, 'variation' | 'condition' | 'text' | 'reason'> {
  readonly proposedBy: string;
  readonly approvedBy: string;
}

export interface RefusedVariation extends Pick<GivenVariation, 'variation' | 'condition'> {
  readonly on: IsoDate;
  readonly by: string;
  readonly why: string;
}

export interface FirstAppointment {
  readonly type: FirstAppointmentType;
  /** The appointment with its day, time and place; absent where the type has none. */
  readonly appointment?: string;
  readonly on?: IsoDate;
}
