import { Temporal } from 'temporal-polyfill';
import { LONDON } from '../../domain/law/time.ts';
import { sayDate } from '../../domain/law/say-date.ts';

const SHORT_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Wednesday 23 December 2026 at 3:04pm", in London. */
export function formatInstant(instant: string): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(LONDON);
  return `${sayDate(zoned.toPlainDate().toString())} at ${formatTime(zoned.hour, zoned.minute)}`;
}

/** "23 Dec 2026" for narrow cells without a weekday. */
export function formatShortDate(date: string): string {
  const { day, month, year } = Temporal.PlainDate.from(date);
  return `${day} ${SHORT_MONTHS[month - 1] ?? ''} ${year}`;
}

/** "in 9 days", "tomorrow", "today", "yesterday", "9 days ago". */
export function formatDaysAway(days: number): string {
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** "1 person", "12 people". */
export function formatCount(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function formatTime(hour: number, minute: number): string {
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? 'midnight' : 'midday';
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  return `${twelve}:${String(minute).padStart(2, '0')}${hour < 12 ? 'am' : 'pm'}`;
}
