import type { IsoDate } from '../law/time.ts';

/** How often a person was on temporary absence in one time in custody, as far as it was reported. */
export interface AbsencesReported {
  readonly times: number;
  /** Days on which the person was out, those on which they left and came back among them. */
  readonly days: number;
  readonly latestOn: IsoDate;
}
