import type { Notice, StepNotice } from '../record/notice.ts';
import { readWaitsFor, type WaitsFor } from '../record/waits-for.ts';
import type { IsoDate } from '../law/time.ts';
import { RUNGS, type Rung } from './escalation.ts';
import type { JourneyDraft } from './journey-draft.ts';
import type { Step } from './step.ts';

/**
 * Who is to be sent a message because a change opened a step, gave it to somebody else, or took a rung of its ladder.
 * Derived from the rows as they were and as they are, so that no rule has to remember to ask for it.
 */
export function stepNotices(draft: JourneyDraft): readonly Notice[] {
  return draft.changedSteps().flatMap((step) => noticeOf(draft.stepBefore(step.key), step, draft));
}

function noticeOf(
  before: Step | undefined,
  step: Step,
  { context: { today } }: JourneyDraft,
): readonly Notice[] {
  if (step.state !== 'OPEN') return [];
  const asked = before?.state === 'OPEN' && before.waitsFor === step.waitsFor;
  if (!asked) return toStaff('step-opened', step.waitsFor, step, today);
  const rung = step.escalation > before.escalation ? RUNGS[step.escalation - 1] : undefined;
  if (rung === undefined) return [];
  return toStaff(KIND_OF[rung], step.escalatedTo ?? step.waitsFor, step, today);
}

const KIND_OF: Readonly<Record<Rung, StepNotice>> = {
  REMINDER: 'step-due',
  OVERDUE: 'step-overdue',
  MANAGER: 'step-escalated',
  HEAD: 'step-escalated',
};

/** Agencies are sent webhooks. */
function toStaff(kind: StepNotice, to: WaitsFor, step: Step, today: IsoDate): readonly Notice[] {
  const asked = readWaitsFor(to)?.kind;
  if (asked !== 'officer' && asked !== 'desk') return [];
  const urgent = kind === 'step-opened' && step.dueOn !== undefined && step.dueOn <= today;
  return [{ kind, to, step: step.key, ...(urgent && { urgent }) }];
}
