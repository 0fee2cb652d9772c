import { releaseBy, type ReleaseDayRecord } from '../record/head.ts';
import { dateOfType, releaseDateOf, supervisionEndOf, type SentenceDate } from '../record/sentence-dates.ts';
import type { ReleaseDateType } from '../law/release-day.ts';
import type { DraftContext } from '../record/record-draft.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { dueOf, groundNeeded } from './confirmed-date.ts';
import { recountStep } from './recount.ts';
import {
  askAgain,
  checkReleaseDay,
  moveDateInForce,
  proposalMayLapse,
  voidDecision,
} from './release-date.ts';

/** Records dates of the sentence, each beside those of other types, and what follows for the release date. */
export function recordDates(
  draft: JourneyDraft,
  given: readonly (Omit<SentenceDate, 'recordedAt' | 'recordedBy'> & Partial<SentenceDate>)[],
): void {
  const { now: recordedAt, by: recordedBy } = draft.context;
  const { journey: before } = draft;
  for (const one of given) {
    const { dates } = draft.journey;
    const was = dateOfType(dates, one.dateType);
    const others = dates.filter(({ dateType }) => dateType !== one.dateType);
    draft.update({ dates: [...others, { recordedAt, recordedBy, ...one }] });
    const { date, dateType, source, ground } = one;
    draft.record('sentence-date-recorded', { date, dateType, source, ground, was: was?.date });
  }
  if (!given.some(({ dateType }) => dateType === 'CONFIRMED')) confirmedDateMayFall(draft, before);
  datesHaveChanged(draft, before);
}

/** Removes the date of a type that was recorded by mistake or no longer stands, and what follows for the release date. */
export function removeDate(draft: JourneyDraft, removed: SentenceDate, reason: string): void {
  const { journey: before } = draft;
  takeAway(draft, removed, reason);
  confirmedDateMayFall(draft, before);
  datesHaveChanged(draft, before);
}

/** The date by which the person would be released if a date were removed. */
export function releaseWithout(
  journey: Journey,
  removed: SentenceDate,
  context: Pick<DraftContext, 'calendar' | 'law' | 'today'>,
): SentenceDate | undefined {
  const { decision: _void, ...undecided } = journey;
  const left = { ...undecided, dates: without(journey.dates, removed.dateType) };
  const dates = confirmedDateFalls(left, journey, context) ? without(left.dates, 'CONFIRMED') : left.dates;
  return releaseDateOf(dates, journey.sentence.releaseKind);
}

function without(dates: readonly SentenceDate[], dateType: ReleaseDateType): readonly SentenceDate[] {
  return dates.filter((each) => each.dateType !== dateType);
}

function takeAway(draft: JourneyDraft, { date, dateType }: SentenceDate, reason: string): void {
  draft.update({ dates: without(draft.journey.dates, dateType) });
  draft.record('sentence-date-removed', { date, dateType, reason });
}

function dueMoved(before: Journey, after: Journey): boolean {
  const was = dueOf(before);
  const now = dueOf(after);
  return was?.date !== now?.date || was?.dateType !== now?.dateType;
}

/**
 * A date was confirmed for the date that was due then. When another is due, it no longer stands, unless the law gives
 * it a ground of its own; and a decision on the old date is void.
 */
function confirmedDateMayFall(draft: JourneyDraft, before: Journey): void {
  const confirmed = dateOfType(draft.journey.dates, 'CONFIRMED');
  if (confirmed === undefined || !dueMoved(before, draft.journey)) return;
  voidDecision(draft);
  if (confirmedDateFalls(draft.journey, before, draft.context))
    takeAway(draft, confirmed, 'The date for which it was confirmed has changed');
}

function confirmedDateFalls(
  after: Journey,
  before: Journey,
  context: Pick<DraftContext, 'calendar' | 'law' | 'today'>,
): boolean {
  const confirmed = dateOfType(after.dates, 'CONFIRMED');
  if (confirmed === undefined || confirmed.ground !== undefined || !dueMoved(before, after)) return false;
  return dueOf(before) !== undefined || groundNeeded(after, confirmed.date, context) !== undefined;
}

/**
 * Derives the release date again. Where it is another one, in one change: the check is made again, a decision on the
 * old date is void, and every open step, timer and live referral is counted from the new date. What it touches
 * (`rowsTouchedByDate`) must have been loaded.
 */
