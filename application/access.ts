import { decide } from '../domain/access/access.ts';
import { PRISON_ACCESS_DAYS, relationOf, type Relation } from '../domain/access/relations.ts';
import type { Action, Subjects } from '../domain/access/subjects.ts';
import { actorOf, staffSideOf, type User } from '../domain/access/user.ts';
import { addDays, dateInLondon, type IsoDate } from '../domain/law/time.ts';
import { APPROVED_BY } from '../domain/journey/proposals.ts';
import { stepEntry, type StepKind } from '../domain/pathways/catalogue.ts';
import { asksNow } from '../domain/pathways/asks-now.ts';
import { proposalsOf } from '../domain/record/proposals.ts';
import type { Actor } from '../domain/record/actor.ts';
import type { Journey } from '../domain/journey/journey.ts';
import type { Change } from './change.ts';
import { changeJourney, type ChangeOptions } from './change-journey.ts';
import { readJourney } from './items.ts';
import { keys } from './keys.ts';
import type { Json } from './ports/table.ts';
import { done, refuse, type Result } from './refusal.ts';
import type { Services } from './services.ts';

/**
 * The access rules for commands and queries: no other file of the application calls the rules. Background work calls
 * `changeJourney` with the system as its actor.
 */

/** A person's change: the version they saw, of the journey or only of what their form showed, and their idempotency key. */
export interface Terms extends Pick<ChangeOptions, 'expectedVersion' | 'idempotency'> {
  /** See `form-version.ts`; commands that take it refuse an old one with `refuseOldForm`. */
  readonly formVersion?: string;
}

/** A user's action on one journey. */
export type JourneyAction =
  | {
      readonly action:
        | 'record-sentence'
        | 'set-release-date'
        | 'decide-release-day'
        | 'record-release'
        | 'correct-release'
        | 'recall-person'
        | 'vary-licence'
        | 'record-details'
        | 'transfer-person'
        | 'change-officers'
        | 'hold-journey'
        | 'record-death'
        | 'withdraw-referral'
        | 'limit-access'
        | 'record-consent'
        | 'open-in-emergency'
        | 'merge-records'
        | 'arrange-appointment'
        | 'arrange-mentor'
        | 'restart-journey'
        | 'read-journey';
    }
  | { readonly action: 'record-return'; readonly arrivedAt?: string }
  | { readonly action: 'complete-step'; readonly kind: StepKind }
  | { readonly action: 'decide-proposal' | 'withdraw-proposal'; readonly proposal: string };

/** @returns the actor to record for this user, or NOT_PERMITTED with the reason. */
export function permit<A extends Action>(user: User, action: A, subject: Subjects[A]): Result<Actor> {
  const decision = decide(user, action, subject);
  return decision.allowed ? done(actorOf(user, decision.as)) : refuse('NOT_PERMITTED', decision.reason);
}

/** The same for a command or query as a whole: the access log gets every refusal. */
export function admit<A extends Action>(
  services: Pick<Services, 'accessLog'>,
  user: User,
  action: A,
  subject: Subjects[A],
): Result<Actor> {
  const permitted = permit(user, action, subject);
  if (!permitted.ok) services.accessLog.denied({ user, action, reason: permitted.detail });
  return permitted;
}

/**
 * Changes a journey for a person. The access rules are checked against the journey that is changed, again after each
 * lost race.
 * @returns NOT_PERMITTED, or as `changeJourney`. A user who may see no journey is refused before the journey is read.
 */
export async function changeFor<T extends Json>(
  services: Services,
  user: User,
  journeyId: string,
  what: JourneyAction,
  terms: Terms,
  change: (change: Change) => Promise<Result<T>> | Result<T>,
): Promise<Result<T>> {
  const reader = permit(user, 'list-journeys', {});
  if (!reader.ok) {
    services.accessLog.denied({ user, action: what.action, journeyId, reason: reader.detail });
    return reader;
  }
  let relation: Relation | undefined;
  const by = (journey: Journey, today: IsoDate): Result<Actor> => {
    relation = relationOf(user, { journey, today });
    switch (what.action) {
      case 'complete-step':
        return mayAnswer(user, journey, today, what.kind);
      case 'decide-proposal':
        return mayDecideProposal(user, journey, today, what.proposal);
      case 'withdraw-proposal':
        return mayWithdrawProposal(user, journey, today, what.proposal);
      case 'record-return':
        return permit(user, what.action, { ...what, journey, today });
      default:
        return permit(user, what.action, { journey, today });
    }
  };
  const options = { ...terms, by, staff: (journey: Journey) => staffSideOf(user, journey) };
  const changed = await changeJourney(services, journeyId, options, change);
  if (!changed.ok && changed.code === 'NOT_PERMITTED') {
    const related = relation !== undefined && { relation };
    services.accessLog.denied({ user, action: what.action, journeyId, reason: changed.detail, ...related });
  }
  return changed;
}

/**
 * The head of a journey, and the user as an actor, for a user who may read it. It is a consultation of the record, or a
 * denial of one, and the access log gets it.
 * @returns NOT_PERMITTED; NOT_FOUND.
 */
