import { addDays, type IsoDate } from '../law/time.ts';
import { hasNowhereSoon } from '../pathways/accommodation/places.ts';
import {
  ALARM_CODES,
  alarmOf,
  isPathway,
  stepEntry,
  type AlarmCode,
  type Pathway,
  type StepKind,
} from '../pathways/catalogue.ts';
import { readStepKey } from '../record/step-key.ts';
import { readSubject } from '../record/subjects.ts';
import { isAlarming, OVERDUE_RUNGS } from './attention.ts';
import type { Journey, OpenStep } from './journey.ts';

/** Why a journey is on the list of stuck ones: the alarm of one of its open steps, or a step that is late. */
export type StuckCode = AlarmCode | 'OVERDUE' | 'ESCALATED';
export const STUCK_CODES: readonly StuckCode[] = [...ALARM_CODES, 'OVERDUE', 'ESCALATED'];

/** What steps are grouped by: why they are stuck, and the part of the journey or the agency that they are about. */
export interface StuckGroup {
  readonly code: StuckCode;
  readonly pathway?: Pathway;
  readonly agencyId?: string;
}

/** Stuck steps of one journey that are alike. */
export interface StuckCause extends StuckGroup {
  readonly steps: number;
  /** How many of them are past their deadline. */
  readonly late: number;
  /** Since when the first of them has been stuck, where the head knows. */
  readonly since?: IsoDate;
}

/** Rungs taken from which an overdue step has gone above the person it waits for. */
const ESCALATED_RUNGS = 3;

/** The open steps that make a journey stuck. */
export function stuckSteps(journey: Journey, today: IsoDate): readonly OpenStep[] {
  if (journey.death !== undefined) return journey.open.filter(isAlarming);
  if (journey.phase === 'closed') return journey.open.filter(({ kind }) => kind === 'changed-timeline');
  const alarming = journey.open.filter(isAlarming);
  if (!hasNowhereSoon(journey, today)) return alarming;
  // The question about a place is a reason by itself, however young it is.
  const asked = HOUSING_QUESTIONS.flatMap((kind) => journey.open.filter((open) => open.kind === kind));
  // Any other step stands for it, but one with an alarm of its own says something else.
  const [question = journey.open.find((open) => !isAlarming(open)) ?? journey.open[0]] = asked;
  return question === undefined ? alarming : [...new Set([question, ...alarming])];
}

/** Steps that ask for somewhere to sleep, the most pressing first. */
const HOUSING_QUESTIONS: readonly StepKind[] = [
  'urgent-housing',
  'moving-on',
  'next-address',
  'housing-need',
  'address-check',
];

/** The alarm of a stuck step; undefined where it is only late. */
export function alarmNow(
  step: Pick<OpenStep, 'kind' | 'escalation'>,
  journey: Journey,
  today: IsoDate,
): ReturnType<typeof alarmOf> {
  const about = HOUSING_QUESTIONS.includes(step.kind) || !isAlarming(step);
  return alarmOf(about && hasNowhereSoon(journey, today) ? 'urgent-housing' : step.kind);
}

export function stuckCode(
  step: Pick<OpenStep, 'kind' | 'escalation'>,
  journey: Journey,
  today: IsoDate,
): StuckCode {
  const late = step.escalation >= ESCALATED_RUNGS ? 'ESCALATED' : 'OVERDUE';
  return alarmNow(step, journey, today)?.code ?? late;
}

export function isLate({ escalation }: Pick<OpenStep, 'escalation'>): boolean {
  return escalation >= OVERDUE_RUNGS;
}

/** The group of a stuck step. An agency is that of the referral, or of the messages, that the step is about. */
export function stuckGroup(step: OpenStep, journey: Journey, today: IsoDate): StuckGroup {
  const { pathway } = stepEntry(step.kind);
  const agencyId = agencyOf(step, journey);
  return {
    code: stuckCode(step, journey, today),
    ...(pathway !== undefined && isPathway(pathway) && { pathway }),
    ...(agencyId !== undefined && { agencyId }),
  };
}

/** The agency of the referral, or of the messages, that a step is about. */
export function agencyOf(
  { key }: Pick<OpenStep, 'key'>,
  { referrals }: Pick<Journey, 'referrals'>,
): string | undefined {
  const subject = readStepKey(key)?.subject;
  const about = readSubject(subject);
  if (about?.about === 'agency') return about.agencyId;
  if (about?.about !== 'referral') return undefined;
  return referrals.findLast((known) => known.subject === subject)?.agencyId;
}

/** What a journey is counted under. */
export function stuckCauses(journey: Journey, today: IsoDate): readonly StuckCause[] {
  const steps = stuckSteps(journey, today).map((step) => ({ step, group: stuckGroup(step, journey, today) }));
  const groups = Map.groupBy(steps, ({ group }) => groupKey(group));
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const [since] = alike.flatMap(({ step }) => stuckSince(step, journey, today) ?? []).sort();
    const late = alike.filter(({ step }) => isLate(step)).length;
    return [{ ...first.group, steps: alike.length, late, ...(since !== undefined && { since }) }];
  });
}

/** Since it was opened where it raises an alarm, and otherwise since the day after its deadline. */
function stuckSince(step: OpenStep, journey: Journey, today: IsoDate): IsoDate | undefined {
  if (alarmNow(step, journey, today) !== undefined) return step.openedOn;
  return step.dueOn === undefined ? undefined : addDays(step.dueOn, 1);
}

export function groupKey({ code, pathway, agencyId }: StuckGroup): string {
  return [code, pathway ?? '', agencyId ?? ''].join('|');
}
