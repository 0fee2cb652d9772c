import { isAwayAlready, recordAway, type KnownAway } from '../domain/journey/absence.ts';
import type { Journey } from '../domain/journey/journey.ts';
import { absenceOn } from '../domain/record/absence.ts';
import type { Actor } from '../domain/record/actor.ts';
import { officersAsked } from '../domain/record/stand-in.ts';
import { readAbsences } from './absence-items.ts';
import type { Change } from './change.ts';
import type { Services } from './services.ts';

/** Part of every change of a journey: who is asked now may be away, and who no longer is must not stay so. */
export async function watchAbsences(
  services: Pick<Services, 'table'>,
  before: Journey,
  change: Change,
): Promise<void> {
  const asked = officersAsked(change.draft.journey);
  if (asked.join(' ') === officersAsked(before).join(' ')) return;
  await followAbsencesIn(services, change);
}

/**
 * Makes a journey follow the absences of its officers as they are recorded now. Safe at any time and any number of times:
 * it goes by what is recorded, and not by what has happened.
 */
export async function followAbsencesIn(services: Pick<Services, 'table'>, change: Change): Promise<void> {
  const { draft } = change;
  const { today } = draft.context;
  if (draft.journey.phase === 'closed' && draft.journey.open.length === 0) return;
  const ended = new Map<string, Actor>();
  const known: KnownAway[] = [];
  const lookedAt = new Set<string>();
  // Whether a deputy is asked depends on whether the supervising officer is away.
  for (;;) {
    const journey: Journey = { ...draft.journey, away: known };
    const next = officersAsked(journey).find((officer) => !lookedAt.has(officer));
    if (next === undefined) break;
    lookedAt.add(next);
    const { absences } = await readAbsences(services.table, next);
    for (const { id, over } of absences) if (over) ended.set(id, over.by);
    const away = absenceOn(absences, today);
    if (away === undefined) continue;
    const { id, until, changed, recordedBy } = away;
    known.push({ officer: next, absence: id, until, by: changed?.by ?? recordedBy });
  }
  if (isAwayAlready(draft.journey, known)) return;
  await change.loadSteps(draft.journey.open.map(({ key }) => key));
  recordAway(draft, known, ended);
}
