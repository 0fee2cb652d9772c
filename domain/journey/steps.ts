import type { JourneyDraft } from './journey-draft.ts';
import type { Journey } from '../record/journey.ts';
import { applyOutcome } from './outcomes.ts';
import { recountStep } from './recount.ts';
import { definitionOf, type StepKind } from '../pathways/catalogue.ts';
import type { OutcomeDefinition, StepDefinition } from '../pathways/kinds/definition.ts';
import { rungsOf, stepDays } from './step-days.ts';
import { isOpen, stepKey, type Step, type StepDetails } from './step.ts';
import { alreadySettled } from './settled.ts';
import { RUNG_TELLS } from './escalation.ts';

export interface Opening {
  readonly kind: StepKind;
  readonly subject?: string;
  /** Present when a state machine waits for the answer. */
  readonly token?: string;
  readonly execution?: string;
  /** What the step should say besides its kind, such as the cause of an incident. */
  readonly details?: StepDetails;
}

export type OpenResult =
  { readonly answered: false; readonly step: Step } | { readonly answered: true; readonly outcome: string };

/**
 * Opens a step, or finds that the record has its answer already: answered before, settled by something else,
 * or its day has come. Asking again with a new token, as a restarted execution does, only replaces the token.
 */
export function openStep(draft: JourneyDraft, opening: Opening): OpenResult {
  const { journey, context } = draft;
  const definition = definitionOf(opening.kind);
  const key = stepKey(journey.cycle, opening.kind, opening.subject);
  const known = draft.step(key);
  if (known?.state === 'DONE') return { answered: true, outcome: known.outcome ?? 'DONE' };
  if (known && isOpen(known)) return { answered: false, step: handOver(draft, known, opening) };

  const settled = alreadySettled(opening.kind, journey, opening.subject);
  if (settled !== undefined) return { answered: true, outcome: settled };
  const days = stepDays(
    {
      openedOn: context.today,
      escalation: 0,
      ...(opening.subject !== undefined && { subject: opening.subject }),
    },
    definition,
    journey,
    context.today,
    context.calendar,
  );
  if (
    definition.asked === 'date' &&
    days.opensOn !== undefined &&
    days.opensOn <= context.today &&
    opening.token !== undefined
  ) {
    return { answered: true, outcome: definition.answersItself ?? 'OPENED' };
  }
  const step: Step = {
    key,
    kind: opening.kind,
    cycle: journey.cycle,
    openedAt: context.now,
    openedOn: context.today,
    ...days,
    ...(opening.subject !== undefined && { subject: opening.subject }),
    ...(opening.token !== undefined && { token: opening.token }),
    ...(opening.execution !== undefined && { execution: opening.execution }),
    ...(opening.details !== undefined && { details: opening.details }),
  };
  draft.putStep(step);
  if (definition.asked !== 'date' && definition.asked !== 'event') {
    draft.record('step-opened', {
      step: step.kind,
      subject: step.subject,
      waitsFor: step.waitsFor,
      ...(step.state === 'SCHEDULED' && { opensOn: step.opensOn }),
      dueOn: step.dueOn,
    });
  }
  return { answered: false, step };
}

function handOver(draft: JourneyDraft, step: Step, opening: Opening): Step {
  if (opening.token === undefined || step.token === opening.token) return step;
  const handed: Step = {
    ...step,
    token: opening.token,
    ...(opening.execution !== undefined && { execution: opening.execution }),
  };
  draft.putStep(handed);
  return handed;
}

/**
 * Records the answer to an open step: the step itself, the fact, what it closes and resets, what it changes in the
 * record, and the word to the waiting execution. The rows it closes and resets must have been loaded.
 */
export function answerStep(
  draft: JourneyDraft,
  step: Step,
  outcome: string,
  details: StepDetails = {},
): void {
  const definition = definitionOf(step.kind as StepKind);
  const meaning = definition.outcomes[outcome];
  if (meaning === undefined) throw new Error(`${step.kind} has no outcome ${outcome}`);
  closeRow(draft, step, outcome, meaning, details);
  if (definition.asked !== 'event' && definition.asked !== 'date') {
    draft.record(meaning.system === true ? 'step-closed' : 'step-completed', {
      step: step.kind,
      subject: step.subject,
      outcome,
      ...details,
    });
  }
  for (const other of stepsClosedBy(meaning, draft, step)) {
    const closing = definitionOf(other.kind as StepKind).outcomes[meaning.closes?.with ?? ''];
    if (closing !== undefined) answerStep(draft, other, meaning.closes?.with ?? '');
  }
  for (const kind of meaning.resets ?? []) {
    const reset = draft.step(stepKey(step.cycle, kind, step.subject));
    if (reset?.state === 'DONE') draft.putStep({ ...reset, state: 'CLOSED' });
  }
  applyOutcome(draft, step, outcome, details);
}

function stepsClosedBy(meaning: OutcomeDefinition, draft: JourneyDraft, step: Step): readonly Step[] {
  const closes = meaning.closes;
  if (!closes) return [];
  return draft.journey.open
    .filter((open) => open.key !== step.key && closes.which(open, step))
    .flatMap(({ key }) => draft.step(key) ?? []);
}

function closeRow(
  draft: JourneyDraft,
  step: Step,
  outcome: string,
  meaning: OutcomeDefinition,
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

/** Keys of stored rows that answering this step with this outcome may change, for the command to load first. */
export function rowsTouchedBy(journey: Journey, step: Step, outcome: string): readonly string[] {
  const meaning = definitionOf(step.kind as StepKind).outcomes[outcome];
  const closes = meaning?.closes;
  const closed = journey.open
    .filter((open) => meaning?.recounts === true || closes?.which(open, step) === true)
    .map(({ key }) => key);
  const reset = (meaning?.resets ?? []).map((kind) => stepKey(step.cycle, kind, step.subject));
  return [...new Set([...closed, ...reset])].filter((key) => key !== step.key);
}

/**
 * What the sweep does with a row whose time has come: begins to ask, answers itself, or takes the next rung of its
 * ladder. Safe to call twice or late: it looks at the row and the clock, not at who called.
 */
export function wakeStep(draft: JourneyDraft, step: Step): void {
  const { context, journey } = draft;
  if (!isOpen(step) || step.wakeAt === undefined || step.wakeAt > context.now) return;
  const definition = definitionOf(step.kind as StepKind);
  if (step.state === 'SCHEDULED' && definition.asked !== 'date') {
    recountStep(draft, step);
    return;
  }
  if (definition.answersItself !== undefined) {
    answerStep(draft, step, definition.answersItself);
    return;
  }
  takeRung(draft, step, definition, journey);
}

function takeRung(draft: JourneyDraft, step: Step, definition: StepDefinition, journey: Journey): void {
  if (step.dueOn === undefined) return;
  const start = step.opensOn !== undefined && step.opensOn > step.openedOn ? step.opensOn : step.openedOn;
  const rung = rungsOf(step.dueOn, start, definition, journey)[step.escalation];
  if (rung === undefined) return;
  recountStep(draft, { ...step, escalation: step.escalation + 1 });
  const type =
    rung.rung === 'REMINDER' ? 'step-reminded' : rung.rung === 'OVERDUE' ? 'step-overdue' : 'step-escalated';
  draft.record(type, {
    step: step.kind,
    subject: step.subject,
    waitsFor: step.waitsFor,
    dueOn: step.dueOn,
    tells: RUNG_TELLS[rung.rung],
  });
}
