import { isAdultOn } from '../../domain/law/age.ts';
import type { User } from '../../domain/access/user.ts';
import {
  hasOutcome,
  stepEntry,
  isStepKind,
  type Outcome,
  type StepKind,
} from '../../domain/pathways/catalogue.ts';
import { stepFormVersion } from '../../domain/journey/form-version.ts';
import { isOpen, type Step } from '../../domain/journey/step.ts';
import { readStepKey } from '../../domain/record/step-key.ts';
import type { Need, OutcomeEntry, StepDetails } from '../../domain/pathways/step-entry.ts';
import type { ReferralSubject } from '../../domain/record/subjects.ts';
import { outcomeLabel } from '../../domain/journey/words.ts';
import { notOpenYet } from '../../domain/journey/not-open-yet.ts';
import { answerStep } from '../../domain/journey/answer-step.ts';
import { outcomeEntry, rowsTouchedBy } from '../../domain/journey/touched-rows.ts';
import { changeFor, type JourneyAction, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { refuseOldForm } from '../change-journey.ts';
import { namedIn, refuseOfficers, type NamedOfficer } from '../named-officers.ts';
import { NO_CONSENT } from '../../domain/pathways/consent.ts';
import { done, refuse, type FieldProblem, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { makeReferralOnce } from '../make-referral.ts';
import { startAgain } from '../start-again.ts';

export interface StepAnswer extends Terms {
  readonly journeyId: string;
  readonly key: string;
  readonly outcome: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export type StepCompleted = { readonly key: string; readonly outcome: string };

/**
 * Completes an open step with an officer's answer, and everything that it closes or moves, in one transaction.
 * @returns NOT_PERMITTED; NOT_FOUND for an unknown step; CONFLICT when it is not open (with its outcome), or
 * what the caller saw has changed; VALIDATION_FAILED for an outcome or details its kind does not have; RULE_REFUSED
 * for skipping what cannot be skipped, for a step whose day has not come, and for naming an officer who is not in the
 * staff register or does other work.
 */
export async function completeStep(
  services: Services,
  user: User,
  answer: StepAnswer,
): Promise<Result<StepCompleted>> {
  return changeFor(services, user, answer.journeyId, answering(answer.key), answer, async (change) => {
    await change.loadSteps([answer.key]);
    const step = change.draft.step(answer.key);
    if (!step) return refuse('NOT_FOUND', 'There is no such step in this journey.');
    const { journey, context } = change.draft;
    if (!isOpen(step)) return notOpen(step);
    const old = refuseOldForm(answer.formVersion, stepFormVersion(step), journey);
    if (old) return old;
    const checked = checkAnswer(step, answer.outcome, answer.details);
    if (!checked.ok) return checked;
    const { outcome, details } = checked.value;
    const isChild = !isAdultOn(journey.dateOfBirth, context.today, context.law);
    const unknown = await refuseOfficers(services, officersNamed(step.kind, details), journey, isChild);
    if (unknown) return unknown;
    const entry = outcomeEntry(step.kind, outcome);
    const [fault, ...faults] = entry.faultsIn?.(details, journey, context.today) ?? [];
    if (fault) return wrongDetails(fault, ...faults);
    const broken = entry.forbiddenBy?.(journey, context.today, step.subject, details, context);
    if (broken) return refuse('RULE_REFUSED', broken.explanation, { rule: broken.rule });
    const early = notOpenYet(step);
    if (early !== undefined) return refuse('RULE_REFUSED', early, { rule: 'not-open-yet' });
    await applyAnswer(change, step, outcome, details);
    if (entry.refers) {
      const refused = await refer(change, services, entry.refers(change.draft.journey));
      if (refused) return refused;
    }
    if (entry.restarts?.(step.subject, step.token !== undefined) === true) {
      await startAgain(change, String(details['reason'] ?? entry.label));
    }
    return done({ key: step.key, outcome });
  });
}

/** Makes the referral that an officer asked for, and awaits its answer. Nothing is kept of one that cannot be made. */
async function refer(
  change: Change,
  services: Services,
  subject: ReferralSubject,
): Promise<Refusal | undefined> {
  const made = await makeReferralOnce(change, services, subject);
  if (made.outcome === 'MADE') {
    await change.open({ kind: 'referral-answer', subject });
    return undefined;
  }
  if (made.outcome === 'NOT_NEEDED') {
    return refuse('RULE_REFUSED', NO_AGREEMENT, { rule: 'no-agreement-to-be-contacted' });
  }
  return refuse('RULE_REFUSED', NOT_MADE[made.why], { rule: made.why });
}

const NOT_MADE = {
  'no-agency': 'No agency here offers it.',
  'agreement-expired': 'The information-sharing agreement with the agency has expired.',
  'no-consent': NO_CONSENT.explanation,
  'council-in-wales':
    'This council is in Wales, where there is no duty to refer. Choose a council in England, or help the person apply in Wales.',
} as const;

const NO_AGREEMENT =
  'No council is asked without the person’s agreement to be contacted. Record how they may be contacted.';

/** The key of an unknown kind is looked for only in journeys the user may read. */
function answering(key: string): JourneyAction {
  const kind = readStepKey(key)?.kind;
  return kind !== undefined && isStepKind(kind)
    ? { action: 'complete-step', kind }
    : { action: 'read-journey' };
}

/** Officers are named in the fields of a form that choose one. */
function officersNamed(kind: StepKind, details: StepDetails): readonly NamedOfficer[] {
  const { form } = stepEntry(kind);
  const chosen = Object.fromEntries(
    form.flatMap((field) => (field.kind === 'officer' ? [[field.name, details[field.name]] as const] : [])),
  );
  return namedIn(chosen, (role) => `details.${role}`);
}

/** Loads the rows that an answer may change, and applies it. */
export async function applyAnswer(
  change: Change,
  step: Step,
  outcome: Outcome,
  details: StepDetails,
): Promise<void> {
  const { draft } = change;
  await change.load(rowsTouchedBy(draft.journey, step, outcome, { details, today: draft.context.today }));
  answerStep(draft, step, outcome, details);
}

function checkAnswer(
  step: Step,
  outcome: string,
  given: Readonly<Record<string, unknown>>,
): Result<{ readonly outcome: Outcome; readonly details: StepDetails }> {
  const definition = stepEntry(step.kind);
  if (!hasOutcome(step.kind, outcome) || outcomeEntry(step.kind, outcome).system === true) {
    const offered = Object.entries(definition.outcomes).flatMap(([name, one]) =>
      one.system === true ? [] : [name],
    );
    const problem =
      offered.length === 0
        ? 'This step is not answered by a person.'
        : `Answer with one of: ${offered.join(', ')}.`;
    return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'outcome', problem }] });
  }
  const parsed = definition.details.safeParse(given);
  if (!parsed.success) {
    const fields: FieldProblem[] = parsed.error.issues.map((issue) => ({
      field: ['details', ...issue.path].join('.'),
      problem: issue.message,
    }));
    return refuse('VALIDATION_FAILED', 'Some details are missing or wrong.', { fields });
  }
  const missing = missingDetail(outcomeEntry(step.kind, outcome), parsed.data);
  if (missing) {
    return wrongDetails(missing);
  }
  return done({ outcome, details: parsed.data });
}

function wrongDetails(...faults: readonly [Need, ...Need[]]): Refusal {
  const fields = faults.map(({ field, problem }) => ({ field: `details.${field}`, problem }));
  return refuse('VALIDATION_FAILED', faults[0].problem, { fields });
}

function missingDetail({ needs }: OutcomeEntry, details: StepDetails): Need | undefined {
  if (needs === undefined) return undefined;
  const value = details[needs.field];
  return value === undefined || value === '' || value === false ? needs : undefined;
}

function notOpen(step: Step): Refusal {
  const { kind, outcome = '' } = step;
  const meaning = stepEntry(kind).outcomes[outcome];
  const why =
    meaning === undefined || meaning.system === true
      ? `${outcomeLabel(kind, outcome)}, so this step takes no answer.`
      : 'This step has already been answered.';
  return refuse('CONFLICT', why, {
    current: { state: step.state, outcome: step.outcome, completedAt: step.completedAt },
  });
}
