import { answerStep } from '../../domain/journey/answer-step.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { JourneyDraft } from '../../domain/journey/journey-draft.ts';
import type { Step } from '../../domain/journey/step.ts';
import type { Law } from '../../domain/law/law.ts';
import { stepEntry, type Outcome, type StepKind } from '../../domain/pathways/catalogue.ts';
import type { StepDetails } from '../../domain/pathways/step-entry.ts';
import { aDraftWith, aJourney, aStep, NO_HOLIDAYS, type Rows } from './drafts.ts';
import { THE_LAW } from './law.ts';

/** What is known when a step is answered: parts of the journey, and rows besides the step itself. */
export interface Given extends Partial<Journey> {
  readonly details?: StepDetails;
  /** A Friday in January 2027, unless a test says otherwise. */
  readonly today?: string;
  readonly others?: readonly Step[];
  readonly asked?: Rows['referrals'];
  readonly law?: Law;
}

export const ANSWERED_ON = '2027-01-15';

/** The draft after a step was answered. */
export function answered(
  asked: Step | StepKind,
  outcome: Outcome,
  { details = {}, today = ANSWERED_ON, others = [], asked: referrals = [], law, ...journey }: Given = {},
): JourneyDraft {
  const step = typeof asked === 'string' ? aStep(asked) : asked;
  const draft = aDraftWith(today, { steps: [step, ...others], referrals }, journey, law);
  answerStep(draft, step, outcome, details);
  return draft;
}

/** What an officer reads is a sentence, whatever a test is about. */
function expectSentence(text: string | undefined): void {
  if (text === undefined || !/^[A-Z\d].{5,}\.$/s.test(text)) throw new Error(`No sentence: ${text}`);
}

/** The code of the rule that forbids an answer; undefined where it may be given. Throws where it does not explain itself. */
export function forbidden(
  kind: StepKind,
  outcome: Outcome,
  { details = {}, today = ANSWERED_ON, law = THE_LAW, ...journey }: Given = {},
  subject?: string,
): string | undefined {
  const { forbiddenBy } = stepEntry(kind).outcomes[outcome] ?? {};
  if (forbiddenBy === undefined) throw new Error(`No rule forbids ${kind} ${outcome}`);
  const broken = forbiddenBy(aJourney(journey), today, subject, details, { law, calendar: NO_HOLIDAYS });
  if (broken !== undefined) expectSentence(broken.explanation);
  return broken?.rule;
}

/** What is missing or wrong in an answer: each field once for each problem. Throws where a page could not show it. */
export function faultsOf(
  kind: StepKind,
  outcome: Outcome,
  { details = {}, today = ANSWERED_ON, ...journey }: Given = {},
): readonly string[] {
  const { form, outcomes } = stepEntry(kind);
  const { faultsIn } = outcomes[outcome] ?? {};
  if (faultsIn === undefined) throw new Error(`Nothing can be wrong in ${kind} ${outcome}`);
  return faultsIn(details, aJourney(journey), today).map(({ field, problem }) => {
    expectSentence(problem);
    if (!form.some(({ name }) => name === field)) throw new Error(`No field ${field} in the form of ${kind}`);
    return field;
  });
}

/** The answer that the record has to a step before it is asked. */
export function settledAs(
  kind: StepKind,
  { law = THE_LAW, ...journey }: Given = {},
  subject?: string,
): Outcome | undefined {
  const { settledBy } = stepEntry(kind);
  if (settledBy === undefined) throw new Error(`The record never answers ${kind}`);
  return settledBy(aJourney(journey), subject, law);
}
