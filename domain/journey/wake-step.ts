import { stepEntry, type Outcome } from '../pathways/catalogue.ts';
import { answerStep } from './answer-step.ts';
import { deskOfRung } from './escalation.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { recountStep } from './recount.ts';
import { alreadySettled } from './settled.ts';
import { isOpen, type Step } from './step.ts';
import { nextRung, stepDays } from './step-days.ts';

/**
 * What the sweep does with a row whose time has come: begins to ask, answers it by itself, or takes the next rung of its
 * ladder. Safe to call twice or late: it looks at the row and the clock, not at the caller.
 */
export function wakeStep(draft: JourneyDraft, step: Step): void {
  const { context } = draft;
  if (!isOpen(step) || step.wakeAt === undefined || step.wakeAt > context.now) return;
  const { asked, answersItself } = stepEntry(step.kind);
  const settled = settledMeanwhile(draft, step);
  if (settled !== undefined) {
    answerStep(draft, step, settled);
  } else if (asked === 'date' ? !dayHasCome(draft, step) : step.state === 'SCHEDULED') {
    recountStep(draft, step);
  } else if (answersItself !== undefined) {
    answerStep(draft, step, answersItself);
  } else {
    takeRung(draft, step);
  }
}

/** Its day may have moved, or be no longer known, since the row was written. */
function dayHasCome(draft: JourneyDraft, step: Step): boolean {
  const { journey, context } = draft;
  const entry = stepEntry(step.kind);
  // Counted from today, so never today: its answer goes by the record.
  if (entry.opens?.from === 'nights-change') return true;
  const { opensOn } = stepDays(step, entry, journey, context.today, context);
  return opensOn !== undefined && opensOn <= context.today;
}

/**
 * The answer that a step which was put off has by now, for instance because a home begins that was found before; and that
 * of a kind whose answer may be recorded elsewhere.
 */
export function settledMeanwhile({ journey, context }: JourneyDraft, step: Step): Outcome | undefined {
  if (step.askFrom === undefined && stepEntry(step.kind).settledLate !== true) return undefined;
  return alreadySettled(step.kind, journey, step.subject, context.law, context.today);
}

function takeRung(draft: JourneyDraft, step: Step): void {
  const next = nextRung(step, stepEntry(step.kind), draft.journey);
  if (next === undefined) return;
  recountStep(draft, { ...step, escalation: step.escalation + 1 });
  const type =
    next.rung === 'REMINDER' ? 'step-reminded' : next.rung === 'OVERDUE' ? 'step-overdue' : 'step-escalated';
  draft.record(type, {
    step: step.kind,
    subject: step.subject,
    waitsFor: step.waitsFor,
    dueOn: step.dueOn,
    list: deskOfRung(next.rung, step.waitsFor, draft.journey),
  });
}
