import type { Journey } from '../domain/record/journey.ts';
import { kindInKey } from '../domain/journey/step.ts';
import { definitionOf, isStepKind } from '../domain/pathways/catalogue.ts';
import type { IsoDate } from '../domain/law/time.ts';
import { actorOf, type Role, type User } from '../domain/access/user.ts';
import type { ChangeOptions, Idempotency } from './change-journey.ts';
import { completeStep, type StepAnswer, type StepCompleted } from './commands/complete-step.ts';
import {
  decideJourneyReleaseDay,
  type ReleaseDayChoice,
  type ReleaseDayDecided,
} from './commands/decide-release-day.ts';
import {
  respondToReferral,
  type ReferralResponse,
  type ResponseKept,
} from './commands/respond-to-referral.ts';
import { restartJourney, type Restarted } from './commands/restart-journey.ts';
import { changeReleaseDate, type ReleaseDateSet } from './commands/set-release-date.ts';
import { startJourney, type JourneyStarted, type NewJourney } from './commands/start-journey.ts';
import { denied } from './queries/denied.ts';
import { findOwner } from './queries/get-referral.ts';
import type { Refusal, Result } from './refusal.ts';
import type { Services } from './services.ts';

/**
 * The commands as a person gives them, from a page or through the API: each asks the access rules first, of the very
 * reading of the journey it changes, and refuses with NOT_PERMITTED and their reason.
 */

/** What stands on every change to an existing journey. */
export interface Terms {
  /** The version the person saw. */
  readonly expectedVersion?: number;
  readonly idempotency?: Idempotency;
}

export async function startJourneyAs(
  services: Services,
  user: User,
  given: NewJourney,
  idempotency?: Idempotency,
): Promise<Result<JourneyStarted>> {
  const refused = denied(user, 'start-journey', { prison: given.prison });
  return refused ?? startJourney(services, given, actorOf(user, 'officer'), idempotency);
}

export async function completeStepAs(
  services: Services,
  user: User,
  answer: Omit<StepAnswer, 'permit'>,
): Promise<Result<StepCompleted>> {
  const kind = kindInKey(answer.key);
  const asked = kind !== undefined && isStepKind(kind) ? definitionOf(kind).asked : undefined;
  const permit = (journey: Journey, today: IsoDate): Refusal | undefined =>
    asked === undefined
      ? denied(user, 'read-journey', { journey, today })
      : denied(user, 'complete-step', { journey, today, asked });
  const role: Role = asked === 'administrator' ? 'admin' : 'officer';
  return mayUseJourneys(user) ?? completeStep(services, { ...answer, permit }, actorOf(user, role));
}

export async function changeReleaseDateAs(
  services: Services,
  user: User,
  journeyId: string,
  given: Parameters<typeof changeReleaseDate>[2],
  terms: Terms,
): Promise<Result<ReleaseDateSet>> {
  const options = optionsFor(user, 'officer', 'set-release-date', terms);
  return mayUseJourneys(user) ?? changeReleaseDate(services, journeyId, given, options);
}

export async function decideReleaseDayAs(
  services: Services,
  user: User,
  journeyId: string,
  choice: ReleaseDayChoice,
  terms: Terms,
): Promise<Result<ReleaseDayDecided>> {
  const options = optionsFor(user, 'officer', 'decide-release-day', terms);
  return mayUseJourneys(user) ?? decideJourneyReleaseDay(services, journeyId, choice, options);
}

export async function restartJourneyAs(
  services: Services,
  user: User,
  journeyId: string,
  reason: string,
  terms: Terms,
): Promise<Result<Restarted>> {
  const options = optionsFor(user, 'admin', 'restart-journey', terms);
  return mayUseJourneys(user) ?? restartJourney(services, journeyId, reason, options);
}

export async function respondToReferralAs(
  services: Services,
  user: User,
  response: ReferralResponse,
): Promise<Result<ResponseKept>> {
  const owner = await findOwner(services, user, response.referralId, 'answer-referral');
  return owner.ok ? respondToReferral(services, response, actorOf(user, 'partner')) : owner;
}

/** Who may see no journey at all is told so before it is known whether this one exists. */
function mayUseJourneys(user: User): Refusal | undefined {
  return denied(user, 'list-journeys', {});
}

function optionsFor(
  user: User,
  role: Role,
  action: 'set-release-date' | 'decide-release-day' | 'restart-journey',
  terms: Terms,
): ChangeOptions {
  return {
    ...terms,
    by: actorOf(user, role),
    permit: (journey, today) => denied(user, action, { journey, today }),
  };
}
