import { sayDate } from '../law/say-date.ts';
import type { LastingFigures } from '../law/figures.ts';
import type { Law } from '../law/law.ts';
import { addDays, daysBetween, type IsoDate } from '../law/time.ts';
import { awaitedBy, stepEntry, type AlarmCode } from '../pathways/catalogue.ts';
import { deskOfRung, type RungDay } from './escalation.ts';
import type { Journey } from './journey.ts';
import type { Alarm } from '../pathways/step-entry.ts';
import { describeCause } from '../pathways/incidents/cause.ts';
import { nextRung } from './step-days.ts';
import type { Step } from './step.ts';
import { alarmNow, stuckCode, type StuckCode } from './stuck-causes.ts';
import { describeWaitsFor, figuresOf, stepTitle, type Names } from './words.ts';

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

export function explainStuck(
  step: Step,
  journey: Journey,
  today: IsoDate,
  law: Law,
  names: Names = {},
): Stuck {
  const figures = figuresOf(law, journey);
  const alarm = alarmNow(step, journey, today);
  const firstSeen = alarm !== undefined || step.dueOn === undefined ? step.openedOn : addDays(step.dueOn, 1);
  return {
    code: stuckCode(step, journey, today),
    cause: `${causeOf(step, alarm, figures, journey)} It waits for ${describeWaitsFor(step.waitsFor, names)} ${awaitedBy(step.kind, figures)}.`,
    owner: describeWaitsFor(step.waitsFor, names),
    firstSeen,
    ageDays: Math.max(0, daysBetween(firstSeen, today)),
    nextAction: nextActionOf(step, journey, names),
  };
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
