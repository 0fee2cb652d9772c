import { stepEntry, type Outcome, type StepKind } from '../pathways/catalogue.ts';
import type { Answered, AsksAgain, OutcomeEntry, StepDetails, StepEntry } from '../pathways/step-entry.ts';
import { addDays } from '../law/time.ts';
import { isOutInError } from '../record/recorded-release.ts';
import { stepKey } from '../record/step-key.ts';
import { closeJourney } from './close-journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { codesIn } from '../pathways/codes-in-answer.ts';
import { openStep } from './open-step.ts';
import { recountStep } from './recount.ts';
import { isOpen, type Step } from './step.ts';
import { milestoneOf, outcomeEntry, stepsEndedBy } from './touched-rows.ts';

/**
 * Records the answer to an open step: the step itself, the fact, what it closes and resets, what it changes in the
 * record, and the message to the waiting execution. What it touches (`rowsTouchedBy`) must have been loaded.
 */
export function answerStep(
  draft: JourneyDraft,
  step: Step,
  outcome: Outcome,
  details: StepDetails = {},
): void {
  const entry = stepEntry(step.kind);
  const meaning = outcomeEntry(step.kind, outcome);
  const kept = withoutPrivate(entry, details);
  if (meaning.closesJourney === true && isOutInError(draft.journey.recordedRelease)) {
    askTomorrow(draft, step);
    return;
  }
  if (meaning.asksAgain === undefined) closeRow(draft, step, outcome, meaning, kept);
  if (entry.asked !== 'event' && entry.asked !== 'date') {
    const type = meaning.system === true ? 'step-closed' : 'step-completed';
    const said = withoutPersonal(step, kept);
    const { kind, subject } = step;
    draft.record(type, { ...said, step: kind, subject, outcome }, undefined, codesIn(entry, said));
  }
  const { subject } = step;
  const milestone = milestoneOf(meaning, { subject, details, today: draft.context.today }, draft.journey);
  const carried: string[] = [];
  for (const { key, outcome: end } of stepsEndedBy(draft.journey, step, milestone)) {
    const other = draft.step(key);
    if (other === undefined) continue;
    if (milestone === 'released' && stepEntry(other.kind).carried !== undefined) {
      releaseMachine(draft, other, end);
      carried.push(key);
    } else answerStep(draft, other, end);
  }
  meaning.does?.(draft, { subject: step.subject, details, opened: step.details ?? {} });
  forgetAnswers(draft, step, meaning);
  for (const kind of meaning.ends ?? []) endStep(draft, draft.step(stepKey(step.cycle, kind, step.subject)));
  for (const kind of meaning.mayAnswer ?? []) settleStep(draft, stepKey(step.cycle, kind));
  openFollowing(draft, step, meaning);
  if (meaning.entersPhase) enterPhase(draft, meaning.entersPhase);
  if (meaning.recounts === true) for (const open of draft.openSteps()) recountStep(draft, open);
  for (const key of carried) carry(draft, key);
  if (meaning.asksAgain) askAgain(draft, step, outcome, meaning.asksAgain, kept);
  if (meaning.closesJourney === true) closeJourney(draft);
}

/** Somebody who is out without authority is found, or their release made lawful, before their journey ends. */
function askTomorrow(draft: JourneyDraft, step: Step): void {
  recountStep(draft, { ...step, askFrom: addDays(draft.context.today, 1) });
}

function withoutPrivate({ keepsPrivate = [] }: StepEntry, details: StepDetails): StepDetails {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !keepsPrivate.includes(name)));
}

function endStep(draft: JourneyDraft, step: Step | undefined): void {
  if (step && isOpen(step)) answerStep(draft, step, 'NOT_NEEDED');
}

/** Answers an open step whose answer the record now has. */
export function settleStep(draft: JourneyDraft, key: string): void {
  const step = draft.step(key);
  if (!step || !isOpen(step)) return;
  const answer = stepEntry(step.kind).settledBy?.(draft.journey, step.subject, draft.context.law);
  if (answer !== undefined) answerStep(draft, step, answer);
}

