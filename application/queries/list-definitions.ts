import type { User } from '../../domain/access/user.ts';
import { dateInLondon, type IsoDate, type IsoInstant } from '../../domain/law/time.ts';
import type { RootMachine } from '../../domain/record/machines.ts';
import { admit, maySee } from '../access.ts';
import { readVersions, type CountedVersions } from '../background/version-counts.ts';
import { readJourney } from '../items.ts';
import { keys } from '../keys.ts';
import { lastRun } from '../last-runs.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/** A journey on an older version, which a restart would move to the newest. */
export interface JourneyOnVersion {
  readonly journeyId: string;
  readonly person: { readonly name: string; readonly prisonNumber: string };
  readonly releaseDate?: IsoDate;
}

export interface VersionRow {
  /** Absent where the engine has only one. */
  readonly version?: string;
  readonly newest: boolean;
  /** Open journeys that ran on it when they were counted. */
  readonly journeys: number;
  /** Some of those on an older version, nearest release first. */
  readonly some: readonly JourneyOnVersion[];
}

export interface DefinitionsView {
  /** Absent before the reconciler has counted them. */
  readonly countedAt?: IsoInstant;
  readonly machines: readonly { readonly machine: RootMachine; readonly versions: readonly VersionRow[] }[];
}

/**
 * How many open journeys run on each version of each machine's definition, for administrators: as the reconciler's last
 * complete list of executions had it. A journey that waits for a date runs on none.
 * @returns NOT_PERMITTED
 */
export async function listDefinitions(services: Services, user: User): Promise<Result<DefinitionsView>> {
  const reader = admit(services, user, 'list-definitions', undefined);
  if (!reader.ok) return reader;
  const counted = readVersions((await lastRun(services.table, 'reconcile'))?.['versions']);
  if (counted === undefined) return done({ machines: [] });
  const machines = counted.machines.map(async ({ machine, newest, versions }) => ({
    machine,
    versions: await Promise.all(
      versions.toSorted(newestFirst).map(async ({ version, journeys, some }) => ({
        ...(version !== undefined && { version }),
        newest: version === newest,
        journeys,
        some: await journeysOf(services, user, some),
      })),
    ),
  }));
  return done({ countedAt: counted.countedAt, machines: await Promise.all(machines) });
}

type Counted = CountedVersions['machines'][number]['versions'][number];

function newestFirst({ version: a = '0' }: Counted, { version: b = '0' }: Counted): number {
  return Number(b) - Number(a);
}

/** Those that the reader may see and that are still open. */
async function journeysOf(
  services: Services,
  user: User,
  ids: readonly string[],
): Promise<readonly JourneyOnVersion[]> {
  const today = dateInLondon(services.clock.now()).toString();
  const heads = await Promise.all(ids.map((id) => services.table.get(keys.journey(id))));
  return heads
    .flatMap((head) => (head === undefined ? [] : [readJourney(head)]))
    .filter((journey) => journey.phase !== 'closed' && maySee(user, journey, today))
    .toSorted((a, b) => ((a.releaseDateInForce ?? '~') < (b.releaseDateInForce ?? '~') ? -1 : 1))
    .map(({ id, firstName, lastName, prisonNumber, releaseDateInForce: releaseDate }) => ({
      journeyId: id,
      person: { name: `${firstName} ${lastName}`, prisonNumber },
      ...(releaseDate !== undefined && { releaseDate }),
    }));
}
