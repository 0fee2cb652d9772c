import { Temporal } from 'temporal-polyfill';
import { CalendarHorizonError, workingDaysAfter, workingDaysBefore, type Calendar } from './calendar.ts';
import type { DaysFigure, LastingFigures, WorkingDaysFigure } from './figures.ts';
import type { Law } from './law.ts';
import { addDays, earlier, isWeekday, later, type IsoDate } from './time.ts';

/** Days that are worked out from the whole record. */
export const RECORD_DAYS = [
  'licence-hard-stop',
  'late-allocation',
  'first-appointment',
  'review-hearing',
  'handover',
  'tag-fitting',
  'housing-element-ends',
] as const;
export type RecordDay = (typeof RECORD_DAYS)[number];

type Start =
  RecordDay | 'release' | 'opened' | 'released' | 'claimed' | 'last-night' | 'nights-change' | 'sentenced';

/**
 * How a day is counted. Days from the release date follow it whenever it moves. `days` and `workingDays` are the
 * product's own choice, negative before and positive after. `before` and `after` name a figure of law or policy, as
 * in force on the day that is counted from; `later` is so many days after that.
 */
export type DayRule =
  | { readonly from: Start; readonly days: number }
  | { readonly from: Start; readonly workingDays: number }
  | { readonly from: Start; readonly before: DaysFigure; readonly later?: number }
  | { readonly from: Start; readonly after: DaysFigure; readonly later?: number }
  | { readonly from: Start; readonly before: WorkingDaysFigure }
  | { readonly from: Start; readonly after: WorkingDaysFigure }
  | { readonly from: 'supervision-end' }
  | { readonly from: 'full-age' };

export interface DayFacts {
  readonly openedOn: IsoDate;
  /** Absent while there is none: nothing that is counted from it has a day. */
  readonly releaseDate?: IsoDate;
  readonly releasedOn?: IsoDate;
  /** The day on which the release was recorded, which may be later. */
  readonly releaseRecordedOn?: IsoDate;
  /** The day of the Universal Credit claim. */
  readonly claimMadeOn?: IsoDate;
  readonly supervisionEndsOn?: IsoDate;
  /** The day the person is of full age. */
  readonly fullAgeOn?: IsoDate;
  /** The last night of the person's bed; absent while they have none, or nobody knows it. */
  readonly lastNight?: IsoDate;
  /** The next day on which the person has somewhere to sleep again, or nowhere. */
  readonly nightsChange?: IsoDate;
  readonly sentencedOn?: IsoDate;
  /** Only the one that the rule is counted from. */
  readonly recordDay?: IsoDate;
}

export interface CountedDay {
  readonly day: IsoDate;
  /** The calendar ends before this day, so bank holidays could not be counted; weekends were. */
  readonly provisional: boolean;
}

/** Working days someone is given at least, when the rule's own day has already gone by. */
export const SHORTEST_NOTICE = 2;

/**
 * The day a rule falls on. Pure calendar arithmetic; `released` falls back to the release date until the person is out.
 * Undefined while the day it is counted from is not known.
 */
export function countDay(
  rule: DayRule,
  facts: DayFacts,
  calendar: Calendar,
  law: Law,
): CountedDay | undefined {
  if (rule.from === 'supervision-end' || rule.from === 'full-age') {
    const day = rule.from === 'full-age' ? facts.fullAgeOn : facts.supervisionEndsOn;
    return day === undefined ? undefined : { day, provisional: false };
  }
  const start = startOf(rule.from, facts);
  if (start === undefined) return undefined;
  const { count, unit } = lengthOf(rule, law.onRelease(start));
  return unit === 'day'
    ? { day: addDays(start, count), provisional: false }
    : countWorkingDays(start, count, calendar);
}

/** How far from its start a rule is, by these figures; negative before it. */
export function lengthOf(
  rule: Exclude<DayRule, { readonly from: 'supervision-end' | 'full-age' }>,
  figures: LastingFigures,
): { readonly count: number; readonly unit: 'day' | 'working day' } {
  if ('days' in rule) return { count: rule.days, unit: 'day' };
  if ('workingDays' in rule) return { count: rule.workingDays, unit: 'working day' };
  const [name, direction] = 'before' in rule ? [rule.before, -1] : [rule.after, 1];
  const later = 'later' in rule ? (rule.later ?? 0) : 0;
  return {
    count: direction * figures[name] + later,
    unit: name.endsWith('WorkingDays') ? 'working day' : 'day',
  };
}

/**
 * The deadline by a rule. What hangs on the release date is never due sooner than the shortest notice after it is
 * asked, nor what follows release or ends with a bed when its day had gone by before it was asked; what must be ready at the gate is
 * never due later than the release date.
 */
export function countDeadline(
  rule: DayRule,
  facts: DayFacts,
  calendar: Calendar,
  law: Law,
  options: { readonly beforeRelease: boolean },
): CountedDay | undefined {
  const byRule = countDay(rule, facts, calendar, law);
  if (byRule === undefined) return undefined;
  const { day, provisional } = byRule;
  // What release itself asks keeps its day, and is overdue at once, when the release is recorded late.
  const fromGate = OF_RELEASE.some((start) => start === rule.from);
  const askedByRelease = fromGate && facts.openedOn === facts.releaseRecordedOn;
  const askedLate = rule.from !== 'opened' && day < facts.openedOn && !askedByRelease;
  const needsNotice = rule.from === 'release' || askedLate;
  const withNotice = needsNotice
    ? later(day, countWorkingDays(facts.openedOn, SHORTEST_NOTICE, calendar).day)
    : day;
  if (!options.beforeRelease || facts.releaseDate === undefined) return { day: withNotice, provisional };
  const lastDay = later(facts.releaseDate, facts.openedOn);
  return { day: earlier(withNotice, lastDay), provisional };
}

/** Days that release itself begins to count. */
const OF_RELEASE = ['released', 'first-appointment', 'tag-fitting'] as const satisfies readonly Start[];

/** Someone who becomes known long after the sentence is asked from then on, by the figures of that day. */
function isRecent(sentencedOn: IsoDate | undefined, openedOn: IsoDate): sentencedOn is IsoDate {
  return sentencedOn !== undefined && sentencedOn >= addDays(openedOn, -RECENT_DAYS);
}

const RECENT_DAYS = 7;

function startOf(from: Start, facts: DayFacts): IsoDate | undefined {
  switch (from) {
    case 'release':
      return facts.releaseDate;
    case 'opened':
      return facts.openedOn;
    case 'released':
      return facts.releasedOn ?? facts.releaseDate;
    case 'claimed':
      return facts.claimMadeOn ?? facts.openedOn;
    case 'last-night':
      return facts.lastNight;
    case 'nights-change':
      return facts.nightsChange;
    case 'licence-hard-stop':
    case 'late-allocation':
    case 'first-appointment':
    case 'review-hearing':
    case 'handover':
    case 'tag-fitting':
    case 'housing-element-ends':
      return facts.recordDay;
    case 'sentenced':
      return isRecent(facts.sentencedOn, facts.openedOn) ? facts.sentencedOn : facts.openedOn;
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
