import { isAdultOn } from '../../domain/law/age.ts';
import { JourneyDraft } from '../../domain/journey/journey-draft.ts';
import { dateTooEarly } from '../../domain/journey/confirmed-date.ts';
import { hasHiddenCharacters, HIDDEN_PROBLEM } from '../../domain/record/text.ts';
import { dateInLondon, isoInstant } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { admit, maySee } from '../access.ts';
import { begin, newJourney, recordedDates, type NewJourney } from '../begin-journey.ts';
import { changeOf, contextOf, writesOf } from '../change-journey.ts';
import { linkCrn } from '../events-of.ts';
import { joinJourney } from '../join-journey.ts';
import { leadCrn, wrongNumber } from '../own-crn.ts';
import { lookUpKey, type Idempotency } from '../idempotency.ts';
import { readJourney } from '../items.ts';
import { keys } from '../keys.ts';
import { matchEvents } from '../match-events.ts';
import type { Write } from '../ports/table.ts';
import { namedIn, refuseOfficers } from '../named-officers.ts';
import { done, refuse, type FieldProblem, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { followAbsencesIn } from '../watch-absences.ts';
import { wrongSentence } from '../wrong-sentence.ts';

export type JourneyStarted = { readonly id: string; readonly version: number };

/**
 * Starts a journey on the day of sentence, or when the person becomes known: makes the Friday check, schedules
 * pre-release and release-day work, and starts reception. Without a release date it sleeps after reception until one is
 * recorded. A person whose release date has passed had served their time, and goes straight to the community. A new
 * sentence of a person on licence joins the journey that they have.
 * @returns NOT_PERMITTED; CONFLICT when the person has an open journey that the user may read; VALIDATION_FAILED when
 * the dates are out of order, a name has hidden characters, or a CRN or PNC number cannot be right; RULE_REFUSED for an
 * officer who is not in the staff register or does other work, and for the CRN of another person.
 */
export async function startJourney(
  services: Services,
  user: User,
  given: NewJourney,
  idempotency?: Idempotency,
): Promise<Result<JourneyStarted>> {
  const starter = admit(services, user, 'start-journey', { prison: given.prison });
  if (!starter.ok) return starter;
  const by = starter.value;
  const known = idempotency && (await lookUpKey<JourneyStarted>(services, idempotency));
  if (known?.answered) return known.answered;
  const now = services.clock.now();
  const today = dateInLondon(now).toString();
  const dates = recordedDates(given, isoInstant(now), by);
  const problem = unreadableName(given) ?? wrongNumber(given) ?? wrongSentence(given, today, services.law);
  if (problem) return refuse('VALIDATION_FAILED', problem.problem, { fields: [problem] });
  const officers = namedIn({ ...given.officers }, (role) => `officers.${role}`);
  const isChild = !isAdultOn(given.dateOfBirth, today, services.law);
  const unknown = await refuseOfficers(services, officers, { officers: {} }, isChild);
  if (unknown) return unknown;
  const person = keys.person(given.prisonNumber);
  const leads = given.crn === undefined ? undefined : await leadCrn(services, given.crn, given.prisonNumber);
  if (leads?.ok === false) return leads;
  const crnWrites = leads?.value ?? [];
  if (await services.table.get(person)) {
    const joined = await joinJourney(services, given, by, crnWrites, idempotency);
    if (joined?.ok === true) await followCrn(services, given);
    return joined ?? alreadyOpen(services, user, given);
  }

  const id = services.ids.next();
  const context = contextOf(services, by);
  const journey = newJourney(id, given, dates, context);
  const early = dateTooEarly(journey, context);
  if (early) return refuse('RULE_REFUSED', early.explanation, { rule: early.rule });
  const draft = new JourneyDraft(journey, context);
  begin(draft);
  await followAbsencesIn(services, changeOf(services, draft, []));
  const started = { id, version: 1 };
  const unmatched = await matchEvents(services, given.prisonNumber);
  const writes: readonly Write[] = [
    unmatched,
    ...crnWrites,
    { kind: 'put', item: { ...person, journeyId: id }, when: { kind: 'absent' } },
    ...writesOf(draft, undefined),
    ...(known ? [known.remember(started)] : []),
  ];
  const written = await services.table.transact(writes);
  if (written.ok) {
    await followCrn(services, given);
    return done(started);
  }
  // An event about them came, or somebody recorded the CRN, at this very moment.
  if (written.failed.every((index) => index <= crnWrites.length)) {
    return startJourney(services, user, given, idempotency);
  }
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
  const head = typeof journeyId === 'string' && (await services.table.get(keys.journey(journeyId)));
  const today = dateInLondon(services.clock.now()).toString();
  if (head && maySee(user, readJourney(head), today)) {
    return refuse('CONFLICT', 'This person already has an open journey.');
  }
  const about = typeof journeyId === 'string' && { journeyId };
  services.accessLog.denied({ user, action: 'start-journey', reason: CANNOT_START, ...about });
  return refuse('NOT_PERMITTED', CANNOT_START);
}

/** Events that named the person by this number alone are theirs now. */
async function followCrn(services: Services, { crn, prisonNumber }: NewJourney): Promise<void> {
  if (crn !== undefined) await linkCrn(services, crn, prisonNumber);
}

const CANNOT_START =
  'You cannot start a journey for this prison number. Check the number, and if it is right, ask an administrator.';

function unreadableName({ firstName, lastName }: NewJourney): FieldProblem | undefined {
  const field = Object.entries({ firstName, lastName }).find(([, name]) => hasHiddenCharacters(name))?.[0];
  return field === undefined ? undefined : { field, problem: HIDDEN_PROBLEM };
}
