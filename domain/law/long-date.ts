import type { Temporal } from 'temporal-polyfill';
import { dayNumberOf, weekdayOf } from './day-number.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * A date as people in England and Wales write it, with its weekday: "Friday 25 December 2026".
 * Written by hand because the platform's locale formatter costs a hundred times more and varies by build.
 */
export function longDate(date: Temporal.PlainDate): string {
  return `${weekdayName(date)} ${date.day} ${MONTHS[date.month - 1] ?? ''} ${date.year}`;
}

/** The English name of a date's weekday: "Friday". */
export function weekdayName(date: Temporal.PlainDate): string {
  return WEEKDAYS[weekdayOf(dayNumberOf(date))] ?? '';
}
