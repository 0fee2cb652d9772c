import type { IsoDate } from '../law/time.ts';
import type { WaitsFor } from './waits-for.ts';

/** What the head keeps of an open step, so that lists and large changes need not read the step. */
export interface OpenSummary {
  readonly key: string;
  /** At this level any text; `Journey` narrows it to the kinds of the catalogue. */
  readonly kind: string;
  readonly dueOn?: IsoDate;
  readonly escalation: number;
  readonly escalatedTo?: WaitsFor;
  /** Of a kind that raises an alarm however young it is: since when. */
  readonly openedOn?: IsoDate;
}
