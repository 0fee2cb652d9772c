import { isAlarming } from './attention.ts';
import { RUNG_TELLS } from './escalation.ts';
import type { Journey, OpenStep } from '../record/journey.ts';
import { rungsOf } from './step-days.ts';
import type { Step } from './step.ts';
import { definitionOf, isStepKind } from '../pathways/catalogue.ts';
import { addDays, daysBetween, type IsoDate } from '../law/time.ts';
import { describeWaitsFor, fromCode, sayDate, stepTitle, type Names } from './words.ts';

/** Why a journey is on the list of stuck ones. */
export const STUCK_CODES = [
  'INCIDENT',
  'DELIVERY_PARKED',
  'NOWHERE_TO_LIVE',
  'NO_AUTHORITY_LEFT',
  'LATE_ANSWER',
  'OVERDUE',
  'ESCALATED',
] as const;
export type StuckCode = (typeof STUCK_CODES)[number];

/** One reason a journey is stuck, with everything a person needs to know before acting. */
export interface Stuck {
  readonly code: StuckCode;
  /** Plain English: what happened, and what is waited for. */
  readonly cause: string;
  /** Whose it is to put right. */
  readonly owner: string;
  readonly firstSeen: IsoDate;
  readonly ageDays: number;
  /** What happens by itself, if nobody does anything. */
  readonly nextAction: string;
}

const ALARM_CODES: Readonly<Record<string, StuckCode>> = {
  incident: 'INCIDENT',
  'delivery-parked': 'DELIVERY_PARKED',
  'urgent-housing': 'NOWHERE_TO_LIVE',
  'authorities-exhausted': 'NO_AUTHORITY_LEFT',
  'late-answer': 'LATE_ANSWER',
};

/** Rungs taken from which an overdue step has gone above the person it waits for. */
const ESCALATED_RUNGS = 3;

/** The open steps that make a journey stuck. */
export function stuckSteps(journey: Journey): readonly OpenStep[] {
  return journey.phase === 'closed' ? [] : journey.open.filter(isAlarming);
}

export function explainStuck(step: Step, journey: Journey, today: IsoDate, names: Names = {}): Stuck {
  const code = ALARM_CODES[step.kind] ?? (step.escalation >= ESCALATED_RUNGS ? 'ESCALATED' : 'OVERDUE');
  const firstSeen = isAlarmCode(code) || step.dueOn === undefined ? step.openedOn : addDays(step.dueOn, 1);
  return {
    code,
    cause: causeOf(code, step, names),
    owner: describeWaitsFor(step.waitsFor, names),
    firstSeen,
    ageDays: Math.max(0, daysBetween(firstSeen, today)),
    nextAction: nextActionOf(step, journey),
  };
}

function isAlarmCode(code: StuckCode): boolean {
  return code !== 'OVERDUE' && code !== 'ESCALATED';
}

function causeOf(code: StuckCode, step: Step, names: Names): string {
  const waiting = `${describeWaitsFor(step.waitsFor, names)} ${awaitsOf(step)}`;
  switch (code) {
    case 'INCIDENT':
      return `${stepTitle(step.kind, step.subject)}: ${causeCode(step)}. It waits for ${waiting}.`;
    case 'DELIVERY_PARKED':
      return `A message to an agency could not be delivered: ${causeCode(step)}. It waits for ${waiting}.`;
    case 'NOWHERE_TO_LIVE':
      return `The person is out and has nowhere to live. It waits for ${waiting}.`;
    case 'NO_AUTHORITY_LEFT':
      return `No local housing authority on the person’s list has accepted. It waits for ${waiting}.`;
    case 'LATE_ANSWER':
      return `An agency answered after its date. It waits for ${waiting}.`;
    case 'OVERDUE':
    case 'ESCALATED':
      return `“${stepTitle(step.kind, step.subject)}” was due by ${sayDate(step.dueOn)}. It waits for ${waiting}.`;
  }
}

function awaitsOf(step: Step): string {
  return isStepKind(step.kind) ? definitionOf(step.kind).awaits : fromCode(step.kind);
}

/** Only a code is shown: an error's message may hold anything. */
function causeCode(step: Step): string {
  const cause = step.details?.['cause'];
  return typeof cause === 'string' && /^[A-Za-z][\w.-]{0,80}$/.test(cause)
    ? cause
    : 'the cause was not given';
}

function nextActionOf(step: Step, journey: Journey): string {
  if (!isStepKind(step.kind) || step.dueOn === undefined) return 'Nothing: it waits until someone acts.';
  const definition = definitionOf(step.kind);
  if (definition.answersItself !== undefined) {
    return `After ${sayDate(step.dueOn)} it is taken as unanswered, and the journey goes on.`;
  }
  const start = step.opensOn !== undefined && step.opensOn > step.openedOn ? step.opensOn : step.openedOn;
  const next = rungsOf(step.dueOn, start, definition, journey)[step.escalation];
  if (next === undefined) return 'Nothing more: everyone who should know has been told.';
  return `On ${sayDate(next.on)} ${RUNG_TELLS[next.rung]} ${verb(next.rung)} told.`;
}

function verb(rung: keyof typeof RUNG_TELLS): 'is' | 'are' {
  return rung === 'OVERDUE' ? 'are' : 'is';
}
