import * as z from 'zod';
import type { Fetched, HmppsData, PrisonerData } from '../../application/ports/hmpps.ts';
import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import { TIERS } from '../../domain/record/characteristics.ts';
import { PRISON_NUMBER_PATTERN } from '../../domain/record/identifiers.ts';

/** HMPPS's services that data comes from. */
export const HMPPS_SYSTEMS = ['prisoners', 'prisonApi', 'managers', 'tiers', 'personRecord'] as const;
export type HmppsSystem = (typeof HMPPS_SYSTEMS)[number];

/** Gets what a system has at a path. */
export type HmppsGet = (system: HmppsSystem, path: string) => Promise<Fetched<unknown>>;

/** Where each kind of data is, of the person with an id. */
export const HMPPS_PATHS = {
  prisoner: (prisonNumber: string) => ['prisoners', `/prisoner/${encodeURIComponent(prisonNumber)}`],
  fixedTermRecall: (bookingId: string) => [
    'prisonApi',
    `/api/bookings/${encodeURIComponent(bookingId)}/fixed-term-recall`,
  ],
  communityManager: (person: string) => [
    'managers',
    `/probation-case/${encodeURIComponent(person)}/responsible-community-manager`,
  ],
  tier: (crn: string) => ['tiers', `/crn/${encodeURIComponent(crn)}/tier`],
  personRecord: (crn: string) => ['personRecord', `/person/probation/${encodeURIComponent(crn)}`],
} as const satisfies Readonly<Record<string, (id: string) => readonly [HmppsSystem, string]>>;

const date = z.iso.date().nullish();

/** Prisoner search: a date that does not exist, or no longer, is null or left out. */
const prisoner = z.object({
  prisonerNumber: z.string(),
  bookingId: z.string().nullish(),
  prisonId: z.string().nullish(),
  confirmedReleaseDate: date,
  conditionalReleaseDate: date,
  automaticReleaseDate: date,
  actualParoleDate: date,
  homeDetentionCurfewActualDate: date,
  homeDetentionCurfewEligibilityDate: date,
  paroleEligibilityDate: date,
  postRecallReleaseDate: date,
  licenceExpiryDate: date,
  sentenceExpiryDate: date,
  topupSupervisionExpiryDate: date,
});

const DATES = {
  confirmedReleaseDate: 'CONFIRMED',
  conditionalReleaseDate: 'CRD',
  automaticReleaseDate: 'ARD',
  actualParoleDate: 'APD',
  homeDetentionCurfewActualDate: 'HDCAD',
  homeDetentionCurfewEligibilityDate: 'HDCED',
  paroleEligibilityDate: 'PED',
  postRecallReleaseDate: 'PRRD',
  licenceExpiryDate: 'LED',
  sentenceExpiryDate: 'SED',
  topupSupervisionExpiryDate: 'TUSED',
} as const satisfies Readonly<Record<string, ReleaseDateType>>;

const fixedTermRecall = z.object({ returnToCustodyDate: z.iso.date() });
const communityManager = z.object({ username: z.string().nullish(), isUnallocated: z.boolean().nullish() });
const tier = z.object({ tierScore: z.enum(TIERS) });
const personRecord = z.object({
  identifiers: z.object({ prisonNumbers: z.array(z.string().regex(PRISON_NUMBER_PATTERN)) }),
});

/** Reads what the systems answer, whichever way it is got. */
export function hmppsData(get: HmppsGet): HmppsData {
  async function read<T>(
    [system, path]: readonly [HmppsSystem, string],
    schema: z.ZodType<T>,
  ): Promise<Fetched<T>> {
    const got = await get(system, path);
    if (!got.ok) return got;
    const parsed = schema.safeParse(got.value);
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, why: 'NOT_UNDERSTOOD' };
  }

  return {
    prisoner: (prisonNumber) =>
      read(
        HMPPS_PATHS.prisoner(prisonNumber),
        prisoner.transform((found) => ({ dates: datesIn(found) })),
      ),
    async fixedTermRecall(prisonNumber) {
      const found = await read(HMPPS_PATHS.prisoner(prisonNumber), prisoner);
      if (!found.ok) return found;
      const { bookingId, prisonId, postRecallReleaseDate } = found.value;
      if (typeof bookingId !== 'string') return { ok: false, why: 'NOT_FOUND' };
      return read(
        HMPPS_PATHS.fixedTermRecall(bookingId),
        fixedTermRecall.transform(({ returnToCustodyDate }) => ({
          returnedOn: returnToCustodyDate,
          ...(typeof prisonId === 'string' && { prison: prisonId }),
          ...(typeof postRecallReleaseDate === 'string' && { releaseDate: postRecallReleaseDate }),
        })),
      );
    },
    communityManager: (person) =>
      read(
        HMPPS_PATHS.communityManager(person),
        communityManager.transform(({ username, isUnallocated }) =>
          typeof username === 'string' && isUnallocated !== true ? { officer: username.toLowerCase() } : {},
        ),
      ),
    tier: (crn) =>
      read(
        HMPPS_PATHS.tier(crn),
        tier.transform(({ tierScore }) => ({ tier: tierScore })),
      ),
    async prisonNumberOf(crn) {
      const found = await read(HMPPS_PATHS.personRecord(crn), personRecord);
      if (!found.ok) return found;
      const { prisonNumbers } = found.value.identifiers;
      // More than one means that the records of two people are still to be merged there.
      return { ok: true, value: prisonNumbers.length === 1 ? prisonNumbers[0] : undefined };
    },
  };
}

function datesIn(found: z.infer<typeof prisoner>): PrisonerData['dates'] {
  const names = Object.keys(DATES) as (keyof typeof DATES)[];
  return names.flatMap((name) => {
    const given = found[name];
    return typeof given === 'string' ? [{ dateType: DATES[name], date: given }] : [];
  });
}
