import type { DayRule } from '../../domain/law/day-rules.ts';
import type { Asked, StepEntry } from '../../domain/pathways/step-entry.ts';

const ASKED: Readonly<Record<Asked, string>> = {
  pom: 'the prison offender manager (POM)',
  com: 'the community offender manager (COM)',
  responsible: 'the responsible officer: the POM or the COM',
  omu: 'the offender management unit',
  governor: 'the governor',
  administrator: 'an administrator',
  agency: 'the agency',
  date: 'nobody: it waits for a day',
  event: 'nobody: it waits for an event',
};

export function askedInWords(step: StepEntry): string {
  return ASKED[step.asked];
}

/** When a step is asked, due, and answers itself, in one line. */
export function daysInWords(step: StepEntry): string {
  const { opens, due, answersItself, beforeRelease } = step;
  const parts = [
    ...(opens === undefined ? [] : [`${step.asked === 'date' ? 'comes' : 'asked'} ${dayInWords(opens)}`]),
    ...(due === undefined ? [] : [`due ${dayInWords(due)}`]),
    ...(due?.from === 'opened' && beforeRelease === true ? ['by release at the latest'] : []),
    ...(due === undefined || answersItself === undefined ? [] : [`then answers itself ${answersItself}`]),
  ];
  return parts.length === 0 ? 'no deadline' : parts.join(', ');
}

/** "8 weeks before release", "1 working day after it opens", "on the day of release". */
export function dayInWords(rule: DayRule): string {
  if (rule.from === 'supervision-end') return 'on the last day of licence or supervision';
  const [count, unit] = 'days' in rule ? inWeeks(rule.days) : [rule.workingDays, 'working day'];
  if (count === 0) return rule.from === 'opened' ? 'on the day it opens' : 'on the day of release';
  const length = `${Math.abs(count)} ${unit}${Math.abs(count) === 1 ? '' : 's'}`;
  return `${length} ${count < 0 ? 'before' : 'after'} ${rule.from === 'opened' ? 'it opens' : 'release'}`;
}

function inWeeks(days: number): readonly [number, string] {
  return days !== 0 && days % 7 === 0 ? [days / 7, 'week'] : [days, 'day'];
}
