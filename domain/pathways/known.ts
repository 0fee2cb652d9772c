import type { Calendar } from '../law/calendar.ts';
import type { Law } from '../law/law.ts';

/** What a rule may count by, besides the record. */
export interface Known {
  readonly law: Law;
  readonly calendar: Calendar;
}
