import { Temporal } from 'temporal-polyfill';
import { longDate } from './long-date.ts';

/** "Friday 25 December 2026" for `2026-12-25`; "a date not known" for anything that is not a date. */
export function sayDate(date: unknown): string {
  if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return 'a date not known';
  try {
    return longDate(Temporal.PlainDate.from(date, { overflow: 'reject' }));
  } catch {
    return 'a date not known';
  }
}
