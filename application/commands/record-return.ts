import type { User } from '../../domain/access/user.ts';
import { wrongReturn } from '../../domain/journey/recall-release-date.ts';
import {
  recordAtLarge as atLarge,
  returnToCustody,
  rowsTouchedByReturn,
} from '../../domain/journey/recall.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import { isPrisonId, isPseudoPrisonId } from '../../domain/record/identifiers.ts';
import { awaitsReturn, type GivenReturn, type Recall } from '../../domain/record/recall.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { done, refuse, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/** `releaseDate` is absent where only the Parole Board, or the prison's calculation, gives one. */
export type ReturnRecorded = {
  readonly returnedOn: IsoDate;
  readonly releaseDate?: IsoDate;
  readonly explanation: readonly string[];
};

export type AtLargeRecorded = { readonly atLargeSince: IsoDate };

/**
 * Records the return to prison of a recalled person: the release date that follows by law, unless the prison has
 * calculated one, and preparation for release again.
 * @returns NOT_PERMITTED; CONFLICT for a person who is not recalled, or is back already; VALIDATION_FAILED for days out
 * of order, a prison that is not one, or a release date that cannot be right.
 */
export async function recordReturn(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenReturn,
  terms: Terms = {},
): Promise<Result<ReturnRecorded>> {
  const what = { action: 'record-return', arrivedAt: given.prison } as const;
  return changeFor(services, user, journeyId, what, terms, (change) => carryOutReturn(change, given));
}

/** What the command does to a draft. A message of the prison's system does the same. */
export async function carryOutReturn(change: Change, given: GivenReturn): Promise<Result<ReturnRecorded>> {
  const { draft } = change;
  const { journey, context } = draft;
  const recall = recallOf(journey);
  if ('ok' in recall) return recall;
  const wrong = wrongReturn(journey, recall, given, context.today) ?? wrongPlaceOrDate(journey, given);
  if (wrong) return invalid(wrong.field, wrong.problem);
  await change.load(rowsTouchedByReturn(draft));
  const { explanation } = returnToCustody(draft, recall, given);
  const { release } = draft.journey;
  return done({
    returnedOn: given.on,
    ...(release && { releaseDate: release.date }),
    explanation: [...explanation],
  });
}

/**
 * Records that a recalled person has not come back to prison and is unlawfully at large.
 * @returns NOT_PERMITTED; CONFLICT for a person who is not recalled, or is back; VALIDATION_FAILED for a day before the
 * revocation or in the future.
 */
export async function recordAtLarge(
  services: Services,
  user: User,
  journeyId: string,
  { since }: { readonly since: IsoDate },
  terms: Terms = {},
): Promise<Result<AtLargeRecorded>> {
  return changeFor(services, user, journeyId, { action: 'record-return' }, terms, async (change) => {
    const { draft } = change;
    const { journey, context } = draft;
    const recall = recallOf(journey);
    if ('ok' in recall) return recall;
    if (since > context.today) return invalid('since', 'The day must be today or in the past.');
    if (since < recall.revokedOn) {
      return invalid('since', `The day must be on or after ${sayDate(recall.revokedOn)}, the revocation.`);
    }
    const kinds = ['return-to-custody', 'unlawfully-at-large'];
    await change.loadSteps(kinds.map((kind) => stepKey(journey.cycle, kind)));
    atLarge(draft, recall, since);
    return done({ atLargeSince: since });
  });
}

function recallOf(journey: Journey): Recall | Refusal {
  const { recall, phase } = journey;
  if (recall !== undefined && phase === 'recalled' && awaitsReturn(journey)) return recall;
  return refuse('CONFLICT', 'No recall waits for a return to prison.', { current: { phase } });
}

function wrongPlaceOrDate(
  { sentence }: Journey,
  { prison, releaseDate, on }: GivenReturn,
): { readonly field: string; readonly problem: string } | undefined {
  if (!isPrisonId(prison) || isPseudoPrisonId(prison))
    return { field: 'prison', problem: 'A prison’s id is like MDI, and is a place.' };
  if (releaseDate === undefined) return undefined;
  if (releaseDate < on)
    return { field: 'releaseDate', problem: 'The release date must be on or after the day of return.' };
  const { supervisionEndsOn } = sentence;
  return supervisionEndsOn !== undefined && releaseDate > supervisionEndsOn
    ? {
        field: 'releaseDate',
        problem: `The release date must be on or before ${sayDate(supervisionEndsOn)}, when supervision ends.`,
      }
    : undefined;
}

function invalid(field: string, problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field, problem }] });
}
