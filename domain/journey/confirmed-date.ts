import { sayDate } from '../law/say-date.ts';
import type { IsoDate } from '../law/time.ts';
import type { BrokenRule } from '../pathways/step-entry.ts';
import type { DraftContext } from '../record/record-draft.ts';
import { dateOfType, releaseDateOf } from '../record/sentence-dates.ts';
import type { ReleaseDayOutcome, ReleaseDayRecord } from '../record/head.ts';
import type { SentenceDate } from '../record/sentence-dates.ts';
import type { Journey } from './journey.ts';
import { checkReleaseDay } from './release-date.ts';

/**
 * Why a confirmed date needs a legal ground and a second officer: it is before the earliest day permitted, or before
 * the date set by law without a governor's decision (Criminal Justice Act 1961, section 23; 2023 Act). Undefined where
 * it does not.
 */
export function groundNeeded(
  journey: Journey,
  confirmed: IsoDate,
  context: Pick<DraftContext, 'calendar' | 'law' | 'today'>,
): BrokenRule | undefined {
  const { sentence, decision } = journey;
  const due = dueOf(journey);
  if (due === undefined) {
    const byBoard = sentence.releaseKind === 'INDETERMINATE' || sentence.releaseKind === 'PAROLE_BOARD';
    return byBoard ? early('No date is recorded on which the person may be released.') : undefined;
  }
  const check = checkOf(journey, due, context);
  const { statutoryDate, earliestPermittedDate } = check.known
    ? check
    : { statutoryDate: due.date, earliestPermittedDate: due.date };
  if (confirmed >= statutoryDate) return undefined;
  if (confirmed < earliestPermittedDate) {
    return early(`The earliest day permitted is ${sayDate(earliestPermittedDate)}.`);
  }
  if (decision?.date === confirmed) return undefined;
  return early(`No governor has decided on a day before ${sayDate(statutoryDate)}, the date set by law.`);
}

/**
 * Which of the days of the Friday check a confirmed date is that the prison's system reports before anybody has decided
 * here: the decision was made there. Undefined for any other day, and where a governor has decided here.
 */
export function decidedElsewhere(
  journey: Journey,
  confirmed: IsoDate,
  context: Pick<DraftContext, 'calendar' | 'law' | 'today'>,
): ReleaseDayOutcome | undefined {
  const { decision, release } = journey;
  const due = dueOf(journey);
  if (due === undefined || (decision !== undefined && decision.revision === release?.revision))
    return undefined;
  const check = checkOf(journey, due, context);
  if (!check.known || !check.schemeApplies) return undefined;
  if (confirmed === check.presumptiveDate) return 'PRESUMPTIVE';
  return confirmed === check.earliestPermittedDate ? 'SECOND_DAY' : undefined;
}

/** The journey as it would be with these dates, to judge one of them beside the others. A decision on another date is void. */
export function withDates(journey: Journey, given: readonly SentenceDate[]): Journey {
  const others = journey.dates.filter(({ dateType }) => given.every((each) => each.dateType !== dateType));
  const after = { ...journey, dates: [...others, ...given] };
  const [was, now] = [dueOf(journey), dueOf(after)];
  if (was?.date === now?.date && was?.dateType === now?.dateType) return after;
  const { decision: _void, ...undecided } = after;
  return undecided;
}

/** The date by which the person would be released without a confirmed one. */
export function dueOf({ dates, sentence }: Pick<Journey, 'dates' | 'sentence'>): SentenceDate | undefined {
  return releaseDateOf(
    dates.filter(({ dateType }) => dateType !== 'CONFIRMED'),
    sentence.releaseKind,
  );
}

function checkOf(
  journey: Journey,
  due: SentenceDate,
  context: Pick<DraftContext, 'calendar' | 'law' | 'today'>,
): ReleaseDayRecord {
  return checkReleaseDay(journey, { ...due, revision: journey.releaseRevision }, context);
}

/** Why the confirmed date among the dates given with a sentence cannot be recorded with them: nobody has approved it. */
export function dateTooEarly(
  journey: Journey,
  context: Pick<DraftContext, 'calendar' | 'law' | 'today'>,
): BrokenRule | undefined {
  const confirmed = dateOfType(journey.dates, 'CONFIRMED');
  const broken = confirmed && groundNeeded(journey, confirmed.date, context);
  return broken && { ...broken, explanation: `${broken.explanation} Record it after the other dates.` };
}

function early(why: string): BrokenRule {
  return {
    rule: 'earlier-than-permitted',
    explanation: `${why} An earlier confirmed date needs a legal ground, and a second officer who approves it.`,
  };
}
