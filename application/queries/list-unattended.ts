import type { User } from '../../domain/access/user.ts';
import { stepTitle, describeWaitsFor, figuresOf, type Names } from '../../domain/journey/words.ts';
import { dateInLondon, daysBetween, type IsoDate } from '../../domain/law/time.ts';
import { isWaitsFor, readWaitsFor, type WaitsFor } from '../../domain/record/waits-for.ts';
import { admit, maySee } from '../access.ts';
import { readStep } from '../items.ts';
import { keys, partitions } from '../keys.ts';
import { readAll } from '../read-all.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { journeysBehind, wholeRows } from '../whole-rows.ts';
import { whyUnattended, type UnattendedReason } from '../unattended.ts';

/** An open step that waits for somebody who is not there. */
export interface UnattendedRow {
  readonly journeyId: string;
  readonly person: { readonly name: string; readonly prisonNumber: string };
  readonly prison: string;
  readonly releaseDate?: IsoDate;
  readonly daysToRelease?: number;
  readonly stepKey: string;
  readonly title: string;
  readonly dueOn?: IsoDate;
  readonly waitsFor: WaitsFor;
  /** The desk above on whose list it is too, where that is the one that nobody works at. */
  readonly escalatedTo?: WaitsFor;
  /** Who is not there, in words. */
  readonly owner: string;
  readonly reason: UnattendedReason;
  /** Plain English: what an administrator does about it. */
  readonly whatToDo: string;
}

export interface UnattendedView {
  readonly items: readonly UnattendedRow[];
  /** There are more than are listed. */
  readonly more: boolean;
}

const MOST_OWNERS = 500;
const MOST_OF_OWNER = 100;

/**
 * Open steps with nobody to act on them, for administrators: their officer is not in the staff register or has left, or
 * nobody works at their desk, or at the desk that they were escalated to. Nearest release first.
 * @param names known names of officers and places.
 * @returns NOT_PERMITTED
 */
export async function listUnattended(
  services: Services,
  user: User,
  names: Names = {},
): Promise<Result<UnattendedView>> {
  const reader = admit(services, user, 'administer-staff', undefined);
  if (!reader.ok) return reader;
  const noted = await readAll(services.table, partitions.unattended(), keys.unattended('').sk);
  const owners = noted.flatMap(({ owner }) =>
    typeof owner === 'string' && isWaitsFor(owner) ? [owner] : [],
  );
  const found = await Promise.all(
    owners.slice(0, MOST_OWNERS).map((owner) => stepsOf(services, user, owner, names)),
  );
  const items = found
    .flatMap(({ rows }) => rows)
    .sort((a, b) => ((a.releaseDate ?? 'never') < (b.releaseDate ?? 'never') ? -1 : 1));
  services.accessLog.consulted({ user, action: 'administer-staff', rows: items.length });
  return done({ items, more: owners.length > MOST_OWNERS || found.some(({ more }) => more) });
}

async function stepsOf(
  { table, staff, clock, law }: Services,
  user: User,
  owner: WaitsFor,
  names: Names,
): Promise<{ readonly rows: readonly UnattendedRow[]; readonly more: boolean }> {
  const [asked, escalated] = await Promise.all([
    table.query({ partition: partitions.waiting(owner), index: 'waiting', limit: MOST_OF_OWNER }),
    table.query({ partition: partitions.escalated(owner), index: 'attention', limit: MOST_OF_OWNER }),
  ]);
  const isNeeded = asked.items.length + escalated.items.length > 0;
  const reason = isNeeded ? await whyUnattended(staff, owner) : undefined;
  if (reason === undefined) return { rows: [], more: false };
  // The index of escalated steps has their keys only.
  const listed = [...asked.items, ...(await wholeRows(table, escalated.items))];
  const today = dateInLondon(clock.now()).toString();
  const journeys = await journeysBehind(table, listed);
  const rows = listed.map((item): readonly UnattendedRow[] => {
    const journey = journeys.get(item.pk);
    if (journey === undefined || !maySee(user, journey, today)) return [];
    const step = readStep(item);
    const releaseDate = journey.releasedOn ?? journey.releaseDateInForce;
    return [
      {
        journeyId: journey.id,
        person: { name: `${journey.firstName} ${journey.lastName}`, prisonNumber: journey.prisonNumber },
        prison: journey.prison,
        ...(releaseDate !== undefined && { releaseDate, daysToRelease: daysBetween(today, releaseDate) }),
        stepKey: step.key,
        title: stepTitle(step.kind, figuresOf(law, journey), step.subject),
        ...(step.dueOn !== undefined && { dueOn: step.dueOn }),
        waitsFor: step.waitsFor,
        ...(step.waitsFor !== owner && { escalatedTo: owner }),
        owner: describeWaitsFor(owner, names),
        reason,
        whatToDo: WHAT_TO_DO[reason](owner, names),
      },
    ];
  });
  return { rows: rows.flat(), more: asked.cursor !== undefined || escalated.cursor !== undefined };
}

const WHAT_TO_DO: Readonly<Record<UnattendedReason, (owner: WaitsFor, names: Names) => string>> = {
  NOT_IN_REGISTER: (owner, names) =>
    `Import ${describeWaitsFor(owner, names)} into the staff register, or have the offender management unit or the community team name another officer.`,
  LEFT: (owner, names) =>
    `${describeWaitsFor(owner, names)} has left. Have the offender management unit or the community team name another officer.`,
  NOBODY_AT_DESK: (owner) => {
    const parts = readWaitsFor(owner);
    const [duty, place] = parts?.kind === 'desk' ? [parts.duty, parts.place] : ['', ''];
    return `Import somebody with the duty ${duty} at ${place} into the staff register. It must be somebody who does that work.`;
  },
};
