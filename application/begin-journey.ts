import { isAdultOn } from '../domain/law/age.ts';
import { checkReleaseDay, proposalMayLapse } from '../domain/journey/release-date.ts';
import type { Journey } from '../domain/journey/journey.ts';
import type { JourneyDraft } from '../domain/journey/journey-draft.ts';
import { openStep } from '../domain/journey/open-step.ts';
import type { IsoDate } from '../domain/law/time.ts';
import { pathwayStatuses } from '../domain/pathways/catalogue.ts';
import { NOTHING_KEPT_YET } from '../domain/pathways/person-record.ts';
import type { Actor } from '../domain/record/actor.ts';
import { FIRST_HASH } from '../domain/record/facts.ts';
import { dateInForce, releaseBy, supervisorOf, type Officers } from '../domain/record/head.ts';
import type { KnownNumbers } from '../domain/record/identifiers.ts';
import type { Characteristics } from '../domain/record/characteristics.ts';
import type { DraftContext } from '../domain/record/record-draft.ts';
import {
  releaseDateOf,
  supervisionEndOf,
  type GivenDate,
  type SentenceDate,
} from '../domain/record/sentence-dates.ts';

export interface NewJourney extends Characteristics, KnownNumbers {
  readonly prisonNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly dateOfBirth: IsoDate;
  readonly prison: string;
  readonly region: string;
  readonly sentence: Journey['sentence'];
  /** The date by which the person is released, where one is known. */
  readonly release?: GivenDate;
  /** Every other date of the sentence that is known. */
  readonly dates?: readonly GivenDate[];
  readonly officers?: Officers;
}

export function givenDates({ release, dates = [] }: Dates): readonly GivenDate[] {
  return release === undefined ? dates : [release, ...dates];
}

interface Dates {
  readonly release?: GivenDate | undefined;
  readonly dates?: readonly GivenDate[] | undefined;
}

/** Every date given, as the record keeps it. */
export function recordedDates(given: Dates, recordedAt: string, recordedBy: Actor): readonly SentenceDate[] {
  return givenDates(given).map(({ date, dateType, source = 'OFFICER' }) => ({
    date,
    dateType,
    source,
    recordedAt,
    recordedBy,
  }));
}

/** The head of a journey before anything has happened in it. */
export function newJourney(
  id: string,
  given: NewJourney,
  dates: readonly SentenceDate[],
  context: DraftContext,
): Journey {
  const { now } = context;
  const { supervisionEndsOn: endGiven } = given.sentence;
  const endByDates = supervisionEndOf(dates);
  const supervisionEndsOn = endByDates ?? endGiven;
  return {
    id,
    version: 0,
    prisonNumber: given.prisonNumber,
    firstName: given.firstName,
    lastName: given.lastName,
    dateOfBirth: given.dateOfBirth,
    ...(given.sex !== undefined && { sex: given.sex }),
    ...(given.tier !== undefined && { tier: given.tier }),
    ...(given.crn !== undefined && { crn: given.crn }),
    ...(given.pnc !== undefined && { pnc: given.pnc }),
    prison: given.prison,
    region: given.region,
    sentence: { ...given.sentence, ...(supervisionEndsOn !== undefined && { supervisionEndsOn }) },
    ...(endByDates !== undefined && endGiven !== undefined && { supervisionEndGiven: endGiven }),
    phase: 'reception',
    cycle: 1,
    dates,
    ...releaseOf(given, dates, context),
    officers: given.officers ?? {},
    pathways: pathwayStatuses({}),
    ...NOTHING_KEPT_YET,
    open: [],
    referrals: [],
    executions: [],
    attempts: 0,
    incidents: 0,
    facts: { count: 0, lastHash: FIRST_HASH },
    outboxCount: 0,
    startedAt: now,
    updatedAt: now,
  };
}

type Release = Pick<
  Journey,
  | 'release'
  | 'releaseRevision'
  | 'releaseDay'
  | 'releaseDateInForce'
  | 'assessedRevision'
  | 'confirmedRevision'
>;

function releaseOf(given: NewJourney, dates: readonly SentenceDate[], context: DraftContext): Release {
  const recorded = releaseDateOf(dates, given.sentence.releaseKind);
  if (recorded === undefined) return { releaseRevision: 0 };
  const release = releaseBy(recorded, 1);
  const known = { release, releaseRevision: 1 };
  if (release.date < context.today) {
    return { ...known, releaseDateInForce: release.date, assessedRevision: 1, confirmedRevision: 1 };
  }
  const releaseDay = checkReleaseDay(given, release, context);
  const inForce = dateInForce({ release, releaseDay });
  return { ...known, releaseDay, ...(inForce !== undefined && { releaseDateInForce: inForce }) };
}

/** The first facts and timers, and the machine of the first phase. */
export function begin(draft: JourneyDraft): void {
  const { release, prison } = draft.journey;
  const onRemand = draft.journey.sentence.releaseKind === 'REMAND' || undefined;
  const { date: releaseDate, dateType } = release ?? {};
  draft.record('journey-started', { prison, releaseDate, dateType, onRemand });
  beginCustody(draft);
}

/** Reception, with the timers of what comes after it; or the community, for a person whose time was served. */
export function beginCustody(draft: JourneyDraft): void {
  const { release } = draft.journey;
  const { today, law } = draft.context;
  if (!isAdultOn(draft.journey.dateOfBirth, today, law)) openStep(draft, { kind: 'comes-of-age' });
  if (release !== undefined && release.date < today) {
    beginReleased(draft, release.date);
    return;
  }
  draft.record('phase-entered', { phase: 'reception' });
  openStep(draft, { kind: 'pre-release-opens' });
  openStep(draft, { kind: 'release-day-opens' });
  proposalMayLapse(draft);
  draft.start('reception');
}

/** Time served: released on a day that has passed. Reception still names the officers. */
function beginReleased(draft: JourneyDraft, releasedOn: IsoDate): void {
  draft.update({ phase: 'community', releasedOn });
  draft.record('released', { releaseDateInForce: releasedOn, on: releasedOn });
  draft.record('released-without-address');
  draft.record('phase-entered', { phase: 'community' });
  draft.start('community');
  if (supervisorOf(draft.journey) === undefined) draft.start('reception');
}
