import type { JourneyView } from '../../application/queries/get-journey.ts';
import type { ReleaseDayOutcome } from '../../domain/record/head.ts';
import { describeActor, officerName, sentence, type Names } from '../../domain/journey/words.ts';
import type { EarlyGround } from '../../domain/record/early-grounds.ts';
import type { DateSource } from '../../domain/record/sentence-dates.ts';
import { proposalOn } from '../../domain/law/release-day-proposal.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import { dateTypeName } from '../../domain/law/date-type-names.ts';
import { formatInstant } from './formats.ts';

const OUTCOMES: Readonly<Record<ReleaseDayOutcome, string>> = {
  PRESUMPTIVE: 'the proposed earlier date',
  SECOND_DAY: 'the earliest date permitted, which the community offender manager asked for',
  STATUTORY: 'the date the law sets, because of exceptional circumstances',
};

/** Where a date of a sentence comes from. An event is not a choice of a person. */
export const SOURCE_TITLES: Readonly<Record<DateSource, string>> = {
  PRISON_CALCULATION: 'The prison’s calculation',
  INDICATIVE: 'Worked out from the sentence',
  COURT: 'The court',
  PAROLE_BOARD: 'The Parole Board',
  EVENT: 'A prison system',
  OFFICER: 'An officer',
};

export const GROUND_TITLES: Readonly<Record<EarlyGround, string>> = {
  PAROLE: 'Parole',
  EXECUTIVE_RELEASE: 'Executive release',
  COURT_ORDER: 'Order of a court',
  EARLY_REMOVAL: 'Early removal from the country',
};

/** The kind of the given release date, and its source; undefined while there is none. */
export function originOf({ release }: JourneyView, names: Names): string | undefined {
  if (release === undefined) return undefined;
  return `${sayDate(release.date)}, the ${dateTypeName(release.dateType)}, recorded by ${describeActor(release.recordedBy, names)} on ${formatInstant(release.recordedAt)}`;
}

/** Nobody decided on the proposed day, and it has passed; the record may not say so yet. */
export function hasLapsed({ decision, release, releaseDay }: JourneyView, today: IsoDate): boolean {
  if (releaseDay?.known !== true || decision?.revision === release?.revision) return false;
  return releaseDay.lapsed === true || proposalOn(releaseDay, today).state === 'LAPSED';
}

/** A governor may still choose a day: the scheme applies, and not every day has passed. */
export function mayStillDecide(journey: JourneyView, today: IsoDate): boolean {
  const { releaseDay, releasedOn, phase } = journey;
  if (releasedOn !== undefined || phase === 'closed' || releaseDay?.known !== true) return false;
  return !hasLapsed(journey, today) && proposalOn(releaseDay, today).offered.length > 0;
}

/** Whether the release date in force is proposed, decided or confirmed; undefined after release. */
export function standingOf(journey: JourneyView, names: Names): string | undefined {
  const { decision, release, releaseDay } = journey;
  if (journey.releasedOn !== undefined) return undefined;
  if (journey.sentence.releaseKind === 'REMAND')
    return 'The person is on remand. Work towards release starts when their sentence is recorded.';
  if (release === undefined) {
    return 'Work towards release starts when a date is recorded.';
  }
  if (decision?.revision === release.revision) {
    const because = decision.reason === undefined ? '' : ` Reason: ${sentence(decision.reason)}`;
    const asked =
      decision.requestedBy === undefined ? '' : ` Asked for by ${officerName(decision.requestedBy, names)}.`;
    return `${describeActor(decision.decidedBy, names)} decided on ${formatInstant(decision.decidedAt)}: ${OUTCOMES[decision.outcome]}.${asked}${because}`;
  }
  if (releaseDay?.known !== true) return 'The date that was recorded. The Friday check has no result yet.';
  if (releaseDay.lapsed === true)
    return 'Set by law. The Friday check proposed an earlier day, and nobody decided before it had passed.';
  if (releaseDay.schemeApplies)
    return 'Proposed by the Friday check. The governor has not decided yet; until then every deadline is counted from this date.';
  return journey.releaseDateConfirmed
    ? 'Confirmed: the Friday check does not move it.'
    : 'The date set by law. Not confirmed yet.';
}
