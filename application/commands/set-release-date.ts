import type { Journey } from '../../domain/journey/journey.ts';
import { decidedElsewhere, groundNeeded, withDates } from '../../domain/journey/confirmed-date.ts';
import { decideReleaseDay } from '../../domain/journey/release-date.ts';
import { approvalKey, propose } from '../../domain/journey/proposals.ts';
import type { EarlyGround } from '../../domain/record/early-grounds.ts';
import type { ProposalOf } from '../../domain/record/proposals.ts';
import type { Change } from '../change.ts';
import { endsWithRelease, recordDates } from '../../domain/journey/sentence-dates.ts';
import {
  dateOutOfOrder,
  wrongSentenceDate,
} from '../../domain/pathways/licence-and-release-date/date-order.ts';
import {
  dateOfType,
  endsSentence,
  releaseDateOf,
  supervisionEndOf,
  type GivenDate,
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
  /** The date waits for a second officer, and is not recorded yet. */
  readonly proposal?: string;
};

export type DateGiven = GivenDate & { readonly ground?: EarlyGround };

/**
 * Records a date of the sentence beside the dates of other types. Where another date becomes the release date, the
 * Friday check starts again, a decision on the old date is void, and every deadline and live referral moves in the same
 * transaction. The date already recorded changes nothing. A confirmed date before the earliest day permitted, with its
 * legal ground, is proposed to a second officer instead.
 * @returns NOT_PERMITTED; VALIDATION_FAILED for a date on the wrong side of another, or a release date in the past;
 * RULE_REFUSED for an indicative date where the prison has calculated it, or a confirmed date that is too early and has
 * no ground; CONFLICT once released.
 */
export async function changeReleaseDate(
  services: Services,
  user: User,
  journeyId: string,
  given: DateGiven,
  terms: Terms = {},
): Promise<Result<ReleaseDateSet>> {
  return changeFor(
    services,
    user,
    journeyId,
    { action: 'set-release-date' },
    terms,
    (change) =>
      refuseOldForm(terms.formVersion, releaseFormVersion(change.draft.journey), change.draft.journey) ??
      recordGivenDate(change, given),
  );
}

/** What the command does to a draft. The preview runs it too, and commits nothing. */
export async function recordGivenDate(change: Change, given: DateGiven): Promise<Result<ReleaseDateSet>> {
  const { source = 'OFFICER', date, dateType } = given;
  const { journey, context } = change.draft;
  if (journey.releasedOn !== undefined || journey.phase === 'closed') {
    return refuse('CONFLICT', 'The person has been released, so the release date can no longer change.');
  }
  if (journey.sentence.releaseKind === 'REMAND') {
    return refuse('RULE_REFUSED', ON_REMAND, { rule: 'on-remand' });
  }
  const known = dateOfType(journey.dates, dateType);
  if (known?.date === date && (given.source === undefined || known.source === source))
    return done(standing(journey));
  const wrong = wrongDate(journey, { date, dateType, source }, context.today);
  if (wrong) return wrong;
  await change.load(rowsTouchedByDate(journey));
  const broken = dateType === 'CONFIRMED' ? groundNeeded(journey, date, context) : undefined;
  if (broken !== undefined) {
    if (given.ground === undefined) return refuse('RULE_REFUSED', broken.explanation, { rule: broken.rule });
    await change.loadSteps([approvalKey(journey, 'early-release-date')]);
    const proposal = propose(change.draft, {
      kind: 'early-release-date',
      change: { date, ground: given.ground },
    });
    return done({ ...standing(journey), proposal: proposal.id });
  }
  recordDates(change.draft, [{ date, dateType, source }]);
  return done(standing(change.draft.journey));
}

/**
 * Records dates that the prison's system has calculated, all together, so that each is judged beside the others. Once
 * the person is released, only the ends of the sentence count. A confirmed date on a day that the Friday check permits,
 * which nobody has decided on here, is recorded as a decision that was made at the prison.
 * @returns VALIDATION_FAILED for a date on the wrong side of another, or a release date in the past; RULE_REFUSED for a
 * confirmed date that needs a legal ground, or a person on remand.
 */
