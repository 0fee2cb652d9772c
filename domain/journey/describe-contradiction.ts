import { sayDate } from '../law/say-date.ts';
import type { FactData } from '../record/facts.ts';
import { say, sentence } from './words.ts';

const MOVEMENTS: Readonly<Record<string, string>> = {
  OUT: 'the person was released',
  IN: 'the person came into prison',
};

/** Two movements that cannot both be right; or a report that could not be followed, and why. */
export function describeContradiction({ says, on, otherSays, otherOn, recorded, problem }: FactData): string {
  if (typeof problem === 'string') {
    return `A report from another system was not followed, because it contradicts the record. ${sentence(problem)}`;
  }
  const other = recorded === true ? 'officers recorded' : 'one says';
  const first = `${other} that ${movement(otherSays)} on ${sayDate(otherOn)}`;
  const second = `${recorded === true ? 'the prison’s system reports' : 'another'} that ${movement(says)} on ${sayDate(on)}`;
  return recorded === true
    ? `A report contradicts the record: ${first}, and ${second}. Nothing was changed.`
    : `Two reports from the prison’s system contradict each other: ${first}, ${second}. Nothing was changed.`;
}

function movement(kind: unknown): string {
  return MOVEMENTS[say(kind)] ?? 'the person was moved';
}