function answered(draft: JourneyDraft, { subject, token }: Step): Answered {
  return {
    record: draft.journey,
    subject,
    machineWaits: token !== undefined,
    today: draft.context.today,
    law: draft.context.law,
  };
}

function forgetAnswers(
  draft: JourneyDraft,
  step: Step,
  { resets = [] }: OutcomeEntry<StepDetails, StepKind>,
): void {
  for (const reset of resets) {
    const kind = typeof reset === 'string' ? reset : reset.kind;
    if (typeof reset === 'string' || reset.when(answered(draft, step)))
      draft.askAgainLater(stepKey(step.cycle, kind, step.subject));
  }
}

function openFollowing(
  draft: JourneyDraft,
  step: Step,
  { opens = [] }: OutcomeEntry<StepDetails, StepKind>,
): void {
  const { subject } = step;
  for (const { kind, when, withoutSubject } of opens) {
    if (when?.(answered(draft, step)) === false) continue;
    openStep(draft, { kind, ...(subject !== undefined && withoutSubject !== true && { subject }) });
  }
}

/** The machine that asked goes on, and the step stays open without it. */
function releaseMachine(draft: JourneyDraft, step: Step, outcome: Outcome): void {
  const { token, execution: _ended, ...rest } = step;
  draft.putStep(rest);
  answerTask(draft, step, token, outcome);
}

/** Gives a step that release left open its owner and deadline in the community. */
function carry(draft: JourneyDraft, key: string): void {
  const step = draft.step(key);
  // What the gate answered is not carried.
  if (step === undefined || !isOpen(step)) return;
  recountStep(draft, step);
  const { kind, subject, waitsFor, dueOn } = draft.step(key) ?? step;
  draft.record('step-carried', { step: kind, subject, waitsFor, dueOn });
}

/** Facts are never changed or removed, so an address is not written into one. */
function withoutPersonal({ kind }: Step, details: StepDetails): StepDetails {
  const personal = stepEntry(kind).form.flatMap(({ name, personal: is }) => (is === true ? [name] : []));
  return Object.fromEntries(Object.entries(details).filter(([name]) => !personal.includes(name)));
}

/** The row and its task go on waiting, so that no state machine is run for the answer; or else it is closed like any. */
function askAgain(
  draft: JourneyDraft,
  step: Step,
  outcome: Outcome,
  { while: while_, on }: AsksAgain,
  details: StepDetails,
): void {
  const { today, calendar } = draft.context;
  if (while_?.(draft.journey, today) === false) {
    closeRow(draft, step, outcome, outcomeEntry(step.kind, outcome), details);
    return;
  }
  const { askFrom: _past, ...rest } = draft.step(step.key) ?? step;
  const askFrom = on?.(draft.journey, today, calendar);
  recountStep(draft, { ...rest, escalation: 0, ...(askFrom !== undefined && { askFrom }) });
}

function enterPhase(draft: JourneyDraft, phase: 'pre-release' | 'release-day' | 'community'): void {
  draft.update({ phase });
  draft.record('phase-entered', { phase });
  draft.start(phase);
}

function closeRow(
  draft: JourneyDraft,
  step: Step,
  outcome: Outcome,
  meaning: OutcomeEntry,
  details: StepDetails,
): void {
  const { wakeAt: _asleep, token, execution: _ended, ...rest } = step;
  draft.putStep({
    ...rest,
    state: meaning.passing === true ? 'CLOSED' : 'DONE',
    outcome,
    details: { ...step.details, ...details },
    completedAt: draft.context.now,
    completedBy: draft.context.by,
  });
  answerTask(draft, step, token, outcome);
}

function answerTask(draft: JourneyDraft, step: Step, token: string | undefined, outcome: Outcome): void {
  if (token === undefined) return;
  const number = draft.journey.incidents;
  draft.cause({ kind: 'answer-task', token, outcome, subject: step.subject ?? 'none', number });
}
