import { sayDate } from '../law/say-date.ts';
import type { LastingFigures } from '../law/figures.ts';
import type { Law } from '../law/law.ts';
import { addDays, daysBetween, type IsoDate } from '../law/time.ts';
import {
  ALARM_CODES,
  alarmOf,
  awaitedBy,
  stepEntry,
  type AlarmCode,
  type StepKind,
} from '../pathways/catalogue.ts';
import { hasNowhereSoon } from '../pathways/accommodation/places.ts';
import { isAlarming } from './attention.ts';
import { deskOfRung, type RungDay } from './escalation.ts';
import type { Journey, OpenStep } from './journey.ts';
import type { Alarm } from '../pathways/step-entry.ts';
import { describeCause } from './incident-cause.ts';
import { nextRung } from './step-days.ts';
import type { Step } from './step.ts';
import { describeWaitsFor, figuresOf, stepTitle, type Names } from './words.ts';

/** Why a journey is on the list of stuck ones: the alarm of one of its open steps, or a step that is late. */
export type StuckCode = AlarmCode | 'OVERDUE' | 'ESCALATED';
export const STUCK_CODES: readonly StuckCode[] = [...ALARM_CODES, 'OVERDUE', 'ESCALATED'];

/** One reason a journey is stuck, with everything a person needs to know before acting. */
export interface Stuck {
  readonly code: StuckCode;
  /** Plain English: what happened, and what the step waits for. */
  readonly cause: string;
  /** The owner of the step. */
  readonly owner: string;
  readonly firstSeen: IsoDate;
  readonly ageDays: number;
  /** What happens by itself, if nobody does anything. */
  readonly nextAction: string;
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
  return question === undefined ? alarming : [...new Set([...alarming, question])];
}

/** Steps that ask for somewhere to sleep, the most pressing first. */
const HOUSING_QUESTIONS: readonly StepKind[] = [
  'urgent-housing',
  'moving-on',
  'next-address',
  'housing-need',
  'address-check',
];

export function explainStuck(
  step: Step,
  journey: Journey,
  today: IsoDate,
  law: Law,
  names: Names = {},
): Stuck {
  const figures = figuresOf(law, journey);
  const nowhere = (isHousingQuestion(step.kind) || !isAlarming(step)) && hasNowhereSoon(journey, today);
  const alarm = nowhere ? alarmOf('urgent-housing') : alarmOf(step.kind);
  const firstSeen = alarm !== undefined || step.dueOn === undefined ? step.openedOn : addDays(step.dueOn, 1);
  return {
    code: alarm?.code ?? (step.escalation >= ESCALATED_RUNGS ? 'ESCALATED' : 'OVERDUE'),
    cause: `${causeOf(step, alarm, figures, journey)} It waits for ${describeWaitsFor(step.waitsFor, names)} ${awaitedBy(step.kind, figures)}.`,
    owner: describeWaitsFor(step.waitsFor, names),
    firstSeen,
    ageDays: Math.max(0, daysBetween(firstSeen, today)),
    nextAction: nextActionOf(step, journey, names),
  };
}

function isHousingQuestion(kind: StepKind): boolean {
  return HOUSING_QUESTIONS.includes(kind);
}

function causeOf(
  step: Step,
  alarm: Alarm<AlarmCode> | undefined,
  figures: LastingFigures,
  { releasedOn }: Pick<Journey, 'releasedOn'>,
): string {
  const title = stepTitle(step.kind, figures, step.subject);
  return alarm === undefined
    ? `“${title}” was due by ${sayDate(step.dueOn)}.`
    : alarm.cause({
        title,
        cause: describeCause(step.details?.['cause']),
        released: releasedOn !== undefined,
      });
}

function nextActionOf(step: Step, journey: Journey, names: Names): string {
  if (step.dueOn === undefined) return 'Nothing until someone acts.';
  const entry = stepEntry(step.kind);
  if (entry.answersItself !== undefined) {
    return `After ${sayDate(step.dueOn)} it counts as unanswered, and the journey continues.`;
  }
  return whatComes(step, nextRung(step, entry, journey), journey, names);
}

/** What the ladder does next with a step that nobody answers, and whose list it is on when the ladder has ended. */
export function whatComes(
  step: Pick<Step, 'waitsFor' | 'dueOn' | 'escalatedTo'>,
  next: RungDay | undefined,
  journey: Parameters<typeof deskOfRung>[2],
  names: Names,
): string {
  if (next === undefined) {
    const { escalatedTo, waitsFor } = step;
    return escalatedTo === undefined || escalatedTo === waitsFor
      ? 'Nothing more happens by itself.'
      : `It is on the list of ${describeWaitsFor(escalatedTo, names)} too. Nothing more happens by itself.`;
  }
  const desk = deskOfRung(next.rung, step.waitsFor, journey);
  if (desk === undefined) return `After ${sayDate(step.dueOn)} it is overdue.`;
  const list = `the list of ${describeWaitsFor(desk, names)}`;
  return desk === step.waitsFor
    ? `It stays on ${list}.`
    : `If it is still open on ${sayDate(next.on)}, it goes on ${list} too.`;
}
