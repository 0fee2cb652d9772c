import { addDays, earlier, later, startOfDay, type IsoDate, type IsoInstant } from '../law/time.ts';

/** What happens on a rung, quietest first. */
export const RUNGS = ['REMINDER', 'OVERDUE', 'MANAGER', 'HEAD'] as const;
export type Rung = (typeof RUNGS)[number];

export interface RungDay {
  readonly rung: Rung;
  readonly on: IsoDate;
}

/** The people each rung notifies. */
export const RUNG_TELLS = {
  REMINDER: 'its owner',
  OVERDUE: 'its owner and their deputy',
  MANAGER: 'the head of offender management, or the probation unit’s manager',
  HEAD: 'the governor, or the head of the probation delivery unit',
} as const satisfies Record<Rung, string>;

/**
 * The days on which an unanswered step reminds and escalates: two days before its deadline a reminder; the day after
 * the deadline it is overdue; then five and ten days late, or a week and two days before release, whichever comes
 * first.
 */
export function ladder(
  dueOn: IsoDate,
  openedOn: IsoDate,
  releaseDate: IsoDate | undefined,
): readonly RungDay[] {
  const overdue = addDays(dueOn, 1);
  const manager = sooner(addDays(dueOn, 5), releaseDate, -7, addDays(overdue, 1));
  const head = sooner(addDays(dueOn, 10), releaseDate, -2, addDays(manager, 1));
  return [
    { rung: 'REMINDER', on: later(addDays(dueOn, -2), openedOn) },
    { rung: 'OVERDUE', on: overdue },
    { rung: 'MANAGER', on: manager },
    { rung: 'HEAD', on: head },
  ];
}

function sooner(
  byLateness: IsoDate,
  releaseDate: IsoDate | undefined,
  days: number,
  notBefore: IsoDate,
): IsoDate {
  if (releaseDate === undefined) return byLateness;
  return later(earlier(byLateness, addDays(releaseDate, days)), notBefore);
}

/** How many rungs stay taken when the deadline has moved: those whose new day has come. */
export function rungsStillTaken(rungs: readonly RungDay[], taken: number, today: IsoDate): number {
  return Math.min(taken, rungs.filter(({ on }) => on <= today).length);
}

/** When the next rung is reached; undefined at the top of the ladder. */
export function nextRungAt(rungs: readonly RungDay[], taken: number): IsoInstant | undefined {
  const next = rungs[taken];
  return next && startOfDay(next.on);
}
