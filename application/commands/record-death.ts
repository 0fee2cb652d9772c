import type { User } from '../../domain/access/user.ts';
import { recordDeath as death, rowsTouchedByDeath } from '../../domain/journey/death.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { GivenDeath, NotifiedOfDeath } from '../../domain/record/death.ts';
import { whatBegan } from '../../domain/record/sentence.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { done, refuse, refuseHiddenText, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type DeathRecorded = {
  readonly diedOn: IsoDate;
  readonly toNotify: { readonly outside: readonly NotifiedOfDeath[]; readonly inside: readonly string[] };
};

/**
 * Records the death of the person: everything stops, and everyone who must be notified is listed. One officer is enough:
 * see `DEATH_STEPS`.
 * @returns NOT_PERMITTED; CONFLICT once the journey is closed; VALIDATION_FAILED for a day in the future or before the
 * sentence.
 */
export async function recordDeath(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenDeath,
  terms: Terms = {},
): Promise<Result<DeathRecorded>> {
  const hidden = refuseHiddenText('note', given.note);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'record-death' }, terms, (change) =>
    carryOutDeath(change, given),
  );
}

/** What the command does to a draft. A message of the prison's system does the same. */
export async function carryOutDeath(change: Change, given: GivenDeath): Promise<Result<DeathRecorded>> {
  const { draft } = change;
  const { journey, context } = draft;
  if (journey.phase === 'closed') return refuse('CONFLICT', 'The journey of this person is closed.');
  const { startDate } = journey.sentence;
  const problem =
    given.on > context.today
      ? 'The day must be today or in the past.'
      : given.on < startDate
        ? `The day must be on or after ${sayDate(startDate)}, when the ${whatBegan(journey.sentence)} began.`
        : undefined;
  if (problem !== undefined)
    return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'on', problem }] });
  await change.load(rowsTouchedByDeath(journey));
  const { outside, inside } = death(draft, given);
  return done({ diedOn: given.on, toNotify: { outside: [...outside], inside: [...inside] } });
}
