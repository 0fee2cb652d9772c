import { later, type IsoDate } from '../law/time.ts';
import type { Actor } from '../record/actor.ts';
import type { GivenRecall, GivenReturn, Recall } from '../record/recall.ts';
import { stepKey } from '../record/step-key.ts';
import { answerStep } from './answer-step.ts';
import { endCycle } from './end-cycle.ts';
import { holdPolicy } from './hold-policy.ts';
import { resumeJourney, rowsTouchedByHold } from './hold.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { openInCustody } from './open-in-custody.ts';
import { openStep } from './open-step.ts';
import { recallReleaseDate, type RecallReleaseDate } from './recall-release-date.ts';
import { recountStep } from './recount.ts';
import { recordDates } from './sentence-dates.ts';
import { isOpen } from './step.ts';
import { rowsTouchedByDate, type TouchedRows } from './touched-rows.ts';

/**
 * The licence is revoked: the cycle in the community ends, and the next one waits for the return to prison. Open steps
 * and live referrals must have been loaded.
 */
export function recallPerson(
  draft: JourneyDraft,
  given: GivenRecall,
  by: { readonly recordedBy: Actor; readonly approvedBy: Actor },
): void {
  const { sentence, recall: earlier } = draft.journey;
  if (sentence.releaseKind === 'REMAND') throw new Error('A person without a sentence has no licence');
  const sentenceKind = earlier?.sentenceKind ?? sentence.releaseKind;
  draft.record('recalled', {
    ...given,
    recordedBy: by.recordedBy.id,
    approvedBy: by.approvedBy.id,
  });
  endCycle(draft, 'RECALL', given.revokedOn);
  const recall: Recall = {
    ...given,
    ...by,
    sentenceKind,
    ...(earlier && { earlierRecallOn: earlier.revokedOn }),
    recordedAt: draft.context.now,
  };
  draft.update({
    phase: 'recalled',
    recall,
    sentence: { ...draft.journey.sentence, releaseKind: 'RECALL' },
  });
  draft.record('phase-entered', { phase: 'recalled' });
  openStep(draft, { kind: 'return-to-custody' });
}

/** The person has not come back, and is unlawfully at large from that day. Both steps must have been loaded. */
export function recordAtLarge(draft: JourneyDraft, recall: Recall, since: IsoDate): void {
  draft.update({ recall: { ...recall, atLargeSince: since } });
  draft.record('unlawfully-at-large', { since });
  for (const step of draft.openSteps(({ kind }) => kind === 'return-to-custody')) recountStep(draft, step);
  openStep(draft, { kind: 'unlawfully-at-large' });
}

/** What recording the return may read or write. */
export function rowsTouchedByReturn({ journey }: JourneyDraft): TouchedRows {
  const { steps, referrals } = rowsTouchedByDate(journey);
  const opened = OPENED_BY_RETURN.map((kind) => stepKey(journey.cycle, kind));
  return { steps: [...steps, ...opened, ...rowsTouchedByHold(journey).steps], referrals };
}

const TIMERS = ['pre-release-opens', 'release-day-opens'] as const;
/** What reception asks; without a machine, because nothing follows from the answers. */
const ASKED_ON_RETURN = ['allocate-officers', 'immediate-needs'] as const;
const OPENED_BY_RETURN = [
  'custody-review',
  ...TIMERS,
  ...ASKED_ON_RETURN,
  'release-day-proposal',
  'second-day-request',
  'recall-release-date',
  'parole-board-direction',
] as const;

/**
 * The recalled person is back in prison. The release date is the one given, or the one that follows from the law;
 * what reception asks is asked again, and release is prepared as soon as its time comes, which may be at once.
 * What it touches (`rowsTouchedByReturn`) must have been loaded.
 */
export function returnToCustody(draft: JourneyDraft, recall: Recall, given: GivenReturn): RecallReleaseDate {
  const { prison, officers } = draft.journey;
  const { on: returnedOn, arrestedOn } = given;
  const { pom: _ofOldPrison, ...others } = officers;
  draft.update({
    recall: { ...recall, returnedOn, ...(arrestedOn !== undefined && { arrestedOn }) },
    ...(given.prison !== prison && { prison: given.prison, officers: others }),
  });
  draft.record('returned-to-custody', { on: returnedOn, arrestedOn, prison: given.prison });
  for (const step of draft.openSteps(
    ({ kind }) => kind === 'return-to-custody' || kind === 'unlawfully-at-large',
  ))
    if (isOpen(step)) answerStep(draft, step, 'RETURNED');
  const { hold } = draft.journey;
  if (hold && holdPolicy(hold.reason, draft.context.today).endsWithReturn)
    resumeJourney(draft, hold, later(returnedOn, hold.since));
  for (const kind of TIMERS) openStep(draft, { kind });
  const worked = recordReleaseDate(draft, recall, given);
  for (const step of draft.openSteps()) recountStep(draft, step);
  for (const kind of ASKED_ON_RETURN) openStep(draft, { kind });
  openInCustody(draft);
  prepareReleaseIfDue(draft);
  return worked;
}

function recordReleaseDate(draft: JourneyDraft, recall: Recall, given: GivenReturn): RecallReleaseDate {
  const { journey, context } = draft;
  const calculated = given.releaseDate;
  const worked: RecallReleaseDate =
    calculated === undefined
      ? recallReleaseDate(journey, recall, given, context.law)
      : { known: true, date: calculated, explanation: ['The prison has calculated it.'] };
  draft.record('recall-date-assessed', {
    type: recall.type,
    date: worked.known ? worked.date : undefined,
    explanation: worked.explanation,
  });
  if (worked.known) {
    const source = calculated === undefined ? 'INDICATIVE' : 'PRISON_CALCULATION';
    recordDates(draft, [{ date: worked.date, dateType: 'PRRD', source }]);
  }
  if (recall.type === 'STANDARD') openStep(draft, { kind: 'parole-board-direction' });
  else if (draft.journey.release === undefined) openStep(draft, { kind: 'recall-release-date' });
  return worked;
}

/** So near to release that its preparation opens now, and not with the next sweep. */
function prepareReleaseIfDue(draft: JourneyDraft): void {
  const { journey, context } = draft;
  const [timer] = draft.openSteps(({ kind }) => kind === 'pre-release-opens');
  if (timer?.opensOn === undefined || timer.opensOn > context.today) return;
  if (journey.phase === 'recalled') answerStep(draft, timer, 'OPENED');
}
