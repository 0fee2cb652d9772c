import { daysBetween, type IsoDate } from './time.ts';

/**
 * Days in custody from the day of sentence (or of return to custody) to the day of release, both counted: the day of
 * sentence is day 1, so a person released on the 28th day has served 28. 0 when custody begins after the release date.
 * Policy of the prison service on release before weekends and bank holidays.
 */
export function daysServed(from: IsoDate, releasedOn: IsoDate): number {
  return Math.max(0, daysBetween(from, releasedOn) + 1);
}
