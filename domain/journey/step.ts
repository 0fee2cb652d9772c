import type { Actor } from '../record/actor.ts';
import type { IsoDate, IsoInstant } from '../law/time.ts';

/**
 * SCHEDULED: its day has not come. OPEN: someone, or something, is awaited. DONE: answered for good.
 * CLOSED: what it asked about has moved on; if the journey comes to it again it is asked again.
 */
export const STEP_STATES = ['SCHEDULED', 'OPEN', 'DONE', 'CLOSED'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** Whom a step waits for: `officer:<id>`, `role:<duty>@<place>`, `agency:<id>`, `date` or `event`. */
export type WaitsFor = `officer:${string}` | `role:${string}` | `agency:${string}` | 'date' | 'event';

export type StepDetails = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** Something the journey waits for. Every wait is one of these, so "what is stuck, and on whom" is one query. */
export interface Step {
  readonly key: string;
  readonly kind: string;
  /** What it is about when a kind can be asked more than once, such as a referral: `DTR-2`. */
  readonly subject?: string;
  readonly cycle: number;
  readonly state: StepState;
  readonly waitsFor: WaitsFor;
  readonly openedAt: IsoInstant;
  readonly openedOn: IsoDate;
  /** Until this day nobody is asked. */
  readonly opensOn?: IsoDate;
  readonly dueOn?: IsoDate;
  /** The release date in force when the days above were worked out. */
  readonly countedFrom: IsoDate;
  /** Days above rest on a calendar that does not yet know the bank holidays. */
  readonly provisional?: boolean;
  /** Rungs of the escalation ladder already taken. */
  readonly escalation: number;
  /** When the sweep next has something to do with this row; absent when it never has. */
  readonly wakeAt?: IsoInstant;
  readonly outcome?: string;
  readonly details?: StepDetails;
  readonly completedAt?: IsoInstant;
  readonly completedBy?: Actor;
  /** Step Functions' task token. Never logged, shown or sent. */
  readonly token?: string;
  readonly execution?: string;
}

/** `1.referral-answer.DTR-2`: unique in the journey, and the same again after a restart. */
export function stepKey(cycle: number, kind: string, subject?: string): string {
  return subject === undefined ? `${cycle}.${kind}` : `${cycle}.${kind}.${subject}`;
}

/** The kind in a step's key; undefined for what is no key. */
export function kindInKey(key: string): string | undefined {
  return /^\d+\.([a-z0-9-]+)(\.|$)/.exec(key)?.[1];
}

export function isOpen(step: Step): boolean {
  return step.state === 'OPEN' || step.state === 'SCHEDULED';
}

/** Past its deadline, which lasts to the end of its day. */
export function isOverdue(step: Pick<Step, 'dueOn'>, today: IsoDate): boolean {
  return step.dueOn !== undefined && step.dueOn < today;
}
