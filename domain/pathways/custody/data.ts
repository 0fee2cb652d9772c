import type { IsoDate } from '../../law/time.ts';
import type { AbsencesReported } from '../../record/absences-reported.ts';

/** What is known of the person's time in custody. Absent in journeys from before it was kept, and before it is recorded. */
export interface CustodyData {
  readonly custody?: Custody;
}

export interface Custody {
  /** The prison offender manager has handed over to the community offender manager. */
  readonly handedOverOn?: IsoDate;
  readonly reviewedOn?: IsoDate;
  readonly keyWorker?: string;
  /** Days on temporary licence (ROTL) in this cycle, as the reviews counted them. */
  readonly temporaryReleaseDays?: number;
  /** Temporary absences in this cycle, as the prison's system reported them, whatever for. */
  readonly absencesReported?: AbsencesReported;
  /** The community officer is allocated early, because the person needs more preparation. */
  readonly earlyAllocation?: true;
}
