import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import legislationData from '../../data/legislation.json' with { type: 'json' };

/** A figure in force for a time. Dates are ISO; `from: null` means the start could not be confirmed. */
export interface DatedLaw {
  readonly from: string | null;
  /** The last day in force, or null while it still is. */
  readonly until: string | null;
  readonly source: string;
  /** True for a policy of the prison and probation service, false for legislation. */
  readonly policy: boolean;
}

const dated = {
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
  source: z.string().min(1),
  policy: z.boolean(),
};
const days = z.int().nonnegative();

const legislationSchema = z.strictObject({
  statutoryReleaseDay: z.array(z.strictObject({ ...dated, saturdayCountsInTermsOverDays: days })),
  dayOfReleaseScheme: z.array(
    z.strictObject({ ...dated, minimumDaysServed: days, mostEligibleDaysEarlier: days }),
  ),
  presumptiveDate: z.array(
    z.strictObject({ ...dated, adultEligibleDaysEarlier: days, childEligibleDaysEarlier: days }),
  ),
  dutyToRefer: z.array(z.strictObject({ ...dated, windowDays: days, staleAfterDays: days })),
  commissionedServices: z.array(z.strictObject({ ...dated, windowDays: days })),
  licenceHardStop: z.array(
    z.strictObject({ ...dated, workingDaysBeforeStart: days, warningWorkingDaysBefore: days }),
  ),
});

/** Every legal and policy figure the rules use, each with the time it is in force and its source. */
export const LEGISLATION = legislationSchema.parse(legislationData);

/** The entry in force on a date, or undefined if none was. */
export function inForceOn<Law extends DatedLaw>(
  entries: readonly Law[],
  date: Temporal.PlainDate,
): Law | undefined {
  const iso = date.toString();
  return entries.find((law) => (law.from ?? iso) <= iso && iso <= (law.until ?? iso));
}

/** As `inForceOn`, for a rule that has applied for as long as this product looks back. */
export function requiredOn<Law extends DatedLaw>(entries: readonly Law[], date: Temporal.PlainDate): Law {
  const law = inForceOn(entries, date);
  if (law === undefined) throw new Error(`No entry of the legislation data covers ${date.toString()}`);
  return law;
}
