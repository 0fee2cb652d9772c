import { Temporal } from 'temporal-polyfill';
import { SYSTEM } from '../../domain/record/actor.ts';
import { dayInLondon, isoInstant, type IsoInstant } from '../../domain/law/time.ts';
import { officerWaitedFor } from '../../domain/record/waits-for.ts';
import { absencesWrite, nextChangeAt, readAbsences, type OfficerAbsences } from '../absence-items.ts';
import { changeJourney } from '../change-journey.ts';
import { journeyIdOf, partitions } from '../keys.ts';
import type { Item } from '../ports/table.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';
import { followAbsencesIn } from '../watch-absences.ts';

/** The change of one journey was refused. The absence stays due, and the next sweep tries again. */
export class AbsenceNotFollowedError extends Error {
  override readonly name = 'AbsenceNotFollowedError';
}

/**
 * An index shows a journey a moment after it was written. What is recorded is followed once more after this time, so that
 * a journey is not missed whose officer was named at the same moment.
 */
const ONCE_MORE_AFTER = { minutes: 5 };
const PAGE = 100;

/**
 * Makes every journey of a member of staff follow their absences as recorded: one journey after another, each in a
 * transaction of its own. It goes by what is recorded, so that it may end anywhere and be run again.
 * @throws AbsenceNotFollowedError for a journey that could not be changed, after all others.
 */
export async function followAbsences(services: Services, officer: string): Promise<void> {
  const known = await readAbsences(services.table, officer);
  const now = isoInstant(services.clock.now());
  if (known.wakeAt === undefined || known.wakeAt > now) return;
  const refused: string[] = [];
  for (const journeyId of await journeysOf(services, officer)) {
    const followed = await changeJourney(services, journeyId, { by: SYSTEM }, async (change) => {
      await followAbsencesIn(services, change);
      return done('');
    });
    if (!followed.ok && followed.code !== 'NOT_FOUND') refused.push(`${journeyId}: ${followed.code}`);
  }
  if (refused.length > 0)
    throw new AbsenceNotFollowedError(`An absence is not followed in ${refused.join(', ')}.`);
  // Changed meanwhile: it is due again already.
  await services.table.transact([absencesWrite(wokenNext(known, now))]);
}

function wokenNext({ wakeAt: _now, ...known }: OfficerAbsences, now: IsoInstant): OfficerAbsences {
  const today = dayInLondon(now);
  const soon = known.absences
    .map(({ recordedAt, changed, over }) => (over ?? changed)?.at ?? recordedAt)
    .map((at) => isoInstant(Temporal.Instant.from(at).add(ONCE_MORE_AFTER)))
    .filter((at) => at > now);
  const [next] = [...soon, nextChangeAt(known.absences, today)].filter((at) => at !== undefined).sort();
  return { ...known, ...(next !== undefined && { wakeAt: next }) };
}

/** Those they are an officer of, those they are asked for as a deputy, and those with a step that waits for them. */
async function journeysOf({ table }: Services, officer: string): Promise<readonly string[]> {
  const own = partitions.officer(officer);
  const pages = await Promise.all([
    everyRow(table, 'prisonOfficer', own),
    everyRow(table, 'communityOfficer', own),
    everyRow(table, 'waiting', partitions.deputy(officer)),
    everyRow(table, 'waiting', partitions.waiting(officerWaitedFor(officer))),
  ]);
  return [...new Set(pages.flat().flatMap((row) => journeyIdOf(row) ?? []))];
}

async function everyRow(
  table: Services['table'],
  index: 'prisonOfficer' | 'communityOfficer' | 'waiting',
  partition: string,
): Promise<readonly Item[]> {
  const rows: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      partition,
      index,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    rows.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}
