import { sayDate } from './say-date.ts';
import type { IsoDate } from './time.ts';

/** The dates of a Friday check, as the record keeps them. */
interface CheckedDates {
  readonly schemeApplies: boolean;
  readonly statutoryDate: IsoDate;
  readonly presumptiveDate: IsoDate;
  readonly earliestPermittedDate: IsoDate;
}

type ReleaseDayOption = 'SECOND_DAY' | 'PRESUMPTIVE' | 'STATUTORY';

/** What the Friday check proposes on a day, as long as nobody has decided. */
export interface ReleaseDayProposal {
  /** NONE: the scheme does not apply. LAPSED: the proposed day has passed without a decision. */
  readonly state: 'NONE' | 'OPEN' | 'LAPSED';
  /** The day to plan for: the proposed day, or the statutory date once the proposal has lapsed. */
  readonly plannedDate: IsoDate;
  /** The days a governor may still choose, earliest first: none before today, and no day twice. */
  readonly offered: readonly { readonly choice: ReleaseDayOption; readonly date: IsoDate }[];
}

/**
 * The proposal of a Friday check as it stands on a day. A proposed date is for planning and authorises no release:
 * when its day has passed undecided it lapses and the statutory date stands, with no need of exceptional
 * circumstances. A past day is never offered.
 * Offenders (Day of Release from Detention) Act 2023: the Secretary of State may direct, and need not.
 */
export function proposalOn(dates: CheckedDates, today: IsoDate): ReleaseDayProposal {
  const { schemeApplies, statutoryDate, presumptiveDate, earliestPermittedDate } = dates;
  if (!schemeApplies) return { state: 'NONE', plannedDate: statutoryDate, offered: [] };
  const lapsed = presumptiveDate < today;
  const options = [
    ...(earliestPermittedDate < presumptiveDate
      ? [{ choice: 'SECOND_DAY', date: earliestPermittedDate } as const]
      : []),
    { choice: 'PRESUMPTIVE', date: presumptiveDate } as const,
    { choice: 'STATUTORY', date: statutoryDate } as const,
  ];
  return {
    state: lapsed ? 'LAPSED' : 'OPEN',
    plannedDate: lapsed ? statutoryDate : presumptiveDate,
    offered: options.filter(({ date }) => date >= today),
  };
}

/** Why there is nothing to decide on a proposal that has lapsed. */
export function proposalLapsed({
  presumptiveDate,
  statutoryDate,
}: Pick<CheckedDates, 'presumptiveDate' | 'statutoryDate'>): string {
  return `Nobody decided before ${sayDate(presumptiveDate)} had passed, so the date set by law stands: ${sayDate(statutoryDate)}. There is nothing left to decide.`;
}
