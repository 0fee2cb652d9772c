import type { Outcome, StepKind } from '../pathways/catalogue.ts';
import type { StepDetails } from '../pathways/step-entry.ts';
import type { Actor } from '../record/actor.ts';
import type { WaitsFor } from '../record/waits-for.ts';
import type { IsoDate, IsoInstant } from '../law/time.ts';

/**
 * SCHEDULED: its day has not come. OPEN: it can be answered. DONE: answered for good. CLOSED: no longer needed; it is
 * asked again if the journey comes back to it.
 */
export const STEP_STATES = ['SCHEDULED', 'OPEN', 'DONE', 'CLOSED'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** One wait of a journey. */
export interface Step {
  readonly key: string;
  readonly kind: StepKind;
  /** Its subject, for kinds that can be asked more than once, such as a referral: `DTR-2`. */
  readonly subject?: string;
  readonly cycle: number;
  readonly state: StepState;
  readonly waitsFor: WaitsFor;
  readonly openedAt: IsoInstant;
  readonly openedOn: IsoDate;
  /** Days count from here and not from its opening, because a hold stopped the clocks for so long. */
  readonly countsFrom?: IsoDate;
  /** Nobody is asked before this day. */
  readonly opensOn?: IsoDate;
  readonly dueOn?: IsoDate;
  /** An answer put it off: it is asked again on this day, and may be answered before. */
  readonly askFrom?: IsoDate;
  /** The days depend on bank holidays that are not known yet. */
  readonly provisional?: boolean;
  /** Rungs of the escalation ladder already taken. */
  readonly escalation: number;
  /** The desk above its owner on whose list it is too; see `deskOfRung`. */
  readonly escalatedTo?: WaitsFor;
  /** When the sweep next has something to do with this row; absent when it never has. */
  readonly wakeAt?: IsoInstant;
  /**
   * JOURNEY_CLOSED, PERSON_DIED, RECORDS_MERGED or CYCLE_ENDED when it was open as the journey, or the cycle, ended; RELEASE_CORRECTED
   * when release was recorded wrongly, and RECALL_UNDONE when a recall was.
   */
  readonly outcome?:
    | Outcome
    | 'JOURNEY_CLOSED'
    | 'PERSON_DIED'
    | 'RECORDS_MERGED'
    | 'CYCLE_ENDED'
    | 'RELEASE_CORRECTED'
    | 'RECALL_UNDONE';
  readonly details?: StepDetails;
  readonly completedAt?: IsoInstant;
  readonly completedBy?: Actor;
  /** Step Functions' task token. Never logged, shown or sent. */
  readonly token?: string;
  readonly execution?: string;
}

export function isOpen(step: Step): boolean {
  return step.state === 'OPEN' || step.state === 'SCHEDULED';
}

/** Past its deadline, which lasts to the end of its day. */
export function isOverdue(step: Pick<Step, 'dueOn'>, today: IsoDate): boolean {
  return step.dueOn !== undefined && step.dueOn < today;
}
