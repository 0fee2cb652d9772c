import { stepEntry, type Outcome } from '../pathways/catalogue.ts';
import type { OutcomeEntry, StepDetails } from '../pathways/step-entry.ts';
import { stepKey } from '../record/step-key.ts';
import { closeJourney } from './close-journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { recountStep } from './recount.ts';
import type { Step } from './step.ts';
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
  closeRow(draft, step, outcome, meaning, details);
  if (entry.asked !== 'event' && entry.asked !== 'date') {
    draft.record(meaning.system === true ? 'step-closed' : 'step-completed', {
      step: step.kind,
      subject: step.subject,
      outcome,
      ...details,
    });
  }
  const { subject } = step;
  const milestone = milestoneOf(meaning, { subject, details, today: draft.context.today }, draft.journey);
  for (const { key, outcome: end } of stepsEndedBy(draft.journey, step, milestone)) {
    const other = draft.step(key);
    if (other) answerStep(draft, other, end);
  }
  for (const kind of meaning.resets ?? []) draft.askAgainLater(stepKey(step.cycle, kind, step.subject));
  meaning.does?.(draft, { subject: step.subject, details, opened: step.details ?? {} });
  if (meaning.entersPhase) enterPhase(draft, meaning.entersPhase);
  if (meaning.recounts === true) for (const open of draft.openSteps()) recountStep(draft, open);
  if (meaning.closesJourney === true) closeJourney(draft);
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
  if (token !== undefined) {
    const number = draft.journey.incidents;
    draft.cause({ kind: 'answer-task', token, outcome, subject: step.subject ?? 'none', number });
  }
}
