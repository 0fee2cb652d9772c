import { Temporal } from 'temporal-polyfill';
import type { JourneyDraft } from './journey-draft.ts';
import {
  dateInForce,
  type Journey,
  type ReleaseDayOutcome,
  type ReleaseDayRecord,
} from '../record/journey.ts';
import { recountStep } from './recount.ts';
import { tell } from './referral-moves.ts';
import { assessReleaseDay, PUBLISHED_EXCLUSION, type ReleaseDateType } from '../law/release-day.ts';
import { answerStep, openStep } from './steps.ts';
import { isOpen, stepKey } from './step.ts';
import type { Calendar } from '../law/calendar.ts';
import type { Law } from '../law/law.ts';
import { daysBetween, type IsoDate } from '../law/time.ts';

/** Of full age on the day of release: the scheme proposes an earlier day for a child than for an adult. */
export function isAdultOn(dateOfBirth: IsoDate, date: IsoDate, law: Law): boolean {
  const age = Temporal.PlainDate.from(dateOfBirth).until(Temporal.PlainDate.from(date), {
    largestUnit: 'year',
  });
  return age.years >= law.on(date).adultAge;
}

/** The Friday check of a journey as it stands, in the form the record keeps. */
export function checkReleaseDay(
  journey: Pick<Journey, 'dateOfBirth' | 'sentence'>,
  release: { readonly date: IsoDate; readonly dateType: ReleaseDateType; readonly revision: number },
  calendar: Calendar,
  law: Law,
): ReleaseDayRecord {
  const { sentence } = journey;
  const served = Math.max(0, daysBetween(sentence.startDate, release.date));
  const result = assessReleaseDay(
    {
      releaseDate: Temporal.PlainDate.from(release.date),
      dateType: release.dateType,
      adult: isAdultOn(journey.dateOfBirth, release.date, law),
      daysServedSinceSentence: served,
      releaseKind: sentence.releaseKind,
      ...(sentence.lengthDays !== undefined && { sentenceLengthDays: sentence.lengthDays }),
      ...(sentence.releaseKind === 'RECALL' && {
        cumulativeDaysServedSinceSentence: served + (sentence.earlierDaysServed ?? 0),
      }),
    },
    calendar,
    law,
  );
  if (!result.ok) return { revision: release.revision, known: false, explanation: result.explanation };
  const { assessment } = result;
  return {
    revision: release.revision,
    known: true,
    statutoryDate: assessment.statutoryDate.toString(),
    schemeApplies: assessment.schemeApplies,
    presumptiveDate: assessment.presumptiveDate.toString(),
    earliestPermittedDate: assessment.earliestPermittedDate.toString(),
    explanation: assessment.explanation,
    ...(assessment.reason !== undefined && { reason: PUBLISHED_EXCLUSION[assessment.reason] }),
  };
}

/** Keys of the rows a change of date touches though they are not open: answers that rest on the old date. */
export function rowsRestingOnTheDate(journey: Journey): readonly string[] {
  return ['release-day-decision', 'jobcentre-interview', 'release-day-opens', 'release-checklist'].map(
    (kind) => stepKey(journey.cycle, kind),
  );
}

/**
 * A new release date. In one change: the check is made again, a decision on the old date is void, and every open
 * step, timer and live referral is counted from the new date. All open steps, live referrals and
 * {@link rowsRestingOnTheDate} must have been loaded.
 */
export function setReleaseDate(
  draft: JourneyDraft,
  given: { readonly date: IsoDate; readonly dateType: ReleaseDateType },
): void {
  const { journey, context } = draft;
  const previous = journey.release;
  const revision = previous.revision + 1;
  draft.update({
    release: { ...given, revision, recordedAt: context.now, recordedBy: context.by },
    releaseDay: checkReleaseDay(journey, { ...given, revision }, context.calendar, context.law),
  });
  draft.record('release-date-set', {
    date: given.date,
    dateType: given.dateType,
    was: previous.date,
    wasType: previous.dateType,
  });
  voidDecision(draft);
  askAgain(draft, 'release-day-decision');
  moveDateInForce(draft);
  for (const kind of ['release-date-watch', 'bank-holidays-known']) answerOpen(draft, kind);
}

