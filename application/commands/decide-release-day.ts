import type { Journey } from '../../domain/journey/journey.ts';
import { proposalHasLapsed, secondDayRequestOf, type ReleaseDayOutcome } from '../../domain/record/head.ts';
import { decideReleaseDay } from '../../domain/journey/release-date.ts';
import { proposalLapsed } from '../../domain/law/release-day-proposal.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { releaseFormVersion } from '../../domain/journey/form-version.ts';
import { changeFor, type Terms } from '../access.ts';
import { refuseOldForm } from '../change-journey.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export interface ReleaseDayChoice {
  readonly outcome: ReleaseDayOutcome;
  /** Needed for the statutory date: the exceptional circumstances. For the earliest day permitted, the need is the reason. */
  readonly reason?: string;
}

export type ReleaseDayDecided = { readonly outcome: ReleaseDayOutcome; readonly releaseDateInForce: IsoDate };

/**
 * The governor's decision under the Offenders (Day of Release from Detention) Act 2023: accept the proposed date,
 * choose the earliest permitted day at the COM's request, or keep the statutory date in exceptional circumstances.
 * @returns NOT_PERMITTED; RULE_REFUSED where the scheme does not apply, the proposal has lapsed, the date has passed, or
 * nobody has asked for the earliest day; VALIDATION_FAILED without the reason the choice needs; CONFLICT once released.
 */
export async function decideJourneyReleaseDay(
  services: Services,
  user: User,
  journeyId: string,
  choice: ReleaseDayChoice,
  terms: Terms = {},
): Promise<Result<ReleaseDayDecided>> {
  const hidden = refuseHiddenText('reason', choice.reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'decide-release-day' }, terms, async (change) => {
    const { journey, context } = change.draft;
    const old = refuseOldForm(terms.formVersion, releaseFormVersion(journey), journey);
    if (old) return old;
    const chosen = chooseDate(journey, choice, context.today);
    if (!chosen.ok) return chosen;
    await change.load(rowsTouchedByDate(journey));
    decideReleaseDay(change.draft, {
      outcome: choice.outcome,
      date: chosen.value,
      ...(choice.reason !== undefined && { reason: choice.reason }),
      ...(choice.outcome === 'SECOND_DAY' && asRequested(journey)),
    });
    return done({ outcome: choice.outcome, releaseDateInForce: chosen.value });
  });
}

function chooseDate(journey: Journey, choice: ReleaseDayChoice, today: IsoDate): Result<IsoDate> {
  const check = journey.releaseDay;
  if (journey.releasedOn !== undefined || journey.phase === 'closed') {
    return refuse('CONFLICT', 'The person has been released, so there is no release day to decide.');
  }
  if (check === undefined) {
    return refuse('RULE_REFUSED', 'No release date is known, so there is no release day to decide.', {
      rule: 'no-release-date',
    });
  }
  if (!check.known) {
    return refuse('RULE_REFUSED', check.explanation.join(' '), { rule: 'bank-holidays-not-known' });
  }
  if (!check.schemeApplies) {
    return refuse('RULE_REFUSED', check.explanation.join(' '), { rule: 'scheme-does-not-apply' });
  }
  if (check.lapsed === true || proposalHasLapsed(journey, today)) {
    return refuse('RULE_REFUSED', proposalLapsed(check), { rule: 'proposal-lapsed' });
  }
  const missing = missingReason(choice);
  if (missing) return missing;
  const date = dateOf(choice.outcome, check);
  if (date < today) {
    return refuse('RULE_REFUSED', `${sayDate(date)} has passed, so release can no longer move to it.`, {
      rule: 'date-gone-by',
    });
  }
  if (choice.outcome === 'SECOND_DAY' && secondDayRequestOf(journey) === undefined) {
    return refuse('RULE_REFUSED', NOT_REQUESTED, { rule: 'second-day-not-requested' });
  }
  return done(date);
}

const NOT_REQUESTED =
  'The community offender manager has not asked for the earliest day. They record it, with the resettlement need, as their own step.';

/** Who asked, and the need they gave as the reason. */
function asRequested(journey: Journey): { readonly requestedBy?: string; readonly reason?: string } {
  const request = secondDayRequestOf(journey);
  return request ? { requestedBy: request.requestedBy.id, reason: request.need } : {};
}

function dateOf(
  outcome: ReleaseDayOutcome,
  check: {
    readonly statutoryDate: IsoDate;
    readonly presumptiveDate: IsoDate;
    readonly earliestPermittedDate: IsoDate;
  },
): IsoDate {
  switch (outcome) {
    case 'PRESUMPTIVE':
      return check.presumptiveDate;
    case 'SECOND_DAY':
      return check.earliestPermittedDate;
    case 'STATUTORY':
      return check.statutoryDate;
  }
}

function missingReason({ outcome, reason }: ReleaseDayChoice): Refusal | undefined {
  if (outcome !== 'STATUTORY' || (reason !== undefined && reason.trim() !== '')) return undefined;
  const fields = [{ field: 'reason', problem: 'Give the exceptional circumstances.' }];
  return refuse('VALIDATION_FAILED', 'This choice needs a reason.', { fields });
}
