import { stepEntry, type StepKind } from '../pathways/catalogue.ts';
import type { StepDetails } from '../pathways/step-entry.ts';
import { stepKey } from '../record/step-key.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { alreadySettled } from './settled.ts';
import { isOpen, type Step } from './step.ts';
import { stepDays } from './step-days.ts';

export interface Opening {
  readonly kind: StepKind;
  readonly subject?: string;
  /** Present when a state machine waits for the answer. */
  readonly token?: string;
  readonly execution?: string;
  /** What the step says besides its kind, such as the cause of an incident. */
  readonly details?: StepDetails;
}

export type OpenResult =
  { readonly answered: false; readonly step: Step } | { readonly answered: true; readonly outcome: string };

/** The row that opening reads, for the command to load first. */
export function rowOpened(draft: JourneyDraft, { kind, subject }: Pick<Opening, 'kind' | 'subject'>): string {
  return stepKey(draft.journey.cycle, kind, subject);
}

/**
 * Opens a step, or finds that the record has its answer already: answered before, settled by something else,
 * or its day has come. Asking again with a new token, as a restarted execution does, only replaces the token.
 */
export function openStep(draft: JourneyDraft, opening: Opening): OpenResult {
  const { journey, context } = draft;
  const entry = stepEntry(opening.kind);
  const key = rowOpened(draft, opening);
  const known = draft.step(key);
  if (known?.state === 'DONE') return { answered: true, outcome: known.outcome ?? 'DONE' };
  if (known && isOpen(known)) return { answered: false, step: handOver(draft, known, opening) };

  const settled = alreadySettled(opening.kind, journey, opening.subject, context.law, context.today);
  if (settled !== undefined) return { answered: true, outcome: settled };
  const { subject, token, execution, details } = opening;
  const asked = { openedOn: context.today, escalation: 0, ...(subject !== undefined && { subject }) };
  const days = stepDays(asked, entry, journey, context.today, context);
  const dayHasCome = entry.asked === 'date' && days.opensOn !== undefined && days.opensOn <= context.today;
  if (dayHasCome && token !== undefined) return { answered: true, outcome: entry.answersItself ?? 'OPENED' };
  const step: Step = {
    key,
    kind: opening.kind,
    cycle: journey.cycle,
    openedAt: context.now,
    openedOn: context.today,
    ...days,
    ...(subject !== undefined && { subject }),
    ...(token !== undefined && { token }),
    ...(execution !== undefined && { execution }),
    ...(details !== undefined && { details }),
  };
  draft.putStep(step);
  if (entry.asked !== 'date' && entry.asked !== 'event') {
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

function handOver(draft: JourneyDraft, step: Step, { token, execution }: Opening): Step {
  if (token === undefined || step.token === token) return step;
  const handed: Step = { ...step, token, ...(execution !== undefined && { execution }) };
  draft.putStep(handed);
  return handed;
}
