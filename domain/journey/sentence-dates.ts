import { releaseBy } from '../record/head.ts';
import { dateOfType, releaseDateOf, supervisionEndOf, type SentenceDate } from '../record/sentence-dates.ts';
import type { JourneyDraft } from './journey-draft.ts';
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
  given: readonly Omit<SentenceDate, 'recordedAt' | 'recordedBy'>[],
): void {
  const { now: recordedAt, by: recordedBy } = draft.context;
  for (const one of given) {
    const { dates } = draft.journey;
    const was = dateOfType(dates, one.dateType);
    const others = dates.filter(({ dateType }) => dateType !== one.dateType);
    draft.update({ dates: [...others, { ...one, recordedAt, recordedBy }] });
    const { date, dateType, source } = one;
    draft.record('sentence-date-recorded', { date, dateType, source, was: was?.date });
  }
  datesHaveChanged(draft);
}

/** Removes the date of a type that was recorded by mistake or no longer stands, and what follows for the release date. */
export function removeDate(draft: JourneyDraft, removed: SentenceDate, reason: string): void {
  const { date, dateType } = removed;
  draft.update({ dates: draft.journey.dates.filter((each) => each.dateType !== dateType) });
  draft.record('sentence-date-removed', { date, dateType, reason });
  datesHaveChanged(draft);
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
