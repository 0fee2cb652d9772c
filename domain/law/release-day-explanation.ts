import type { Temporal } from 'temporal-polyfill';
import { isWeekend, type Calendar } from './calendar.ts';
import { dayNumberOf } from './day-number.ts';
import { dayAfter, presumptiveDaysOf } from './eligible-days.ts';
import type { Figures } from './figures.ts';
import type { Law } from './law.ts';
import { longDate, weekdayName } from './long-date.ts';
import { namedDay } from './named-days.ts';
import { countOf } from './number-words.ts';
import {
  TREATMENT_OF_DATE_TYPE,
  type ExclusionReason,
  type ReleaseDayAssessment,
  type ReleaseDayInput,
} from './release-day-terms.ts';

type Dates = Omit<ReleaseDayAssessment, 'explanation'>;

const STATUTE = '(Criminal Justice Act 1961, section 23(3))';
const SCHEME = 'the early release scheme for Fridays and days before bank holidays';
const SCHEME_ACT = '(Offenders (Day of Release from Detention) Act 2023)';

/** The sentences of an assessment: the date by law, then the scheme, then what it proposes and permits. */
export function explainAssessment(
  input: ReleaseDayInput,
  dates: Dates,
  calendar: Calendar,
  law: Law,
): string[] {
  const whenDue = law.on(input.releaseDate.toString());
  const figures = law.on(dates.statutoryDate.toString());
  return [
    explainStatutoryDate(input, dates, calendar, whenDue),
    ...explainScheme(input, dates, calendar, figures),
  ];
}

/** The term that may end on a Saturday: "a term of five days or fewer". */
export function shortTermWords({ saturdayTermDays = 0 }: Figures): string {
  return `a term of ${countOf(saturdayTermDays, 'day')} or fewer`;
}

/** Why a date outside the bank-holiday data has no answer yet. */
export function explainHorizon(date: Temporal.PlainDate, calendar: Calendar): string[] {
  const { knownFrom, knownUntil } = calendar;
  const from = knownFrom === undefined ? '' : ` from ${longDate(knownFrom)}`;
  const until = knownUntil === undefined ? '' : ` until ${longDate(knownUntil)}`;
  return [
    `The bank holidays of England and Wales are known${from}${until}.`,
    `The release day depends on ${longDate(date)}, which is outside that time, so it is not known yet.`,
  ];
}

function explainStatutoryDate(
  input: ReleaseDayInput,
  dates: Dates,
  calendar: Calendar,
  figures: Figures,
): string {
  const shortTerm = shortTermWords(figures);
  const due = longDate(input.releaseDate);
  const treatment = TREATMENT_OF_DATE_TYPE[input.dateType];
  if (treatment === 'NEVER') return `${due} is a date of the type ${input.dateType}, which never moves.`;
  if (dates.statutoryDate.equals(input.releaseDate)) {
    return isWeekend(input.releaseDate)
      ? `${due} is a Saturday, on which ${shortTerm} may end, so release is due that day ${STATUTE}.`
      : `${due} is a working day, so release is due that day ${STATUTE}.`;
  }
  const cause = `${due} is ${kindOfDay(input.releaseDate, calendar)}`;
  const moved = longDate(dates.statutoryDate);
  if (treatment === 'FORWARD') {
    return `${cause}, so release on curfew moves forward to the next working day: ${moved}.`;
  }
  return isWeekend(dates.statutoryDate)
    ? `${cause}, so by law release moves back to the Saturday before, on which ${shortTerm} may end: ${moved} ${STATUTE}.`
    : `${cause}, so by law release moves back to the working day before: ${moved} ${STATUTE}.`;
}

function explainScheme(input: ReleaseDayInput, dates: Dates, calendar: Calendar, figures: Figures): string[] {
  const { mostEligibleDaysEarlier } = figures;
  if (dates.reason !== undefined) return [explainExclusion(dates.reason, input, figures)];
  if (mostEligibleDaysEarlier === undefined) return [`On that day ${SCHEME} was not law ${SCHEME_ACT}.`];
  if (!dates.schemeApplies)
    return [`The day after is a working day, so ${SCHEME} leaves the date as it is ${SCHEME_ACT}.`];
  const after = dayAfter(dates.statutoryDate);
  const proposed = presumptiveDaysOf(input, figures);
  const person = input.adult ? 'an adult' : 'a child';
  // What kind of day the date given is has been said already.
  const why = after.equals(input.releaseDate)
    ? `Release would then be on the day before ${longDate(after)}`
    : `The day after, ${longDate(after)}, is ${kindOfDay(after, calendar)}`;
  return [
    `${why}, so ${SCHEME} applies ${SCHEME_ACT}.`,
    `The proposed release date is ${longDate(dates.presumptiveDate)}, ${countOf(proposed, 'eligible day')} earlier, for ${person}. An eligible day is a working day with a working day after it.`,
    proposed === mostEligibleDaysEarlier
      ? 'No earlier date is permitted.'
      : `The earliest date permitted is ${longDate(dates.earliestPermittedDate)}, ${countOf(mostEligibleDaysEarlier, 'eligible day')} earlier: it needs a request from the community offender manager for a resettlement need, and the governor’s approval.`,
  ];
}

function explainExclusion(
  reason: ExclusionReason,
  input: ReleaseDayInput,
  { minimumDaysServed }: Figures,
): string {
  const because = `The date does not move under ${SCHEME} ${SCHEME_ACT}:`;
  switch (reason) {
    case 'INDETERMINATE':
      return `${because} the sentence is indeterminate.`;
    case 'PAROLE_BOARD_DISCRETIONARY':
      return `${because} the Parole Board decides on this release.`;
    case 'HDC':
      return `${because} this is a release on home detention curfew.`;
    case 'DATE_TYPE_NOT_MOVED':
      return `${because} it moves no date of the type ${input.dateType}.`;
    case 'SERVED_TOO_LITTLE':
      return `By policy the date does not move under ${SCHEME}: the person will have been in custody for fewer than ${countOf(minimumDaysServed, 'day')} since sentence, counting the day of sentence.`;
    case 'REVERTED_EXCEPTIONAL':
      return `${because} the governor has gone back to the statutory date in exceptional circumstances.`;
  }
}

function kindOfDay(date: Temporal.PlainDate, calendar: Calendar): string {
  const iso = date.toString();
  const named = namedDay(dayNumberOf(date));
  if (!calendar.bankHolidays.has(iso)) return named ?? `a ${weekdayName(date)}`;
  const title = calendar.titles.get(iso) ?? named;
  if (title === undefined) return 'a bank holiday';
  return /bank holiday/i.test(title) ? `the ${title}` : `${title}, a bank holiday`;
}
