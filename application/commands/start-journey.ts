import { dateTypeName } from '../../domain/law/date-type-names.ts';
import { pathwayStatuses } from '../../domain/pathways/catalogue.ts';
import { FIRST_HASH } from '../../domain/record/facts.ts';
import type { Actor } from '../../domain/record/actor.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { JourneyDraft } from '../../domain/journey/journey-draft.ts';
import type { DraftContext } from '../../domain/record/record-draft.ts';
import type { Officers } from '../../domain/record/head.ts';
import { dateInForce, releaseBy } from '../../domain/record/head.ts';
import {
  dateOfType,
  releaseDateOf,
  supervisionEndOf,
  type SentenceDate,
} from '../../domain/record/sentence-dates.ts';
import { checkReleaseDay, proposalMayLapse } from '../../domain/journey/release-date.ts';
import type { GivenDate } from './set-release-date.ts';
import { hasHiddenCharacters, HIDDEN_PROBLEM } from '../../domain/record/text.ts';
import { NOTHING_KEPT_YET } from '../../domain/pathways/person-record.ts';
import { openStep } from '../../domain/journey/open-step.ts';
import type { Law } from '../../domain/law/law.ts';
import { dateInLondon, isoInstant, type IsoDate } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { permit, readFor } from '../access.ts';
import { contextOf, writesOf } from '../change-journey.ts';
import { lookUpKey, type Idempotency } from '../idempotency.ts';
import { keys } from '../keys.ts';
import {
  dateOutOfOrder,
  earliestReleaseAccepted,
  wrongSentenceDate,
} from '../../domain/pathways/licence-and-release-date/date-order.ts';
import { done, refuse, type FieldProblem, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export interface NewJourney {
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

export type JourneyStarted = { readonly id: string; readonly version: number };

/**
 * Starts a journey on the day of sentence, or when the person becomes known: makes the Friday check, schedules
 * pre-release and release-day work, and starts reception. Without a release date it sleeps after reception until one is
 * recorded. A person whose release date has passed had served their time, and goes straight to the community.
 * @returns NOT_PERMITTED; CONFLICT when the person has an open journey that the user may read; VALIDATION_FAILED when
 * the dates are out of order or a name has hidden characters.
 */
export async function startJourney(
  services: Services,
  user: User,
  given: NewJourney,
  idempotency?: Idempotency,
): Promise<Result<JourneyStarted>> {
  const starter = permit(user, 'start-journey', { prison: given.prison });
  if (!starter.ok) return starter;
  const by = starter.value;
  const known = idempotency && (await lookUpKey<JourneyStarted>(services, idempotency));
  if (known?.answered) return known.answered;
  const now = services.clock.now();
  const today = dateInLondon(now).toString();
  const dates = recordedDates(given, isoInstant(now), by);
  const problem = unreadableName(given) ?? wrongDate(given, dates, today, services.law);
  if (problem) return refuse('VALIDATION_FAILED', problem.problem, { fields: [problem] });
  const person = keys.person(given.prisonNumber);
  if (await services.table.get(person)) return alreadyOpen(services, user, given);

  const id = services.ids.next();
  const context = contextOf(services, by);
  const draft = new JourneyDraft(newJourney(id, given, dates, context), context);
  begin(draft);
  const started = { id, version: 1 };
  const written = await services.table.transact([
    ...writesOf(draft, undefined),
    { kind: 'put', item: { ...person, journeyId: id }, when: { kind: 'absent' } },
    ...(known ? [known.remember(started)] : []),
  ]);
  if (written.ok) return done(started);
  const twin = idempotency && (await lookUpKey<JourneyStarted>(services, idempotency));
  return twin?.answered ?? alreadyOpen(services, user, given);
}

/**
 * That a person has a journey is told to those who may read it. Others learn only whom to ask: an administrator reads
 * every journey.
 */
async function alreadyOpen(services: Services, user: User, given: NewJourney): Promise<Result<never>> {
  const lookup = await services.table.get(keys.person(given.prisonNumber));
  const journeyId = lookup?.['journeyId'];
  const found = typeof journeyId === 'string' && (await readFor(services, user, journeyId)).ok;
  if (found) return refuse('CONFLICT', 'This person already has an open journey.');
  return refuse('NOT_PERMITTED', CANNOT_START);
}

const CANNOT_START =
  'You cannot start a journey for this prison number. Check the number, and if it is right, ask an administrator.';

function unreadableName({ firstName, lastName }: NewJourney): FieldProblem | undefined {
  const field = Object.entries({ firstName, lastName }).find(([, name]) => hasHiddenCharacters(name))?.[0];
  return field === undefined ? undefined : { field, problem: HIDDEN_PROBLEM };
}

function recordedDates(
  { release, dates = [] }: NewJourney,
  recordedAt: string,
  recordedBy: Actor,
): readonly SentenceDate[] {
  const given = release === undefined ? dates : [release, ...dates];
  return given.map(({ date, dateType, source = 'OFFICER' }) => ({
    date,
    dateType,
    source,
    recordedAt,
    recordedBy,
  }));
}

function newJourney(
  id: string,
  given: NewJourney,
  dates: readonly SentenceDate[],
  context: DraftContext,
): Journey {
  const { now } = context;
  const supervisionEndsOn = supervisionEndOf(dates) ?? given.sentence.supervisionEndsOn;
  return {
    id,
    version: 0,
    prisonNumber: given.prisonNumber,
    firstName: given.firstName,
    lastName: given.lastName,
    dateOfBirth: given.dateOfBirth,
    prison: given.prison,
    region: given.region,
    sentence: { ...given.sentence, ...(supervisionEndsOn !== undefined && { supervisionEndsOn }) },
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

function begin(draft: JourneyDraft): void {
  const { release, prison } = draft.journey;
  draft.record('journey-started', { prison, releaseDate: release?.date, dateType: release?.dateType });
  const { today } = draft.context;
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
  if (draft.journey.officers.com === undefined) draft.start('reception');
}

const FIELDS = {
  dateOfBirth: 'dateOfBirth',
  startDate: 'sentence.startDate',
  releaseDate: 'release.date',
  supervisionEndsOn: 'sentence.supervisionEndsOn',
} as const;

function wrongDate(
  { dateOfBirth, sentence, release }: NewJourney,
  dates: readonly SentenceDate[],
  today: IsoDate,
  law: Law,
): FieldProblem | undefined {
  const releaseDate = releaseDateOf(dates, sentence.releaseKind)?.date;
  const supervisionEndsOn = supervisionEndOf(dates) ?? sentence.supervisionEndsOn;
  const earliest = earliestReleaseAccepted(today, law);
  const wrong = dateOutOfOrder({ dateOfBirth, ...sentence, supervisionEndsOn, releaseDate }, today, earliest);
  if (wrong) return { field: FIELDS[wrong.date], problem: wrong.problem };
  const twice = dates.find(
    ({ dateType }, index) => dateOfType(dates.slice(0, index), dateType) !== undefined,
  );
  if (twice) return { field: 'dates', problem: `Give the ${dateTypeName(twice.dateType)} once.` };
  const unordered = wrongSentenceDate(dates, [], sentence.startDate);
  if (unordered === undefined) return undefined;
  const field = unordered.dateType === release?.dateType ? 'release.date' : 'dates';
  return { field, problem: unordered.problem };
}
