import type { IsoDate } from '../../law/time.ts';

/** What the record keeps of supervision. Absent in journeys from before it was kept. */
export interface SupervisionData {
  readonly supervision?: Supervision;
}

/** How the person and their officer met or spoke; only the first two are face to face. */
export const CONTACT_MEANS = ['OFFICE', 'HOME_VISIT', 'VIDEO', 'PHONE'] as const;
/** The first appointment is a contact too: its own step says whether it was kept. */
export const RECORDED_MEANS = [...CONTACT_MEANS, 'FIRST_APPOINTMENT'] as const;
export type ContactMeans = (typeof RECORDED_MEANS)[number];

export const MISSED_BECAUSE = [
  'ILLNESS',
  'WORK',
  'FAMILY',
  'TRANSPORT',
  'NOT_TOLD',
  'FORGOT',
  'OTHER',
  'NO_REASON',
] as const;
export type MissedBecause = (typeof MISSED_BECAUSE)[number];

/** The strands of life that the person scores, each from 0 to 10. */
export const DISTANCES = ['home', 'money', 'health', 'substances', 'work', 'family', 'thinking'] as const;
export type Distance = (typeof DISTANCES)[number];

/** How far the person felt they had come on one day: theirs to say. */
export interface DistancePoint {
  readonly on: IsoDate;
  readonly overall: number;
  readonly scores: Readonly<Partial<Record<Distance, number>>>;
  /** In the person's own words. */
  readonly words?: string;
  readonly goal?: string;
}

export interface Supervision {
  /** Days between contacts face to face: what policy says on the day of release, or what an officer made of it. */
  readonly contactEveryDays?: number;
  readonly contacts?: readonly { readonly on: IsoDate; readonly means: ContactMeans }[];
  readonly missed?: readonly { readonly on: IsoDate; readonly because: MissedBecause }[];
  /** Since the pattern was last looked at, so many were missed that it should be. */
  readonly missesOften?: boolean;
  /** The day to which a first appointment that was missed is rearranged. */
  readonly firstAppointmentOn?: IsoDate;
  readonly warnings?: number;
  readonly hearingOn?: IsoDate;
  readonly distance?: readonly DistancePoint[];
}

/** The head is written with every change, so it keeps the latest of each list only; the timeline has them all. */
export const MOST_KEPT = 24;
