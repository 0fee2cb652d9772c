import { Temporal } from 'temporal-polyfill';
import { CalendarHorizonError, workingDaysAfter, workingDaysBefore, type Calendar } from './calendar.ts';
import { addDays, earlier, isWeekday, later, type IsoDate } from './time.ts';

/**
 * How a day is counted. Days from the release date follow it whenever it moves.
 * Negative numbers are before, positive after.
 */
export type DayRule =
  | { readonly from: 'release' | 'opened' | 'released'; readonly days: number }
  | { readonly from: 'release' | 'opened' | 'released'; readonly workingDays: number }
  | { readonly from: 'supervision-end' };

export interface DayFacts {
  readonly openedOn: IsoDate;
  readonly releaseDate: IsoDate;
  readonly releasedOn?: IsoDate;
  readonly supervisionEndsOn: IsoDate;
}

export interface CountedDay {
  readonly day: IsoDate;
  /** The calendar ends before this day, so bank holidays could not be counted; weekends were. */
  readonly provisional: boolean;
}

/** Working days someone is given at least, when the rule's own day has already gone by. */
export const SHORTEST_NOTICE = 2;

/** The day a rule falls on. Pure calendar arithmetic; `released` falls back to the release date until the person is out. */
export function countDay(rule: DayRule, facts: DayFacts, calendar: Calendar): CountedDay {
  if (rule.from === 'supervision-end') return { day: facts.supervisionEndsOn, provisional: false };
  const start = startOf(rule.from, facts);
  if ('days' in rule) return { day: addDays(start, rule.days), provisional: false };
  return countWorkingDays(start, rule.workingDays, calendar);
}

/**
 * The deadline by a rule. What hangs on the release date is never due sooner than the shortest notice after it is
 * asked, nor what follows release when its day had gone by before it was asked; what must be ready at the gate is
 * never due later than the release date.
 */
export function countDeadline(
  rule: DayRule,
  facts: DayFacts,
  calendar: Calendar,
  options: { readonly beforeRelease: boolean },
): CountedDay {
  const { day, provisional } = countDay(rule, facts, calendar);
  const needsNotice = rule.from === 'release' || (rule.from === 'released' && day < facts.openedOn);
  const withNotice = needsNotice
    ? later(day, countWorkingDays(facts.openedOn, SHORTEST_NOTICE, calendar).day)
    : day;
  if (!options.beforeRelease) return { day: withNotice, provisional };
  const lastDay = later(facts.releaseDate, facts.openedOn);
  return { day: earlier(withNotice, lastDay), provisional };
}

function startOf(from: 'release' | 'opened' | 'released', facts: DayFacts): IsoDate {
  switch (from) {
    case 'release':
      return facts.releaseDate;
    case 'opened':
      return facts.openedOn;
    case 'released':
      return facts.releasedOn ?? facts.releaseDate;
  }
}

// Journeys ask about the same few thousand days again and again, and a calendar never changes.
const counted = new WeakMap<Calendar, Map<string, CountedDay>>();
const MOST_COUNTED = 20_000;

/** `count` working days after (or, when negative, before) a day. */
export function countWorkingDays(start: IsoDate, count: number, calendar: Calendar): CountedDay {
  const known = counted.get(calendar) ?? new Map<string, CountedDay>();
  const question = `${start}/${count}`;
  const before = known.get(question);
  if (before !== undefined) return before;
  const answer = countAnew(start, count, calendar);
  if (known.size >= MOST_COUNTED) known.clear();
  counted.set(calendar, known.set(question, answer));
  return answer;
}

function countAnew(start: IsoDate, count: number, calendar: Calendar): CountedDay {
  const date = Temporal.PlainDate.from(start);
  try {
    const day =
      count < 0 ? workingDaysBefore(date, -count, calendar) : workingDaysAfter(date, count, calendar);
    return { day: day.toString(), provisional: false };
  } catch (error) {
    if (!(error instanceof CalendarHorizonError)) throw error;
    return { day: countWeekdays(start, count), provisional: true };
  }
}

function countWeekdays(start: IsoDate, count: number): IsoDate {
  const step = count < 0 ? -1 : 1;
  let day = start;
  for (let left = Math.abs(count); left > 0;) {
    day = addDays(day, step);
    if (isWeekday(day)) left -= 1;
  }
  return day;
}
