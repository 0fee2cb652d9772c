import { sayDate } from '../../law/say-date.ts';
import type { IsoDate } from '../../law/time.ts';

export interface DatesOfSentence {
  readonly dateOfBirth?: IsoDate;
  readonly startDate: IsoDate;
  readonly releaseDate: IsoDate;
  readonly supervisionEndsOn: IsoDate;
}

export interface DateOutOfOrder {
  readonly date: keyof DatesOfSentence;
  readonly problem: string;
}

/** The first date that is out of order, and why: the one rule for a new journey, a new release date and their pages. */
export function dateOutOfOrder(dates: DatesOfSentence, today: IsoDate): DateOutOfOrder | undefined {
  const { dateOfBirth, startDate, releaseDate, supervisionEndsOn } = dates;
  if (startDate > today) {
    return { date: 'startDate', problem: 'The day the sentence began must be today or earlier.' };
  }
  if (releaseDate < today)
    return { date: 'releaseDate', problem: 'The release date must be today or later.' };
  if (supervisionEndsOn < releaseDate) {
    const problem = `The release date must be on or before ${sayDate(supervisionEndsOn)}, when supervision ends.`;
    return { date: 'supervisionEndsOn', problem };
  }
  if (dateOfBirth !== undefined && dateOfBirth >= startDate) {
    return { date: 'dateOfBirth', problem: 'The date of birth must be before the sentence began.' };
  }
  return undefined;
}