function datesHaveChanged(draft: JourneyDraft, before: Journey): void {
  supervisionEndMayMove(draft, before);
  const { journey, context } = draft;
  const previous = journey.release;
  const next = releaseDateOf(journey.dates, journey.sentence.releaseKind);
  if (
    next !== undefined &&
    next.dateType !== 'CONFIRMED' &&
    endsWithRelease(before) &&
    endsWithRelease(journey)
  )
    draft.update({ sentence: { ...journey.sentence, supervisionEndsOn: next.date } });
  if (next?.date === previous?.date && next?.dateType === previous?.dateType) {
    if (next !== undefined) draft.update({ release: releaseBy(next, journey.releaseRevision) });
    return;
  }
  const revision = journey.releaseRevision + 1;
  draft.update({ releaseRevision: revision });
  if (next === undefined) draft.forget('release', 'releaseDay');
  else {
    const release = releaseBy(next, revision);
    draft.update({ release, releaseDay: checkReleaseDay(journey, release, context) });
  }
  draft.record('release-date-set', {
    date: next?.date,
    dateType: next?.dateType,
    was: previous?.date,
    wasType: previous?.dateType,
  });
  restsOnOldCheck(draft);
}

/**
 * Makes the Friday check again for a person whose date of birth was corrected. Where it comes to other days, a decision on
 * the old ones is void, as for another release date. What it touches (`rowsTouchedByDate`) must have been loaded.
 */
export function checkAgainForAge(draft: JourneyDraft): void {
  const { journey, context } = draft;
  const { release, releaseDay, releasedOn } = journey;
  if (release === undefined || releasedOn !== undefined || releaseDay === undefined) return;
  const revision = journey.releaseRevision + 1;
  const lapsed = releaseDay.known && releaseDay.lapsed === true;
  const checked = checkReleaseDay(journey, { ...release, revision }, context);
  if (lapsed || sameDays(checked, releaseDay)) return;
  draft.update({ releaseRevision: revision, release: { ...release, revision }, releaseDay: checked });
  restsOnOldCheck(draft);
}

/** Makes the Friday check again for another governor: a decision is void, and is asked for again. */
export function checkAgain(draft: JourneyDraft): void {
  const { journey, context } = draft;
  const { release, releaseDay, releasedOn } = journey;
  if (release === undefined || releaseDay?.known !== true || releasedOn !== undefined) return;
  if (!releaseDay.schemeApplies || releaseDay.lapsed === true) return;
  const revision = journey.releaseRevision + 1;
  const checked = checkReleaseDay(journey, { ...release, revision }, context);
  draft.update({ releaseRevision: revision, release: { ...release, revision }, releaseDay: checked });
  restsOnOldCheck(draft);
}

function sameDays(one: ReleaseDayRecord, other: ReleaseDayRecord): boolean {
  if (!one.known || !other.known) return one.known === other.known;
  return (
    one.presumptiveDate === other.presumptiveDate && one.earliestPermittedDate === other.earliestPermittedDate
  );
}

function restsOnOldCheck(draft: JourneyDraft): void {
  // A confirmed date carries out the governor's decision, or stands beside it.
  if (draft.journey.release?.dateType !== 'CONFIRMED') voidDecision(draft);
  askAgain(draft, 'new-date');
  moveDateInForce(draft);
  proposalMayLapse(draft);
}

/** There is no licence: supervision ends on the day of release, whenever that is. No date of the sentence says otherwise. */
export function endsWithRelease({
  release,
  sentence,
  dates,
}: Pick<Journey, 'release' | 'sentence' | 'dates'>): boolean {
  return (
    release !== undefined &&
    release.dateType !== 'CONFIRMED' &&
    release.date === sentence.supervisionEndsOn &&
    supervisionEndOf(dates) === undefined
  );
}

function supervisionEndMayMove(draft: JourneyDraft, before: Journey): void {
  const { sentence, dates, supervisionEndGiven } = draft.journey;
  const { supervisionEndsOn: was, ...rest } = sentence;
  const byDates = supervisionEndOf(dates);
  const byDatesBefore = supervisionEndOf(before.dates);
  if (byDates === byDatesBefore) return;
  if (byDatesBefore === undefined && was !== undefined) draft.update({ supervisionEndGiven: was });
  const now = byDates ?? supervisionEndGiven;
  draft.update({ sentence: { ...rest, ...(now !== undefined && { supervisionEndsOn: now }) } });
  for (const step of draft.openSteps()) recountStep(draft, step);
}
