import type { User } from '../../domain/access/user.ts';
import {
  holdJourney as hold,
  notHeldFor,
  resumeJourney as resume,
  rowsTouchedByHold,
} from '../../domain/journey/hold.ts';
import { describeHoldReason } from '../../domain/journey/describe-hold.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { GivenHold } from '../../domain/record/hold.ts';
import { whatBegan } from '../../domain/record/sentence.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type JourneyHeld = { readonly heldSince: IsoDate; readonly stopsClocks: boolean };
export type JourneyResumed = { readonly resumedOn: IsoDate };

/**
 * Puts the journey on hold, by reason.
 * @returns NOT_PERMITTED; CONFLICT for a journey that is closed or on hold already; VALIDATION_FAILED for a day in the
 * future or before the sentence; RULE_REFUSED for a reason that cannot be right as things stand.
 */
export async function holdJourney(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenHold,
  terms: Terms = {},
): Promise<Result<JourneyHeld>> {
  const hidden = refuseHiddenText('note', given.note);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'hold-journey' }, terms, (change) =>
    carryOutHold(change, given),
  );
}

/** What the command does to a draft. A message of the prison's system does the same. */
export async function carryOutHold(change: Change, given: GivenHold): Promise<Result<JourneyHeld>> {
  const { draft } = change;
  const { journey, context } = draft;
  if (journey.phase === 'closed') return refuse('CONFLICT', 'The journey of this person is closed.');
  if (journey.hold) {
    const { reason, since } = journey.hold;
    const detail = `The journey is on hold already, from ${sayDate(since)}: ${describeHoldReason(reason)}. Resume it first.`;
    return refuse('CONFLICT', detail);
  }
  const { startDate } = journey.sentence;
  if (given.since > context.today) return wrongDay('since', 'The day must be today or in the past.');
  if (given.since < startDate)
    return wrongDay(
      'since',
      `The day must be on or after ${sayDate(startDate)}, when the ${whatBegan(journey.sentence)} began.`,
    );
  const broken = notHeldFor(journey, given, context.today);
  if (broken) return refuse('RULE_REFUSED', broken.explanation, { rule: broken.rule });
  await change.load(rowsTouchedByHold(journey));
  hold(draft, given);
  return done({ heldSince: given.since, stopsClocks: draft.journey.hold?.stopsClocks === true });
}

/**
 * Resumes a journey that is on hold.
 * @returns NOT_PERMITTED; CONFLICT for a journey that is not on hold; VALIDATION_FAILED for a day in the future or before
 * the hold began.
 */
export async function resumeJourney(
  services: Services,
  user: User,
  journeyId: string,
  given: { readonly on: IsoDate },
  terms: Terms = {},
): Promise<Result<JourneyResumed>> {
  return changeFor(services, user, journeyId, { action: 'hold-journey' }, terms, (change) =>
    carryOutResumption(change, given),
  );
}

/** What the command does to a draft. */
export async function carryOutResumption(
  change: Change,
  { on }: { readonly on: IsoDate },
): Promise<Result<JourneyResumed>> {
  const { draft } = change;
  const { journey, context } = draft;
  if (journey.hold === undefined) return refuse('CONFLICT', 'The journey is not on hold.');
  if (on > context.today) return wrongDay('on', 'The day must be today or in the past.');
  if (on < journey.hold.since)
    return wrongDay('on', `The day must be on or after ${sayDate(journey.hold.since)}, when the hold began.`);
  await change.load(rowsTouchedByHold(journey));
  resume(draft, journey.hold, on);
  return done({ resumedOn: on });
}

function wrongDay(field: string, problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field, problem }] });
}
