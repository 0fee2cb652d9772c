import type { Duty } from '../record/duties.ts';
import { supervisorOf, type Head } from '../record/head.ts';
import { deskWaitedFor, readWaitsFor, type WaitsFor } from '../record/waits-for.ts';
import { addDays, earlier, later, startOfDay, type IsoDate, type IsoInstant } from '../law/time.ts';

/** What happens on a rung, quietest first. */
export const RUNGS = ['REMINDER', 'OVERDUE', 'MANAGER', 'HEAD'] as const;
export type Rung = (typeof RUNGS)[number];

export interface RungDay {
  readonly rung: Rung;
  readonly on: IsoDate;
}

/** Who has a step on their list from a rung on, besides its owner: the desk in prison and the one in the community. */
const DESK_OF = {
  MANAGER: { prison: 'HEAD_OF_OM', community: 'PDU' },
  HEAD: { prison: 'GOVERNOR', community: 'HEAD_OF_PDU' },
} as const satisfies Partial<Record<Rung, Readonly<Record<'prison' | 'community', Duty>>>>;

/**
 * The desk on whose list a rung puts a step: in prison the head of offender management and then the governor, in the
 * community the probation delivery unit and then its head. Whoever is out, or waits for a community officer, is the
 * community's. The first rungs only say that the step is due, or late.
 */
export function deskOfRung(
  rung: Rung | undefined,
  waitsFor: WaitsFor,
  journey: Pick<Head, 'prison' | 'region' | 'officers' | 'releasedOn'>,
): WaitsFor | undefined {
  if (rung !== 'MANAGER' && rung !== 'HEAD') return undefined;
  const { prison, community } = DESK_OF[rung];
  return isCommunitys(waitsFor, journey)
    ? deskWaitedFor(community, journey.region)
    : deskWaitedFor(prison, journey.prison);
}

function isCommunitys(
  waitsFor: WaitsFor,
  { officers, region, releasedOn }: Pick<Head, 'region' | 'officers' | 'releasedOn'>,
): boolean {
  if (releasedOn !== undefined) return true;
  const owner = readWaitsFor(waitsFor);
  if (owner?.kind === 'desk') return owner.place === region;
  const { pom, deputy } = officers;
  return (
    owner?.kind === 'officer' &&
    owner.id !== pom &&
    (owner.id === supervisorOf({ officers }) || owner.id === deputy)
  );
}

/** The desks whose escalated steps a desk sees: who comes first sees what has gone on to the head. */
export function desksSeenBy(desk: string): readonly WaitsFor[] {
  const parts = readWaitsFor(desk);
  if (parts?.kind !== 'desk') return [];
  return (['prison', 'community'] as const).flatMap((side) => {
    const { [side]: manager } = DESK_OF.MANAGER;
    const { [side]: head } = DESK_OF.HEAD;
    if (parts.duty === manager)
      return [deskWaitedFor(manager, parts.place), deskWaitedFor(head, parts.place)];
    return parts.duty === head ? [deskWaitedFor(head, parts.place)] : [];
  });
}

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
