import { whatBegan, type CustodyKind } from '../../record/sentence.ts';
import { ageOn } from '../../law/age.ts';
import { dateTypeName } from '../../law/date-type-names.ts';
import type { ReleaseDateType } from '../../law/release-day.ts';
import { sayDate } from '../../law/say-date.ts';
import type { Law } from '../../law/law.ts';
import { addDays, type IsoDate } from '../../law/time.ts';

export interface DatesOfSentence {
  readonly dateOfBirth?: IsoDate;
  readonly startDate: IsoDate;
  /** Of a person on remand, the day the remand began is `startDate`. */
  readonly releaseKind?: CustodyKind;
  /** The date by which the person is released, where one is known. */
  readonly releaseDate?: IsoDate | undefined;
  readonly supervisionEndsOn?: IsoDate | undefined;
}

export interface DateOutOfOrder {
  readonly date: Exclude<keyof DatesOfSentence, 'releaseKind'>;
  readonly problem: string;
}

/**
 * The first date that is out of order, and why: the one rule for a new journey, a new release date and their pages.
 * @param earliestRelease the first release date accepted: today, or earlier for a person whose time was served.
 */
export function dateOutOfOrder(
  dates: DatesOfSentence,
  today: IsoDate,
  earliestRelease: IsoDate = today,
): DateOutOfOrder | undefined {
  const { dateOfBirth, startDate, releaseDate, supervisionEndsOn } = dates;
  const began = whatBegan(dates);
  if (startDate > today) {
    return { date: 'startDate', problem: `The day the ${began} began must be today or earlier.` };
  }
  if (releaseDate !== undefined && releaseDate < earliestRelease) {
    const problem =
      earliestRelease === today
        ? 'The release date must be today or later.'
        : `The release date must be ${sayDate(earliestRelease)} or later.`;
    return { date: 'releaseDate', problem };
  }
  if (releaseDate !== undefined && supervisionEndsOn !== undefined && supervisionEndsOn < releaseDate) {
    const problem = `The release date must be on or before ${sayDate(supervisionEndsOn)}, when supervision ends.`;
    return { date: 'supervisionEndsOn', problem };
  }
  if (dateOfBirth !== undefined && dateOfBirth >= startDate) {
    return { date: 'dateOfBirth', problem: `The date of birth must be before the ${began} began.` };
  }
  if (releaseDate !== undefined && releaseDate < startDate) {
    const problem = `The release date must be on or after ${sayDate(startDate)}, when the sentence began.`;
    return { date: 'releaseDate', problem };
  }
  return undefined;
}

/** Why nobody of this date of birth was sentenced, or remanded, on that day; undefined for anyone old enough. */
export function tooYoungToBeSentenced(
  given: Pick<DatesOfSentence, 'startDate' | 'releaseKind'> & { readonly dateOfBirth: IsoDate },
  law: Law,
): DateOutOfOrder | undefined {
  const { dateOfBirth, startDate } = given;
  const began = whatBegan(given);
  const done = began === 'remand' ? 'remanded in custody' : 'sentenced';
  const { criminalResponsibilityAge: age } = law.on(startDate);
  if (ageOn(dateOfBirth, startDate) >= age) return undefined;
  const problem = `Nobody under ${age} can be ${done}. Check the date of birth and the day the ${began} began.`;
  return { date: 'dateOfBirth', problem };
}

/** The first release date accepted of a person who comes to the record: before today, their time was served at court. */
export function earliestReleaseAccepted(today: IsoDate, law: Law): IsoDate {
  return addDays(today, -law.on(today).timeServedDays);
}

interface DateOfType {
  readonly dateType: ReleaseDateType;
  readonly date: IsoDate;
}

const RELEASES = ['CONFIRMED', 'APD', 'HDCAD', 'CRD', 'ARD', 'PRRD', 'HDCED', 'PED'] as const;
const ENDS = ['SED', 'SLED', 'LED', 'TUSED'] as const;

/** What must not be before what: the later type first. */
const NOT_BEFORE: readonly (readonly [ReleaseDateType, ReleaseDateType])[] = [
  ...ENDS.flatMap((end) => RELEASES.map((release) => [end, release] as const)),
  ['APD', 'PED'],
  ['HDCAD', 'HDCED'],
  ['CRD', 'HDCED'],
  ['ARD', 'HDCED'],
  ['CRD', 'HDCAD'],
  ['ARD', 'HDCAD'],
  ['MTD', 'ETD'],
  ['LTD', 'MTD'],
  ['LTD', 'ETD'],
];

/**
 * The first of these dates that is before the sentence, or on the wrong side of another date of it.
 * @param known the other recorded dates; one of a type that is given again no longer counts.
 */
export function wrongSentenceDate(
  given: readonly DateOfType[],
  known: readonly DateOfType[],
  startDate: IsoDate,
): { readonly dateType: ReleaseDateType; readonly problem: string } | undefined {
  const others = known.filter(({ dateType }) => !given.some((each) => each.dateType === dateType));
  for (const { dateType, date } of given) {
    const name = dateTypeName(dateType);
    if (date < startDate) {
      const problem = `The ${name} must be on or after ${sayDate(startDate)}, when the sentence began.`;
      return { dateType, problem };
    }
    for (const other of [...given, ...others]) {
      const side = wrongSide({ dateType, date }, other);
      if (side === undefined) continue;
      const problem = `The ${name} must be on or ${side} the ${dateTypeName(other.dateType)}, ${sayDate(other.date)}.`;
      return { dateType, problem };
    }
  }
  return undefined;
}

/** The side of the other date that a date should be on, where it is not. */
function wrongSide(one: DateOfType, other: DateOfType): 'before' | 'after' | undefined {
  const mustFollow = (later: DateOfType, earlier: DateOfType): boolean =>
    NOT_BEFORE.some(([after, before]) => after === later.dateType && before === earlier.dateType);
  if (mustFollow(one, other) && one.date < other.date) return 'after';
  if (mustFollow(other, one) && other.date < one.date) return 'before';
  return undefined;
}