export async function readFor(
  services: Services,
  user: User,
  journeyId: string,
): Promise<Result<{ readonly journey: Journey; readonly today: IsoDate; readonly by: Actor }>> {
  const consulted = { user, action: 'read-journey', journeyId } as const;
  const reader = permit(user, 'list-journeys', {});
  if (!reader.ok) {
    services.accessLog.denied({ ...consulted, reason: reader.detail });
    return reader;
  }
  const head = await services.table.get(keys.journey(journeyId));
  if (!head) return refuse('NOT_FOUND', 'There is no such journey.');
  const journey = readJourney(head);
  const today = dateInLondon(services.clock.now()).toString();
  const relation = relationOf(user, { journey, today });
  const allowed = permit(user, 'read-journey', { journey, today });
  if (!allowed.ok) {
    services.accessLog.denied({ ...consulted, relation, reason: allowed.detail });
    return allowed;
  }
  services.accessLog.consulted({ ...consulted, relation });
  return done({ journey, today, by: allowed.value });
}

/**
 * As {@link readFor}, for a user who may also do this to the journey: what would follow is shown to nobody else.
 * @returns NOT_PERMITTED; NOT_FOUND.
 */
export async function readToDo(
  services: Services,
  user: User,
  journeyId: string,
  action: 'restart-journey',
): ReturnType<typeof readFor> {
  const found = await readFor(services, user, journeyId);
  if (!found.ok) return found;
  const { journey, today } = found.value;
  const may = permit(user, action, { journey, today });
  if (may.ok) return found;
  const relation = relationOf(user, { journey, today });
  services.accessLog.denied({ user, action, journeyId, relation, reason: may.detail });
  return may;
}

/** Whether a list shows this journey to the user. */
export function maySee(user: User, journey: Journey, today: IsoDate): boolean {
  return decide(user, 'read-journey', { journey, today }).allowed;
}

/** Whether a page shows the user what is noted of the safeguarding of children. */
export function seesSafeguarding(user: User, journey: Journey, today: IsoDate): boolean {
  return decide(user, 'read-safeguarding', { journey, today }).allowed;
}

/** Whether the user is shown the person's health, besides the rest of the record. */
export function maySeeHealth(user: User, journey: Journey, today: IsoDate): boolean {
  return decide(user, 'read-health', { journey, today }).allowed;
}

/** Whether the user may answer a step, and if not, why. */
export function mayAnswer(user: User, journey: Journey, today: IsoDate, kind: StepKind): Result<Actor> {
  const { asked } = asksNow(stepEntry(kind), journey);
  const notBy = kind === 'emergency-access-review' ? openedInEmergencyBy(journey) : [];
  return permit(user, 'complete-step', { journey, today, asked, notBy });
}

function openedInEmergencyBy({ emergencyAccess = [] }: Journey): readonly string[] {
  return emergencyAccess.map(({ officer }) => officer);
}

/** Whether the user may answer what another officer proposed; an officer may learn that nothing waits any more. */
export function mayDecideProposal(user: User, journey: Journey, today: IsoDate, id: string): Result<Actor> {
  const proposal = proposalsOf(journey).find((each) => each.id === id);
  const asked = proposal === undefined ? 'responsible' : stepEntry(APPROVED_BY[proposal.kind]).asked;
  const proposedBy = proposal?.proposedBy.id ?? '';
  return permit(user, 'decide-proposal', { journey, today, proposedBy, asked });
}

/** Whether the user may withdraw what they proposed; an officer may learn that nothing waits any more. */
export function mayWithdrawProposal(user: User, journey: Journey, today: IsoDate, id: string): Result<Actor> {
  const proposal = proposalsOf(journey).find((each) => each.id === id);
  const proposedBy = proposal === undefined ? user.id : proposal.proposedBy.id;
  return permit(user, 'withdraw-proposal', { journey, today, proposedBy });
}

/** The earliest release day of people whom the user may still see; undefined without a limit. */
export function earliestReleaseSeen(user: User, today: IsoDate): IsoDate | undefined {
  const seesOnlyPrison = !user.roles.includes('admin') && user.regions.length === 0;
  return seesOnlyPrison ? addDays(today, -PRISON_ACCESS_DAYS) : undefined;
}

export interface OwnReferral {
  readonly journeyId: string;
  readonly agencyId: string;
  readonly by: Actor;
}

/** @returns NOT_PERMITTED for a user of no agency; NOT_FOUND for another agency's referral, whether or not it exists. */
export async function ownReferral(
  services: Services,
  user: User,
  referralId: string,
  action: 'read-referral' | 'answer-referral',
): Promise<Result<OwnReferral>> {
  const partner = admit(services, user, action, { agencyId: user.agencyId });
  if (!partner.ok) return partner;
  const lookup = await services.table.get(keys.referralLookup(referralId));
  const { journeyId, agencyId } = { journeyId: lookup?.['journeyId'], agencyId: lookup?.['agencyId'] };
  const found = typeof journeyId === 'string' && typeof agencyId === 'string';
  if (!found) return noSuchReferral();
  const own = permit(user, action, { agencyId });
  if (!own.ok) {
    services.accessLog.denied({ user, action, journeyId, relation: 'NONE', reason: own.detail });
    return noSuchReferral();
  }
  return done({ journeyId, agencyId, by: partner.value });
}

export function noSuchReferral(): Result<never> {
  return refuse('NOT_FOUND', 'There is no such referral.');
}
