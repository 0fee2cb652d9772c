import type { User } from '../../domain/access/user.ts';
import type { Actor } from '../../domain/record/actor.ts';
import { outcomeLabel, stepTitle, figuresOf } from '../../domain/journey/words.ts';
import { isOpen, type Step } from '../../domain/journey/step.ts';
import { outcomeEntry } from '../../domain/journey/touched-rows.ts';
import { hasOutcome, stepEntry, type StepKind } from '../../domain/pathways/catalogue.ts';
import type { StepDetails } from '../../domain/pathways/step-entry.ts';
import { readFor } from '../access.ts';
import { readStep } from '../items.ts';
import { keys } from '../keys.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Law } from '../../domain/law/law.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Services } from '../services.ts';

/** A step that somebody answered. */
export interface AnsweredStepView {
  readonly key: string;
  readonly kind: StepKind;
  readonly subject?: string;
  readonly title: string;
  readonly outcome: string;
  /** The outcome in words. */
  readonly answer: string;
  readonly at: string;
  readonly by: Actor;
}

/** A step that is no longer open: its answer, and who gave it when. */
export interface AnsweredStep {
  readonly kind: StepKind;
  /** The name of the person it is about. */
  readonly person: string;
  readonly title: string;
  readonly outcome: string;
  readonly details: StepDetails;
  /** By something else that happened, not by an answer to it. */
  readonly closed: boolean;
  readonly by: Actor;
  readonly at: string;
}

/** @returns NOT_FOUND for a step that was never asked, or is open; NOT_PERMITTED with the reason of the access rules. */
export async function getAnsweredStep(
  services: Services,
  user: User,
  journeyId: string,
  key: string,
): Promise<Result<AnsweredStep>> {
  const found = await readFor(services, user, journeyId);
  if (!found.ok) return found;
  const { journey } = found.value;
  const row = await services.table.get(keys.step(journeyId, key));
  const step = row && readStep(row);
  if (step === undefined || isOpen(step) || step.completedAt === undefined || step.completedBy === undefined)
    return refuse('NOT_FOUND', 'This step has no answer.');
  return done({
    kind: step.kind,
    person: `${journey.firstName} ${journey.lastName}`,
    title: stepTitle(step.kind, figuresOf(services.law, journey), step.subject),
    outcome: outcomeLabel(step.kind, step.outcome ?? ''),
    details: step.details ?? {},
    closed: ENDED_WITH.some((outcome) => outcome === step.outcome) || isClosedBy(step),
    by: step.completedBy,
    at: step.completedAt,
  });
}

/** The step ended with the journey, or a part of it. */
const ENDED_WITH = [
  'JOURNEY_CLOSED',
  'PERSON_DIED',
  'RECORDS_MERGED',
  'CYCLE_ENDED',
  'RECALL_UNDONE',
] as const;

function isClosedBy({ kind, outcome }: Step): boolean {
  return outcome !== undefined && hasOutcome(kind, outcome) && outcomeEntry(kind, outcome).system === true;
}

/** Whether something else that happened closed it. A step with a page of its own is answered by what is done there. */
function isSetAside(step: Step): boolean {
  const { kind, outcome } = step;
  if (ENDED_WITH.some((each) => each === outcome)) return true;
  if (!isClosedBy(step)) return false;
  return stepEntry(kind).answeredOn === undefined || outcome === 'OVERTAKEN' || outcome === 'NOT_NEEDED';
}

/** undefined for a step that nobody has answered: it is open, its day came, or something else closed it. */
export function answeredStepView(step: Step, journey: Journey, law: Law): AnsweredStepView | undefined {
  const { key, kind, subject, state, outcome, completedAt, completedBy } = step;
  if (state !== 'DONE' || completedAt === undefined || completedBy === undefined) return undefined;
  if (outcome === undefined || completedBy.kind === 'system' || isSetAside(step)) return undefined;
  return {
    key,
    kind,
    title: stepTitle(kind, figuresOf(law, journey), subject),
    outcome,
    answer: outcomeLabel(kind, outcome),
    at: completedAt,
    by: completedBy,
    ...(subject !== undefined && { subject }),
  };
}
