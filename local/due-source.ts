import type { Temporal } from 'temporal-polyfill';

/** Something beside the record that has things due, such as the sample agencies: fired in time order with the rest. */
export interface DueSource {
  nextDueAt(): Promise<string | undefined>;
  fireDue(now: Temporal.Instant): Promise<void>;
}
