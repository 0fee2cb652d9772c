import { Temporal } from 'temporal-polyfill';
import { stepEntry, STEP_KINDS, type StepKind } from '../pathways/catalogue.ts';
import { tellLive } from '../pathways/referrals/moves.ts';
import type { DateMoved } from '../pathways/step-entry.ts';
import { dateInForce, type Head, type ReleaseDayOutcome, type ReleaseDayRecord } from '../record/head.ts';
import type { DraftContext } from '../record/record-draft.ts';
import { stepKey } from '../record/step-key.ts';
import { answerStep } from './answer-step.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { openInCustody } from './open-in-custody.ts';
import { openStep } from './open-step.ts';
import { recountStep } from './recount.ts';
import type { Step } from './step.ts';
import { isReleaseDayTimer } from './touched-rows.ts';
import { isAdultOn } from '../law/age.ts';
import { daysServed } from '../law/days-served.ts';
import { assessReleaseDay, PUBLISHED_EXCLUSION, type ReleaseDateType } from '../law/release-day.ts';
import type { IsoDate } from '../law/time.ts';

/** The Friday check of a journey as it stands, in the form the record keeps. A day that has passed is not proposed. */
export function checkReleaseDay(
  journey: Pick<Head, 'dateOfBirth' | 'sentence'> & Partial<Pick<Head, 'recall'>>,
  release: { readonly date: IsoDate; readonly dateType: ReleaseDateType; readonly revision: number },
  { calendar, law, today }: Pick<DraftContext, 'calendar' | 'law' | 'today'>,
): ReleaseDayRecord {
  const { sentence } = journey;
  const { releaseKind } = sentence;
  if (releaseKind === 'REMAND') {
    const explanation = ['A person on remand has no release date.'];
    return { revision: release.revision, known: false, explanation };
  }
  const served = daysServed(journey.recall?.returnedOn ?? sentence.startDate, release.date);
  const result = assessReleaseDay(
    {
      releaseDate: Temporal.PlainDate.from(release.date),
      dateType: release.dateType,
      adult: isAdultOn(journey.dateOfBirth, release.date, law),
      daysServedSinceSentence: served,
      releaseKind,
      ...(sentence.lengthDays !== undefined && { sentenceLengthDays: sentence.lengthDays }),
      ...(releaseKind === 'RECALL' && {
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
    ...(assessment.schemeApplies && assessment.presumptiveDate.toString() < today && { lapsed: true }),
    explanation: assessment.explanation,
    ...(assessment.reason !== undefined && { reason: PUBLISHED_EXCLUSION[assessment.reason] }),
  };
}

/** Sets the day on which an undecided proposal lapses, and asks what is asked before that. */
export function proposalMayLapse(draft: JourneyDraft): void {
  const { release, releaseDay, decision } = draft.journey;
  if (releaseDay?.known !== true || !releaseDay.schemeApplies || releaseDay.lapsed === true) return;
  if (decision?.revision === release?.revision) return;
  openStep(draft, { kind: 'release-day-proposal' });
  askAboutSecondDay(draft);
}

/** Asks the community officer whether to ask for the earliest day permitted, where that is not what is proposed. */
export function askAboutSecondDay(draft: JourneyDraft): void {
  if (permitsSecondDay(draft.journey)) openStep(draft, { kind: 'second-day-request' });
}

/** An earlier day than the proposed one is permitted. */
export function permitsSecondDay({ releaseDay }: Pick<Head, 'releaseDay'>): boolean {
  return releaseDay?.known === true && releaseDay.earliestPermittedDate < releaseDay.presumptiveDate;
}

/** The proposed day has passed and nobody has decided: the statutory date stands, and nothing is left to decide. */
export function lapseProposal(draft: JourneyDraft): void {
  const { releaseDay } = draft.journey;
  if (releaseDay?.known !== true) return;
  draft.update({ releaseDay: { ...releaseDay, lapsed: true } });
  draft.record('release-day-proposal-lapsed', {
    presumptiveDate: releaseDay.presumptiveDate,
    statutoryDate: releaseDay.statutoryDate,
  });
  const timer = openUnder(draft, 'release-day-proposal');
  if (timer) answerStep(draft, timer, 'LAPSED');
  moveDateInForce(draft);
  const asked = openUnder(draft, 'release-day-decision');
  if (asked) answerStep(draft, asked, 'DATE_CHANGED');
  const request = openUnder(draft, 'second-day-request');
  if (request) answerStep(draft, request, 'DATE_CHANGED');
}

export function voidDecision(draft: JourneyDraft): void {
  const { decision } = draft.journey;
  if (decision === undefined) return;
  draft.forget('decision');
  draft.record('release-day-decision-voided', {
    outcome: decision.outcome,
    date: decision.date,
    // The prison's system does not say which governor it was.
    ...(decision.decidedBy.kind !== 'system' && { decidedBy: decision.decidedBy.id }),
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
    /** The prison's system reports it: it was made there, and nobody decides here any more. */
    readonly elsewhere?: true;
  },
): void {
  const { journey, context } = draft;
  const { elsewhere: _there, ...decided } = decision;
  draft.update({
    decision: {
      ...decided,
      revision: journey.releaseRevision,
      decidedAt: context.now,
      decidedBy: context.by,
    },
  });
  draft.record('release-day-decided', { ...decision });
  moveDateInForce(draft);
  for (const kind of ['release-day-decision', 'release-day-proposal', 'second-day-request'] as const) {
    const asked = openUnder(draft, kind);
    if (asked) answerStep(draft, asked, 'DECIDED');
  }
}

/** Recounts everything that is counted from the date in force, if it is no longer what it was. */
export function moveDateInForce(draft: JourneyDraft): void {
  const was = draft.journey.releaseDateInForce;
  const now = dateInForce(draft.journey);
  if (now === was) return;
  if (now === undefined) draft.forget('releaseDateInForce');
  else draft.update({ releaseDateInForce: now });
  askAgain(draft, 'date-in-force');
  leaveReleaseDayIfEarly(draft);
  // A later date may bring a handover or a review that the earlier one left no time for.
  openInCustody(draft);
  const moved = draft.openSteps().filter((step) => recountStep(draft, step)).length;
  draft.record('deadlines-moved', { from: was, to: now, steps: moved });
  tellLive(
    draft,
    ({ releaseDate: _was, ...referral }) =>
      now === undefined ? referral : { ...referral, releaseDate: now },
    ['releaseDate'],
  );
}

/** The day is no longer known, or has moved so far out that release-day work is not due: it ends, and its timer is set again. */
function leaveReleaseDayIfEarly(draft: JourneyDraft): void {
  const { journey, context } = draft;
  const timer = STEP_KINDS.find(isReleaseDayTimer);
  if (journey.phase !== 'release-day' || timer === undefined) return;
  draft.askAgainLater(stepKey(journey.cycle, timer));
  const opened = openStep(draft, { kind: timer });
  if (opened.answered) return;
  if (opened.step.opensOn === undefined || opened.step.opensOn > context.today) {
    askAgain(draft, 'end-of-release-day');
    draft.update({ phase: 'pre-release' });
    draft.record('phase-entered', { phase: 'pre-release' });
  } else {
    draft.putStep({ ...opened.step, state: 'DONE', outcome: 'OPENED' });
  }
}

/** Ends what rests on the old date, as each entry says: what is open, and for some kinds what has been answered. */
export function askAgain(draft: JourneyDraft, by: DateMoved['by']): void {
  const resting = STEP_KINDS.flatMap((kind) => {
    const moved = stepEntry(kind).dateMoved;
    return moved?.by === by && (moved.when?.(draft.journey) ?? true) ? [{ kind, moved }] : [];
  });
  for (const { kind, moved } of resting) {
    moved.does?.(draft);
    const step = openUnder(draft, kind);
    if (step !== undefined && moved.opens !== true) answerStep(draft, step, 'DATE_CHANGED');
    else if (step === undefined && moved.again === true) askAgainUnlessItStands(draft, kind, moved.opens);
  }
}

function openUnder(draft: JourneyDraft, kind: StepKind): Step | undefined {
  const key = stepKey(draft.journey.cycle, kind);
  return draft.openSteps((open) => open.key === key)[0];
}

function askAgainUnlessItStands(draft: JourneyDraft, kind: StepKind, opens?: true): void {
  const key = stepKey(draft.journey.cycle, kind);
  const { outcome } = draft.step(key) ?? {};
  if (outcome === undefined || stepEntry(kind).outcomes[outcome]?.standsWhenDateMoves === true) return;
  draft.askAgainLater(key);
  if (opens === true) openStep(draft, { kind });
}
