import type { Journey } from '../../domain/journey/journey.ts';
import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import { setReleaseDate } from '../../domain/journey/release-date.ts';
import { dateOutOfOrder } from '../../domain/pathways/licence-and-release-date/date-order.ts';
import { rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { releaseFormVersion } from '../../domain/journey/form-version.ts';
import { changeFor, type Terms } from '../access.ts';
import { refuseOldForm } from '../change-journey.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type ReleaseDateSet = {
  readonly releaseDate: IsoDate;
  readonly releaseDateInForce: IsoDate;
  readonly revision: number;
};

/**
 * Records a new release date. The Friday check starts again, a decision on the old date is void, and every deadline and
 * live referral moves in the same transaction. The date already recorded changes nothing.
 * @returns NOT_PERMITTED; VALIDATION_FAILED for a date in the past, before the sentence or after supervision; CONFLICT
 * once released.
 */
export async function changeReleaseDate(
  services: Services,
  user: User,
  journeyId: string,
  given: { readonly date: IsoDate; readonly dateType: ReleaseDateType },
  terms: Terms = {},
): Promise<Result<ReleaseDateSet>> {
  return changeFor(services, user, journeyId, { action: 'set-release-date' }, terms, async (change) => {
    const { journey, context } = change.draft;
    const old = refuseOldForm(terms.formVersion, releaseFormVersion(journey), journey);
    if (old) return old;
    if (journey.releasedOn !== undefined || journey.phase === 'closed') {
      return refuse('CONFLICT', 'The person has been released, so the release date can no longer change.');
    }
    const problem = dateOutOfOrder({ ...journey.sentence, releaseDate: given.date }, context.today)?.problem;
    if (problem !== undefined)
      return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'date', problem }] });
    const { release: known } = journey;
    if (known.date === given.date && known.dateType === given.dateType) return done(standing(journey));
    await change.load(rowsTouchedByDate(journey));
    setReleaseDate(change.draft, given);
    return done(standing(change.draft.journey));
  });
}

function standing({ release, releaseDateInForce }: Journey): ReleaseDateSet {
  return { releaseDate: release.date, releaseDateInForce, revision: release.revision };
}
