import { pathwayStatuses } from '../../domain/pathways/catalogue.ts';
import { FIRST_HASH } from '../../domain/record/facts.ts';
import type { Actor } from '../../domain/record/actor.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Officers } from '../../domain/record/head.ts';
import { dateInForce } from '../../domain/record/head.ts';
import { checkReleaseDay } from '../../domain/journey/release-date.ts';
import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import { hasHiddenCharacters, HIDDEN_PROBLEM } from '../../domain/record/text.ts';
import { NOTHING_KEPT_YET } from '../../domain/pathways/person-record.ts';
import { openStep } from '../../domain/journey/open-step.ts';
import { dateInLondon, isoInstant, type IsoDate } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { permit, readFor } from '../access.ts';
import { draftOf, writesOf } from '../change-journey.ts';
import { lookUpKey, type Idempotency } from '../idempotency.ts';
import { keys } from '../keys.ts';
import { dateOutOfOrder } from '../../domain/pathways/licence-and-release-date/date-order.ts';
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
  readonly release: { readonly date: IsoDate; readonly dateType: ReleaseDateType };
  readonly officers?: Officers;
}

export type JourneyStarted = { readonly id: string; readonly version: number };

/**
 * Starts a journey on the day of sentence, or when the person becomes known: makes the Friday check, schedules
 * pre-release and release-day work, and starts reception.
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
  const problem = unreadableName(given) ?? wrongDate(given, today);
  if (problem) return refuse('VALIDATION_FAILED', problem.problem, { fields: [problem] });
  const person = keys.person(given.prisonNumber);
  if (await services.table.get(person)) return alreadyOpen(services, user, given);

  const id = services.ids.next();
  const draft = draftOf(services, newJourney(services, id, given, isoInstant(now), by), by);
  draft.record('journey-started', {
    prison: given.prison,
    releaseDate: given.release.date,
    dateType: given.release.dateType,
  });
  draft.record('phase-entered', { phase: 'reception' });
  openStep(draft, { kind: 'pre-release-opens' });
  openStep(draft, { kind: 'release-day-opens' });
  draft.start('reception');
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

function newJourney(services: Services, id: string, given: NewJourney, now: string, by: Actor): Journey {
  const release = { ...given.release, revision: 1, recordedAt: now, recordedBy: by };
  const releaseDay = checkReleaseDay(given, release, services.calendar, services.law);
  return {
    id,
    version: 0,
    prisonNumber: given.prisonNumber,
    firstName: given.firstName,
    lastName: given.lastName,
    dateOfBirth: given.dateOfBirth,
    prison: given.prison,
    region: given.region,
    sentence: given.sentence,
    phase: 'reception',
    cycle: 1,
    release,
    releaseDay,
    releaseDateInForce: dateInForce({ release, releaseDay }),
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

const FIELDS = {
  dateOfBirth: 'dateOfBirth',
  startDate: 'sentence.startDate',
  releaseDate: 'release.date',
  supervisionEndsOn: 'sentence.supervisionEndsOn',
} as const;

function wrongDate(given: NewJourney, today: IsoDate): FieldProblem | undefined {
  const { dateOfBirth, sentence, release } = given;
  const wrong = dateOutOfOrder({ dateOfBirth, ...sentence, releaseDate: release.date }, today);
  return wrong && { field: FIELDS[wrong.date], problem: wrong.problem };
}
