import { stepEntry, type Outcome, type StepKind } from '../pathways/catalogue.ts';
import type { StepDetails } from '../pathways/step-entry.ts';
import type { IsoDate } from '../law/time.ts';
import { isHoused } from '../pathways/accommodation/places.ts';
import { readReferralSubject } from '../record/subjects.ts';
import type { Journey } from './journey.ts';
import { rootMachineOf } from '../record/machines.ts';
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
  const { cycle, open } = draft.journey;
  const plain = stepKey(cycle, kind);
  if (stepEntry(kind).asksOnce === true && open.some(({ key }) => key === plain)) return plain;
  return stepKey(cycle, kind, subject);
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
  const ended = endedByRelease(draft, opening);
  if (
    known?.state === 'DONE' &&
    isRemembered(known, journey, context.today) &&
    (known.outcome !== entry.endsWhen?.released || !mayCarry(draft, opening.kind))
  )
    return { answered: true, outcome: known.outcome ?? 'DONE' };
  if (known && isOpen(known)) {
    if (ended !== undefined) return { answered: true, outcome: ended };
    return { answered: false, step: handOver(draft, known, opening) };
  }

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
    ...(ended === undefined && token !== undefined && { token }),
    ...(ended === undefined && execution !== undefined && { execution }),
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
  return ended === undefined ? { answered: false, step } : { answered: true, outcome: ended };
}

/** The person is out, and a step of this kind continues in the community. */
function mayCarry({ journey }: JourneyDraft, kind: StepKind): boolean {
  return journey.releasedOn !== undefined && stepEntry(kind).carried !== undefined;
}

/** What an execution from before release is answered, when it asks for what the community now takes care of. */
function endedByRelease(draft: JourneyDraft, { kind, execution }: Opening): Outcome | undefined {
  if (execution === undefined || !mayCarry(draft, kind)) return undefined;
  if (rootMachineOf(execution, draft.journey.id) === 'community') return undefined;
  return stepEntry(kind).endsWhen?.released;
}

/**
 * Not so an answer that was final for an earlier version of its kind, and now asks again; nor one that was given because
 * there was a home, when there is none any more. A referral that was withdrawn then stays withdrawn.
 */
function isRemembered(step: Step, journey: Journey, today: IsoDate): boolean {
  const { outcomes, endsWhen } = stepEntry(step.kind);
  const { passing, asksAgain } = outcomes[step.outcome ?? ''] ?? {};
  if (passing === true || asksAgain !== undefined) return false;
  const becauseHoused = endsWhen?.housed !== undefined && endsWhen.housed === step.outcome;
  return !becauseHoused || isHoused(journey, today) || readReferralSubject(step.subject) !== undefined;
}

function handOver(draft: JourneyDraft, step: Step, { token, execution }: Opening): Step {
  if (token === undefined || step.token === token) return step;
  const handed: Step = { ...step, token, ...(execution !== undefined && { execution }) };
  draft.putStep(handed);
  return handed;
}
