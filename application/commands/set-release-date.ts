import type { Journey } from '../../domain/journey/journey.ts';
import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import { recordDates } from '../../domain/journey/sentence-dates.ts';
import {
  dateOutOfOrder,
  wrongSentenceDate,
} from '../../domain/pathways/licence-and-release-date/date-order.ts';
import {
  dateOfType,
  releaseDateOf,
  supervisionEndOf,
  type DateSource,
} from '../../domain/record/sentence-dates.ts';
import { rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { releaseFormVersion } from '../../domain/journey/form-version.ts';
import { changeFor, type Terms } from '../access.ts';
import { refuseOldForm } from '../change-journey.ts';
import { done, refuse, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type ReleaseDateSet = {
  /** Absent while there is no date by which the person is released. */
  readonly releaseDate?: IsoDate;
  readonly releaseDateInForce?: IsoDate;
  /** Counts the changes of the release date. */
  readonly revision: number;
};

export interface GivenDate {
  readonly date: IsoDate;
  readonly dateType: ReleaseDateType;
  /** An officer, when left out. */
  readonly source?: DateSource;
}

/**
 * Records a date of the sentence beside the dates of other types. Where another date becomes the release date, the
 * Friday check starts again, a decision on the old date is void, and every deadline and live referral moves in the same
 * transaction. The date already recorded changes nothing.
 * @returns NOT_PERMITTED; VALIDATION_FAILED for a date on the wrong side of another, or a release date in the past;
 * RULE_REFUSED for an indicative date where the prison has calculated it; CONFLICT once released.
 */
export async function changeReleaseDate(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenDate,
  terms: Terms = {},
): Promise<Result<ReleaseDateSet>> {
  const { source = 'OFFICER', date, dateType } = given;
  return changeFor(services, user, journeyId, { action: 'set-release-date' }, terms, async (change) => {
    const { journey, context } = change.draft;
    const old = refuseOldForm(terms.formVersion, releaseFormVersion(journey), journey);
    if (old) return old;
    if (journey.releasedOn !== undefined || journey.phase === 'closed') {
      return refuse('CONFLICT', 'The person has been released, so the release date can no longer change.');
    }
    const known = dateOfType(journey.dates, dateType);
    if (known?.date === date && (given.source === undefined || known.source === source))
      return done(standing(journey));
    const wrong = wrongDate(journey, { date, dateType, source }, context.today);
    if (wrong) return wrong;
    await change.load(rowsTouchedByDate(journey));
    recordDates(change.draft, [{ date, dateType, source }]);
    return done(standing(change.draft.journey));
  });
}

/** Why a date cannot be recorded, before anything is. */
function wrongDate(journey: Journey, given: Required<GivenDate>, today: IsoDate): Refusal | undefined {
  const { dates, sentence } = journey;
  const known = dateOfType(dates, given.dateType);
  if (given.source === 'INDICATIVE' && known !== undefined && known.source !== 'INDICATIVE') {
    return refuse(
      'RULE_REFUSED',
      'This date was calculated or given already, and an indicative date never replaces it.',
      { rule: 'indicative-date' },
    );
  }
  const problem =
    wrongSentenceDate([given], dates, sentence.startDate)?.problem ?? wrongRelease(journey, given, today);
  return problem === undefined
    ? undefined
    : refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'date', problem }] });
}

function wrongRelease(
  { dates, sentence, release }: Journey,
  given: Required<GivenDate>,
  today: IsoDate,
): string | undefined {
  const recorded = { ...given, recordedAt: '', recordedBy: { kind: 'system', id: '' } as const };
  const after = [...dates.filter(({ dateType }) => dateType !== given.dateType), recorded];
  const next = releaseDateOf(after, sentence.releaseKind);
  const supervisionEndsOn = supervisionEndOf(after) ?? sentence.supervisionEndsOn;
  // A release date that has passed already, and stays, is not what is being recorded.
  const releaseDate = next?.date === release?.date ? undefined : next?.date;
  return dateOutOfOrder({ startDate: sentence.startDate, releaseDate, supervisionEndsOn }, today)?.problem;
}

function standing({ release, releaseDateInForce, releaseRevision }: Journey): ReleaseDateSet {
  return {
    revision: releaseRevision,
    ...(release !== undefined && { releaseDate: release.date }),
    ...(releaseDateInForce !== undefined && { releaseDateInForce }),
  };
}
