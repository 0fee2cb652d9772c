import { countWorkingDays, type DayRule } from '../law/day-rules.ts';
import type { Calendar } from '../law/calendar.ts';
import { addDays, daysBetween, later, type IsoDate } from '../law/time.ts';
import { asksNow } from '../pathways/asks-now.ts';
import { stepEntry } from '../pathways/catalogue.ts';
import type { JourneyDraft } from './journey-draft.ts';
import type { Step } from './step.ts';

/** From its first day, included, until the day on which the journey was resumed. */
interface Held {
  readonly since: IsoDate;
  readonly on: IsoDate;
}

/**
 * The step counts from so many days later. What is due by another day than its opening keeps that day, and counts from
 * today, so that it has the shortest notice at least.
 * @param counted the last day of the same hold that the step has been counted by before.
 */
export function withoutHold(
  { journey, context }: JourneyDraft,
  step: Step,
  { since, on }: Held,
  counted?: IsoDate,
): Step {
  const { opens, due } = asksNow(stepEntry(step.kind), journey);
  const { openedOn, countsFrom = openedOn, opensOn } = step;
  if (due !== undefined && due.from !== 'opened')
    return { ...step, countsFrom: later(countsFrom, context.today) };
  const asked = opens === undefined || opens.from === 'opened' || opensOn === undefined ? openedOn : opensOn;
  // From its own day, whatever other holds have added: these may become known in any order.
  const start = later(later(asked, openedOn), since);
  const { count, add } = due !== undefined && isInWorkingDays(due) ? workingDays(context.calendar) : DAYS;
  const held = count(start, on) - (counted === undefined ? 0 : count(start, counted));
  return held === 0 ? step : { ...step, countsFrom: add(later(countsFrom, asked), held) };
}

function isInWorkingDays(due: DayRule): boolean {
  if ('workingDays' in due) return true;
  return (
    ('after' in due && due.after.endsWith('WorkingDays')) ||
    ('before' in due && due.before.endsWith('WorkingDays'))
  );
}

interface Unit {
  /** From a day, included, until a later day; 0 where it is not later. */
  readonly count: (from: IsoDate, until: IsoDate) => number;
  readonly add: (day: IsoDate, count: number) => IsoDate;
}

const DAYS: Unit = { count: (from, until) => Math.max(0, daysBetween(from, until)), add: addDays };

function workingDays(calendar: Calendar): Unit {
  return {
    count(from, until) {
      let found = 0;
      for (let day = addDays(from, -1); ; found += 1) {
        day = countWorkingDays(day, 1, calendar).day;
        if (day >= until) return found;
      }
    },
    add: (day, count) => countWorkingDays(day, count, calendar).day,
  };
}
