import { releaseBy } from '../record/head.ts';
import { dateOfType, releaseDateOf, supervisionEndOf, type SentenceDate } from '../record/sentence-dates.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { groundNeeded } from './confirmed-date.ts';
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
  const due = dueDate(draft);
  for (const one of given) {
    const { dates } = draft.journey;
    const was = dateOfType(dates, one.dateType);
    const others = dates.filter(({ dateType }) => dateType !== one.dateType);
    draft.update({ dates: [...others, { recordedAt, recordedBy, ...one }] });
    const { date, dateType, source, ground } = one;
    draft.record('sentence-date-recorded', { date, dateType, source, ground, was: was?.date });
  }
  if (!given.some(({ dateType }) => dateType === 'CONFIRMED')) confirmedDateMayFall(draft, due);
  datesHaveChanged(draft);
}

/** Removes the date of a type that was recorded by mistake or no longer stands, and what follows for the release date. */
export function removeDate(draft: JourneyDraft, removed: SentenceDate, reason: string): void {
  const due = dueDate(draft);
  takeAway(draft, removed, reason);
  confirmedDateMayFall(draft, due);
  datesHaveChanged(draft);
}

function takeAway(draft: JourneyDraft, { date, dateType }: SentenceDate, reason: string): void {
  draft.update({ dates: draft.journey.dates.filter((each) => each.dateType !== dateType) });
  draft.record('sentence-date-removed', { date, dateType, reason });
}

/** The date by which the person would be released without a confirmed one. */
function dueDate({ journey }: JourneyDraft): SentenceDate | undefined {
  const others = journey.dates.filter(({ dateType }) => dateType !== 'CONFIRMED');
  return releaseDateOf(others, journey.sentence.releaseKind);
}

/**
 * A date was confirmed for the date that was due then. When another is due, it no longer stands, unless the law gives
 * it a ground of its own; and a decision on the old date is void.
 */
function confirmedDateMayFall(draft: JourneyDraft, before: SentenceDate | undefined): void {
  const confirmed = dateOfType(draft.journey.dates, 'CONFIRMED');
  const now = dueDate(draft);
  if (confirmed === undefined || (before?.date === now?.date && before?.dateType === now?.dateType)) return;
  voidDecision(draft);
  if (confirmed.ground !== undefined) return;
  if (before === undefined && groundNeeded(draft.journey, confirmed.date, draft.context) === undefined)
    return;
  takeAway(draft, confirmed, 'The date for which it was confirmed has changed');
}

/**
 * Derives the release date again. Where it is another one, in one change: the check is made again, a decision on the
 * old date is void, and every open step, timer and live referral is counted from the new date. What it touches
 * (`rowsTouchedByDate`) must have been loaded.
 */
function datesHaveChanged(draft: JourneyDraft): void {
  supervisionEndMayMove(draft);
  const { journey, context } = draft;
  const previous = journey.release;
  const next = releaseDateOf(journey.dates, journey.sentence.releaseKind);
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
  // A confirmed date carries out the governor's decision, or stands beside it.
  if (next?.dateType !== 'CONFIRMED') voidDecision(draft);
  askAgain(draft, 'new-date');
  moveDateInForce(draft);
  proposalMayLapse(draft);
}

function supervisionEndMayMove(draft: JourneyDraft): void {
  const { sentence, dates } = draft.journey;
  const supervisionEndsOn = supervisionEndOf(dates);
  if (supervisionEndsOn === undefined || supervisionEndsOn === sentence.supervisionEndsOn) return;
  draft.update({ sentence: { ...sentence, supervisionEndsOn } });
  for (const step of draft.openSteps()) recountStep(draft, step);
}