function voidDecision(draft: JourneyDraft): void {
  const { decision } = draft.journey;
  if (decision === undefined) return;
  draft.forgetDecision();
  draft.record('release-day-decision-voided', {
    outcome: decision.outcome,
    date: decision.date,
    decidedBy: decision.decidedBy.id,
  });
}

/** What the governor decides: which of the dates, and why. Moves every deadline to the date decided. */
export function decideReleaseDay(
  draft: JourneyDraft,
  decision: {
    readonly outcome: ReleaseDayOutcome;
    readonly date: IsoDate;
    readonly reason?: string;
    readonly requestedBy?: string;
  },
): void {
  const { journey, context } = draft;
  draft.update({
    decision: {
      ...decision,
      revision: journey.release.revision,
      decidedAt: context.now,
      decidedBy: context.by,
    },
  });
  draft.record('release-day-decided', { ...decision });
  moveDateInForce(draft);
  const asked = draft.step(stepKey(journey.cycle, 'release-day-decision'));
  if (asked && isOpen(asked)) answerStep(draft, asked, 'DECIDED');
}

/** Recounts everything that is counted from the date in force, if it is no longer what it was. */
export function moveDateInForce(draft: JourneyDraft): void {
  const was = draft.journey.releaseDateInForce;
  const now = dateInForce(draft.journey);
  if (now === was) return;
  draft.update({ releaseDateInForce: now });
  if (draft.journey.benefits.interviewOn !== undefined && draft.journey.benefits.interviewOn !== now)
    rebook(draft);
  leaveReleaseDayIfEarly(draft);
  const moved = draft.openSteps().filter((step) => recountStep(draft, step)).length;
  draft.record('deadlines-moved', { from: was, to: now, steps: moved });
  for (const referral of draft.liveReferrals()) {
    tell(draft, { ...referral, releaseDate: now }, 'through-the-gate.referral.updated', ['releaseDate']);
  }
}

/** The Jobcentre interview is on the day of release, so a new day needs a new booking. */
function rebook(draft: JourneyDraft): void {
  const { interviewOn: _old, ...benefits } = draft.journey.benefits;
  draft.update({ benefits });
  askAgain(draft, 'jobcentre-interview');
  answerOpen(draft, 'interview-watch');
}

/** The day has moved so far out that release-day work is no longer due: it ends, and its timer is set again. */
function leaveReleaseDayIfEarly(draft: JourneyDraft): void {
  if (draft.journey.phase !== 'release-day') return;
  const timer = draft.step(stepKey(draft.journey.cycle, 'release-day-opens'));
  if (timer?.state === 'DONE') draft.putStep({ ...timer, state: 'CLOSED' });
  const opened = openStep(draft, { kind: 'release-day-opens' });
  const today = draft.context.today;
  if (!opened.answered && opened.step.opensOn !== undefined && opened.step.opensOn > today) {
    askAgain(draft, 'release-checklist');
    for (const kind of ['release-checklist', 'release-confirmed']) answerOpen(draft, kind);
    draft.update({ phase: 'pre-release' });
    draft.record('phase-entered', { phase: 'pre-release' });
  } else if (!opened.answered) {
    draft.putStep({ ...opened.step, state: 'DONE', outcome: 'OPENED' });
  }
}

function askAgain(draft: JourneyDraft, kind: string): void {
  const step = draft.step(stepKey(draft.journey.cycle, kind));
  if (step === undefined) return;
  if (isOpen(step)) answerStep(draft, step, 'DATE_CHANGED');
  else if (step.state === 'DONE' && step.outcome !== 'NOT_CLAIMING')
    draft.putStep({ ...step, state: 'CLOSED' });
}

function answerOpen(draft: JourneyDraft, kind: string): void {
  const step = draft.step(stepKey(draft.journey.cycle, kind));
  if (step && isOpen(step)) answerStep(draft, step, 'DATE_CHANGED');
}
