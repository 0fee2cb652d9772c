import { stepEntry, STEP_KINDS, type Outcome, type StepKind } from '../pathways/catalogue.ts';
import { CUSTODY_ROWS } from '../pathways/custody/handover.ts';
import type { Milestone } from '../pathways/milestones.ts';
import type { Opened, OutcomeEntry, StepDetails } from '../pathways/step-entry.ts';
import type { IsoDate } from '../law/time.ts';
import { readStepKey, stepKey } from '../record/step-key.ts';
import { rowOpenedByClosing } from './close-journey.ts';
import type { Journey } from './journey.ts';
import { outcomeAt } from './settled.ts';
import type { Step } from './step.ts';

/** Stored rows that a change may read or write, for its command to load first. Derived from the entries. */
export interface TouchedRows {
  /** Keys of steps. */
  readonly steps: readonly string[];
  /** Ids of referrals. */
  readonly referrals: readonly string[];
}

/** @throws when the kind has no such outcome. */
export function outcomeEntry(kind: StepKind, outcome: Outcome): OutcomeEntry<StepDetails, StepKind> {
  const { outcomes } = stepEntry(kind);
  const entry = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined;
  if (entry === undefined) throw new Error(`${kind} has no outcome ${outcome}`);
  return entry;
}

/** What answering a step with an outcome touches, besides the step itself. */
export function rowsTouchedBy(
  journey: Journey,
  step: Step,
  outcome: Outcome,
  answer: { readonly details: StepDetails; readonly today: IsoDate },
): TouchedRows {
  const meaning = outcomeEntry(step.kind, outcome);
  const { subject } = step;
  const milestone = milestoneOf(meaning, { subject, ...answer }, journey);
  const everyOpenStep = meaning.recounts === true || meaning.closesJourney === true;
  const steps = [
    ...(everyOpenStep ? journey.open : stepsEndedBy(journey, step, milestone)).map(({ key }) => key),
    ...[...(meaning.resets ?? []), ...(meaning.ends ?? [])].map((each) =>
      stepKey(step.cycle, typeof each === 'string' ? each : each.kind, step.subject),
    ),
    ...(meaning.closesJourney === true ? [rowOpenedByClosing(journey)] : []),
    ...(meaning.opens ?? []).map((opened) => keyOpened(step, opened)),
    ...(meaning.mayAnswer ?? []).map((kind) => stepKey(step.cycle, kind)),
  ];
  const about = journey.referrals.findLast(({ subject }) => subject === step.subject);
  const referrals = [
    ...(milestone === 'housed' ? liveReferrals(journey) : []),
    ...(meaning.readsReferral === true && about ? [about.id] : []),
  ];
  return { steps: unique(steps).filter((key) => key !== step.key), referrals: unique(referrals) };
}

/** The key of a step that an answer opens. */
export function keyOpened(
  { cycle, subject }: Pick<Step, 'cycle' | 'subject'>,
  { kind, withoutSubject }: Opened,
): string {
  return stepKey(cycle, kind, withoutSubject === true ? undefined : subject);
}

/** Open steps that end at a milestone, each with the outcome it gets. */
export function stepsEndedBy(
  journey: Journey,
  step: Pick<Step, 'key'>,
  milestone: Milestone | undefined,
): readonly { readonly key: string; readonly outcome: Outcome }[] {
  if (milestone === undefined) return [];
  return journey.open.flatMap(({ key, kind }) => {
    const outcome = outcomeAt(milestone, kind, readStepKey(key)?.subject);
    return key === step.key || outcome === undefined ? [] : [{ key, outcome }];
  });
}

/** What a moved release date touches: every open step and live referral, and the answers that rest on the date. */
export function rowsTouchedByDate(journey: Journey): TouchedRows {
  const resting = STEP_KINDS.filter(
    (kind) => stepEntry(kind).dateMoved?.again === true || isReleaseDayTimer(kind),
  );
  const steps = [
    ...journey.open.map(({ key }) => key),
    ...[...resting, ...CUSTODY_ROWS].map((kind) => stepKey(journey.cycle, kind)),
  ];
  return { steps: unique(steps), referrals: liveReferrals(journey) };
}

/** The kind whose day begins release-day work. */
export function isReleaseDayTimer(kind: StepKind): boolean {
  return Object.values(stepEntry(kind).outcomes).some(({ entersPhase }) => entersPhase === 'release-day');
}

/** The milestone that an answer brings. */
export function milestoneOf(
  { brings }: OutcomeEntry,
  answer: { readonly subject: string | undefined; readonly details: StepDetails; readonly today: IsoDate },
  journey: Journey,
): Milestone | undefined {
  return typeof brings === 'function' ? brings(answer, journey, answer.today) : brings;
}

function liveReferrals({ referrals }: Journey): readonly string[] {
  return referrals.filter(({ live }) => live).map(({ id }) => id);
}

function unique(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)];
}