export async function recordCalculatedDates(
  change: Change,
  given: readonly GivenDate[],
): Promise<Result<ReleaseDateSet>> {
  const { journey, context } = change.draft;
  if (journey.sentence.releaseKind === 'REMAND') {
    return refuse('RULE_REFUSED', ON_REMAND, { rule: 'on-remand' });
  }
  const counting = given.filter(({ dateType, date }) => {
    if (journey.releasedOn !== undefined && !endsSentence(dateType)) return false;
    return dateOfType(journey.dates, dateType)?.date !== date;
  });
  if (counting.length === 0) return done(standing(journey));
  const dates = counting.map(({ date, dateType }) => ({ date, dateType, source: 'EVENT' as const }));
  const problem =
    wrongSentenceDate(dates, journey.dates, journey.sentence.startDate)?.problem ??
    wrongRelease(journey, dates, context.today);
  if (problem !== undefined) return refuse('VALIDATION_FAILED', problem);
  const confirmed = dates.find(({ dateType }) => dateType === 'CONFIRMED');
  const recorded = { recordedAt: context.now, recordedBy: context.by };
  const beside = withDates(
    journey,
    dates.map((each) => ({ ...each, ...recorded })),
  );
  const elsewhere = confirmed && decidedElsewhere(beside, confirmed.date, context);
  const broken = confirmed && !elsewhere ? groundNeeded(beside, confirmed.date, context) : undefined;
  if (broken !== undefined) return refuse('RULE_REFUSED', broken.explanation, { rule: broken.rule });
  await change.load(rowsTouchedByDate(journey));
  if (confirmed && elsewhere) {
    // The decision is on the date that the others make due, and the confirmed date carries it out.
    const others = dates.filter((each) => each !== confirmed);
    if (others.length > 0) recordDates(change.draft, others);
    decideReleaseDay(change.draft, { outcome: elsewhere, date: confirmed.date, elsewhere: true });
    recordDates(change.draft, [confirmed]);
  } else recordDates(change.draft, dates);
  return done(standing(change.draft.journey));
}

const ON_REMAND = 'The person is on remand. Record their sentence first, with its dates.';

/** Records a confirmed date that a second officer has approved, unless it no longer fits the other dates. */
export function recordApprovedDate(
  { draft }: Change,
  { change: { date, ground }, proposedBy }: Pick<ProposalOf<'early-release-date'>, 'change' | 'proposedBy'>,
): Refusal | undefined {
  const { journey, context } = draft;
  const given = { date, dateType: 'CONFIRMED', source: 'OFFICER' } as const;
  if (journey.releasedOn !== undefined) {
    return refuse('CONFLICT', 'The person has been released, so the release date can no longer change.');
  }
  const wrong = wrongDate(journey, given, context.today);
  if (wrong) return wrong;
  recordDates(draft, [{ ...given, ground, recordedBy: proposedBy, approvedBy: context.by }]);
  return undefined;
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
    wrongSentenceDate([given], dates, sentence.startDate)?.problem ?? wrongRelease(journey, [given], today);
  return problem === undefined
    ? undefined
    : refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'date', problem }] });
}

function wrongRelease(
  journey: Journey,
  given: readonly Required<GivenDate>[],
  today: IsoDate,
): string | undefined {
  const { dates, sentence, release } = journey;
  const others = dates.filter(({ dateType }) => given.every((each) => each.dateType !== dateType));
  const after = [...others, ...given];
  const next = releaseDateOf(after, sentence.releaseKind);
  const asGiven = endsWithRelease(journey) ? undefined : sentence.supervisionEndsOn;
  const supervisionEndsOn = supervisionEndOf(after) ?? asGiven;
  // A release date that has passed already, and stays, is not what is being recorded.
  const releaseDate = next?.date === release?.date ? undefined : next?.date;
  return dateOutOfOrder({ startDate: sentence.startDate, releaseDate, supervisionEndsOn }, today)?.problem;
}

/** The release date as it stands, for the answer to a change of the dates. */
export function standing({ release, releaseDateInForce, releaseRevision }: Journey): ReleaseDateSet {
  return {
    revision: releaseRevision,
    ...(release !== undefined && { releaseDate: release.date }),
    ...(releaseDateInForce !== undefined && { releaseDateInForce }),
  };
}
