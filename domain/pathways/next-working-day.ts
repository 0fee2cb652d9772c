import type { Calendar } from '../law/calendar.ts';
import { countWorkingDays } from '../law/day-rules.ts';
import type { IsoDate } from '../law/time.ts';

/** The day on which a step that stays open is asked again. */
export function nextWorkingDay(_record: unknown, today: IsoDate, calendar: Calendar): IsoDate {
  return countWorkingDays(today, 1, calendar).day;
}
