import type { Journey } from '../../domain/journey/journey.ts';
import { releaseFormVersion } from '../../domain/journey/form-version.ts';
import { approvalKey, propose } from '../../domain/journey/proposals.ts';
import { releaseWithout, removeDate } from '../../domain/journey/sentence-dates.ts';
import { rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import type { User } from '../../domain/access/user.ts';
import { dateTypeName } from '../../domain/law/date-type-names.ts';
import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { ProposalOf } from '../../domain/record/proposals.ts';
import type { DraftContext } from '../../domain/record/record-draft.ts';
import { dateOfType, type SentenceDate } from '../../domain/record/sentence-dates.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { refuseOldForm } from '../change-journey.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { standing, type ReleaseDateSet } from './set-release-date.ts';

export interface DateRemoval {
  readonly dateType: ReleaseDateType;
  readonly reason: string;
}

/**
 * Removes a date of the sentence that was recorded by mistake, or that its source has withdrawn. The release date is
 * derived again, and everything counted from it moves in the same transaction. Where release would be earlier, it is
 * proposed to a second officer instead.
 * @returns NOT_PERMITTED; VALIDATION_FAILED without a reason, or for a date that is not recorded; CONFLICT once released.
 */
export async function removeSentenceDate(
  services: Services,
  user: User,
  journeyId: string,
  given: DateRemoval,
  terms: Terms = {},
): Promise<Result<ReleaseDateSet>> {
  const hidden = refuseHiddenText('reason', given.reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'set-release-date' }, terms, (change) => {
    const { journey } = change.draft;
    const old = refuseOldForm(terms.formVersion, releaseFormVersion(journey), journey);
    if (old) return old;
    if (given.reason.trim() === '') return invalid('reason', 'Give the reason for the removal.');
    return removeGivenDate(change, given);
  });
}

/** What the command does to a draft. The preview runs it too, and commits nothing. */
export async function removeGivenDate(
  change: Change,
  { dateType, reason }: DateRemoval,
): Promise<Result<ReleaseDateSet>> {
  const { draft } = change;
  const { journey, context } = draft;
  const known = findRecorded(journey, dateType);
  if ('code' in known) return known;
  const releaseDate = earlierWithout(journey, known, context);
  if (releaseDate !== undefined) {
    await change.loadSteps([approvalKey(journey, 'date-removal')]);
    const { id } = propose(draft, {
      kind: 'date-removal',
      change: { dateType, date: known.date, releaseDate, reason },
    });
    return done({ ...standing(journey), proposal: id });
  }
  await change.load(rowsTouchedByDate(journey));
  removeDate(draft, known, reason);
  return done(standing(draft.journey));
}

/** Removes a date as a second officer has approved, unless the dates have changed since. */
export function removeApprovedDate(
  { draft }: Change,
  { change: { dateType, date, releaseDate, reason } }: Pick<ProposalOf<'date-removal'>, 'change'>,
): Refusal | undefined {
  const known = findRecorded(draft.journey, dateType);
  if ('code' in known) return known;
  const { date: next } = releaseWithout(draft.journey, known, draft.context) ?? {};
  if (known.date !== date || next !== releaseDate)
    return refuse('CONFLICT', 'The dates of the sentence have changed since this was proposed.');
  removeDate(draft, known, reason);
  return undefined;
}

function findRecorded(journey: Journey, dateType: ReleaseDateType): SentenceDate | Refusal {
  if (journey.releasedOn !== undefined || journey.phase === 'closed')
    return refuse('CONFLICT', 'The person has been released, so the release date can no longer change.');
  const known = dateOfType(journey.dates, dateType);
  return known ?? invalid('dateType', `No ${dateTypeName(dateType)} is recorded.`);
}

/** The release date that the removal would bring, if it is earlier than now. */
function earlierWithout(journey: Journey, removed: SentenceDate, context: DraftContext): IsoDate | undefined {
  const next = releaseWithout(journey, removed, context)?.date;
  const now = journey.release?.date;
  return next !== undefined && now !== undefined && next < now ? next : undefined;
}

function invalid(field: string, problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field, problem }] });
}
