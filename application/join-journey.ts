import { dateTooEarly } from '../domain/journey/confirmed-date.ts';
import { endCycle } from '../domain/journey/end-cycle.ts';
import type { Journey } from '../domain/journey/journey.ts';
import { recordDates } from '../domain/journey/sentence-dates.ts';
import { rowsTouchedByDate } from '../domain/journey/touched-rows.ts';
import type { Actor } from '../domain/record/actor.ts';
import { beginCustody, givenDates, recordedDates, type NewJourney } from './begin-journey.ts';
import type { Change } from './change.ts';
import { changeJourney } from './change-journey.ts';
import type { Idempotency } from './idempotency.ts';
import { readJourney } from './items.ts';
import { keys } from './keys.ts';
import type { Write } from './ports/table.ts';
import { done, refuse, type Result } from './refusal.ts';
import type { Services } from './services.ts';

type Joined = { readonly id: string; readonly version: number };

/**
 * A new sentence of a person on licence, or recalled, joins their journey as its next cycle: one person, one journey.
 * @returns undefined when the person has no such journey, or another name or date of birth: nothing is said of it then.
 */
export async function joinJourney(
  services: Services,
  given: NewJourney,
  by: Actor,
  crnWrites: readonly Write[],
  idempotency?: Idempotency,
): Promise<Result<Joined> | undefined> {
  const lookup = await services.table.get(keys.person(given.prisonNumber));
  const journeyId = lookup?.['journeyId'];
  if (typeof journeyId !== 'string') return undefined;
  const head = await services.table.get(keys.journey(journeyId));
  if (head === undefined || !joins(readJourney(head), given)) return undefined;
  const options = { by, ...(idempotency && { idempotency }) };
  return changeJourney<Joined>(services, journeyId, options, (change) => join(change, given, crnWrites));
}

function joins(journey: Journey, given: NewJourney): boolean {
  const { phase, lastName, dateOfBirth, releasedOn, recall } = journey;
  const isSamePerson =
    lastName.toLowerCase() === given.lastName.toLowerCase() && dateOfBirth === given.dateOfBirth;
  const outSince = phase === 'community' ? releasedOn : phase === 'recalled' ? recall?.revokedOn : undefined;
  return isSamePerson && outSince !== undefined && given.sentence.startDate >= outSince;
}

async function join(change: Change, given: NewJourney, crnWrites: readonly Write[]): Promise<Result<Joined>> {
  const { draft } = change;
  const { journey, context } = draft;
  if (!joins(journey, given)) return refuse('CONFLICT', 'This person already has an open journey.');
  const dates = recordedDates(given, context.now, context.by);
  const early = dateTooEarly({ ...journey, sentence: given.sentence, dates }, context);
  if (early) return refuse('RULE_REFUSED', early.explanation, { rule: early.rule });
  await change.load(rowsTouchedByDate(journey));
  const { startDate, releaseKind } = given.sentence;
  const onRemand = releaseKind === 'REMAND' || undefined;
  keepNumbers(change, given, crnWrites);
  draft.record('new-sentence-joined', { startDate, prison: given.prison, onRemand });
  endCycle(draft, 'NEW_SENTENCE', startDate);
  draft.forget('supervisionEndGiven');
  draft.update({
    phase: 'reception',
    prison: given.prison,
    officers: officersFor(journey, given),
    sentence: given.sentence,
    dates: [],
  });
  const all = givenDates(given).map(({ source = 'OFFICER', ...date }) => ({ ...date, source }));
  if (all.length > 0) recordDates(draft, all);
  beginCustody(draft);
  return done({ id: journey.id, version: journey.version + 1 });
}

/** A number that is recorded stays; one that is not is taken. */
function keepNumbers(
  { draft, alsoWrite }: Change,
  { crn, pnc }: NewJourney,
  crnWrites: readonly Write[],
): void {
  const { crn: knownCrn, pnc: knownPnc } = draft.journey;
  const taken = {
    ...(crn !== undefined && knownCrn === undefined && { crn }),
    ...(pnc !== undefined && knownPnc === undefined && { pnc }),
  };
  if (Object.keys(taken).length === 0) return;
  draft.update(taken);
  draft.record('details-recorded', taken);
  if ('crn' in taken) for (const write of crnWrites) alsoWrite(write);
}

/** The community's officers stay; the prison's only where it is the same prison. */
function officersFor({ officers, prison }: Journey, given: NewJourney): Journey['officers'] {
  const { pom: _ofOldPrison, ...community } = officers;
  return { ...(prison === given.prison ? officers : community), ...given.officers };
}
