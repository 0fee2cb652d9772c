import type { ReleaseDateType } from '../law/release-day.ts';
import type { IsoDate, IsoInstant } from '../law/time.ts';
import type { Actor } from './actor.ts';
import type { EarlyGround } from './early-grounds.ts';
import type { CustodyKind } from './sentence.ts';

/** Where a date of a sentence comes from. */
export const DATE_SOURCES = [
  'PRISON_CALCULATION',
  'INDICATIVE',
  'COURT',
  'PAROLE_BOARD',
  'EVENT',
  'OFFICER',
] as const;
export type DateSource = (typeof DATE_SOURCES)[number];

/** The current date of one type, with who gave it and when. Each type is kept apart from the others. */
export interface SentenceDate {
  readonly dateType: ReleaseDateType;
  readonly date: IsoDate;
  readonly source: DateSource;
  readonly recordedAt: IsoInstant;
  readonly recordedBy: Actor;
  /** Of a confirmed date before the earliest day permitted: why the law allows it, and the second officer. */
  readonly ground?: EarlyGround;
  readonly approvedBy?: Actor;
}

type DateOfType = Pick<SentenceDate, 'dateType'>;

/** A date as it is given to the record. */
export interface GivenDate {
  readonly date: IsoDate;
  readonly dateType: ReleaseDateType;
  /** An officer, when left out. */
  readonly source?: DateSource;
}

/**
 * Types by which a person is released, the one in force first. A confirmed date, an approved parole date and an
 * approved curfew date come before the dates calculated from the sentence; a person under 18 has the transfer dates.
 */
const RELEASED_BY = ['CONFIRMED', 'APD', 'HDCAD', 'CRD', 'ARD', 'MTD', 'ETD', 'LTD', 'PRRD'] as const;
/** After a recall the dates from before it are spent. */
const RELEASED_AFTER_RECALL = ['CONFIRMED', 'APD', 'PRRD'] as const;

/** The recorded date by which the person is released; undefined while none is known, as on remand. */
export function releaseDateOf<D extends DateOfType>(
  dates: readonly D[],
  releaseKind: CustodyKind,
): D | undefined {
  if (releaseKind === 'REMAND') return undefined;
  const order = releaseKind === 'RECALL' ? RELEASED_AFTER_RECALL : RELEASED_BY;
  for (const type of order) {
    const found = dateOfType(dates, type);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function dateOfType<D extends DateOfType>(
  dates: readonly D[],
  dateType: ReleaseDateType,
): D | undefined {
  return dates.find((recorded) => recorded.dateType === dateType);
}

/** The last day of licence or supervision by the recorded dates; undefined when none of them says. */
export function supervisionEndOf(
  dates: readonly Pick<SentenceDate, 'dateType' | 'date'>[],
): IsoDate | undefined {
  const ends = dates.filter(({ dateType }) => ENDS_SUPERVISION.some((type) => type === dateType));
  return ends
    .map(({ date }) => date)
    .sort()
    .at(-1);
}
/** A date that still counts after release. */
export function endsSentence(dateType: ReleaseDateType): boolean {
  return dateType === 'SED' || ENDS_SUPERVISION.some((type) => type === dateType);
}
const ENDS_SUPERVISION = ['SLED', 'LED', 'TUSED'] as const;
