import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { SEXES, TIERS } from '../../../domain/record/characteristics.ts';
import {
  isCrn,
  isPnc,
  isPrisonId,
  isPrisonNumber,
  isProbationRegion,
  isPseudoPrisonId,
} from '../../../domain/record/identifiers.ts';
import { EARLY_GROUNDS } from '../../../domain/record/early-grounds.ts';
import { CUSTODY_KINDS } from '../../../domain/record/sentence.ts';
import { DATE_SOURCES } from '../../../domain/record/sentence-dates.ts';
import { RELEASE_DATE_TYPES, RELEASE_KINDS } from '../../../domain/law/release-day.ts';

/** The fields of requests, each with its own message. */

const LAST_YEAR = 2199;

/** A day in the calendar, in a year that the rules know. */
function dateFrom(firstYear: number) {
  return z
    .string()
    .refine(isRealDate, { error: 'This is not a day in the calendar. Write it as 2026-12-25.', abort: true })
    .refine((date) => Number(date.slice(0, 4)) >= firstYear && Number(date.slice(0, 4)) <= LAST_YEAR, {
      error: `The year is from ${firstYear} to ${LAST_YEAR}.`,
    })
    .meta({ format: 'date', description: 'A calendar date, such as 2026-12-25.', examples: ['2026-12-25'] });
}

export const date = dateFrom(1970);
export const birthDate = dateFrom(1900);

/** The same, as a value the rules take. */
export const plainDate = date.transform((text) => Temporal.PlainDate.from(text));

/** A day as far back as an offence may be. */
export const offencePlainDate = birthDate.transform((text) => Temporal.PlainDate.from(text));

export const dateType = z.enum(RELEASE_DATE_TYPES);
export const dateSource = z.enum(DATE_SOURCES);
export const earlyGround = z.enum(EARLY_GROUNDS);
export const sex = z.enum(SEXES);
export const tier = z.enum(TIERS);
export const releaseKind = z.enum(RELEASE_KINDS);
export const custodyKind = z
  .enum(CUSTODY_KINDS)
  .meta({ description: 'The kind of release of a sentence, or REMAND while there is no sentence.' });

export const days = z.int().min(0).max(40_000);

export const prisonNumber = z
  .string()
  .refine(isPrisonNumber, { error: 'A prison number is like A1234BC.' })
  .meta({ description: 'A prison number, such as A1234BC.', examples: ['A1234BC'] });

export const crn = z
  .string()
  .refine(isCrn, { error: 'A CRN is like X123456.' })
  .meta({ description: 'A probation case reference number, such as X123456.', examples: ['X123456'] });

export const pnc = z
  .string()
  .refine(isPnc, { error: 'A PNC number is like 79/0163001B, and its last letter checks the rest.' })
  .meta({ description: 'A Police National Computer number.', examples: ['79/0163001B'] });

export const prison = z
  .string()
  .refine((id) => isPrisonId(id) && !isPseudoPrisonId(id), {
    error: 'A prison’s id is like MDI, and is a place.',
  })
  .meta({ description: 'A prison’s id: three capitals.', examples: ['MDI'] });

export const region = z
  .string()
  .refine(isProbationRegion, { error: 'A probation region is like N50.' })
  .meta({ description: 'A probation region, such as N50.', examples: ['N50'] });

export const personName = z.string().trim().min(1).max(100);
export const staffId = z.string().regex(/^[a-z0-9.-]{2,60}$/, { error: 'An officer’s id is like ann.ash.' });
export const reason = z.string().trim().min(1).max(2_000);

export const expectedVersion = z
  .int()
  .min(1)
  .meta({ description: 'The version of the journey you saw. Refused with 409 when it has changed since.' });

export const stepVersion = z
  .string()
  .regex(/^[\w-]{22}$/, { error: 'Send the version of the step as you were given it.' })
  .meta({
    description:
      'The version of the step you saw, instead of expectedVersion. Refused with 409 only when this step has changed since.',
  });

/** Ids in paths. Another shape is not found. */
export const journeyId = z.string().regex(/^[a-z0-9-]{1,64}$/);
export const referralId = journeyId;
export const stepKey = z.string().regex(/^[A-Za-z0-9.-]{1,200}$/);

/** A sentence, as it is given. */
export const sentence = z.strictObject({
  startDate: date,
  lengthDays: days.min(1).exactOptional(),
  releaseKind,
  supervisionEndsOn: date.exactOptional(),
  earlierDaysServed: days.exactOptional(),
});
export const givenDate = z.strictObject({ date, dateType, source: dateSource.exactOptional() });

export const journeyPath = z.object({ id: journeyId });
export const proposalPath = z.object({ id: journeyId, proposalId: journeyId });
export const ownReferralPath = z.object({ id: journeyId, referralId });
export const referralPath = z.object({ id: referralId });
export const stepPath = z.object({ id: journeyId, key: stepKey });

export const cursor = z.string().min(1).max(1_000).meta({ description: 'From the page before.' });

export const limit = z
  .string()
  .regex(/^[1-9]\d{0,2}$/, { error: 'Give a number from 1 to 200.', abort: true })
  .refine((text) => Number(text) <= 200, { error: 'Give a number from 1 to 200.' })
  .transform(Number)
  .meta({ description: 'Rows a page, 1 to 200; 50 when left out.' });

export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
