import * as z from 'zod';
import { readExecutionName, ROOT_MACHINES, type RootMachine } from '../../domain/record/machines.ts';
import { isoInstant } from '../../domain/law/time.ts';
import type { Json } from '../ports/table.ts';
import type { ReconcileRun } from './reconcile-run.ts';

const counted = z.object({
  countedAt: z.string(),
  machines: z.array(
    z.object({
      machine: z.enum(ROOT_MACHINES),
      /** The version that a restart takes up; absent where the engine has only one. */
      newest: z.string().optional(),
      versions: z.array(
        z.object({
          version: z.string().optional(),
          journeys: z.int(),
          /** Ids of some of them, where they are on an older version. */
          some: z.array(z.string()),
        }),
      ),
    }),
  ),
});

/** How many open journeys run on each version of each machine's definition. */
export type CountedVersions = z.infer<typeof counted>;

/** What the last complete list of executions gave; undefined before there was one. */
export function readVersions(kept: Json | undefined): CountedVersions | undefined {
  return kept === undefined ? undefined : counted.parse(kept);
}

const MOST_LISTED = 50;

interface Count {
  journeys: number;
  readonly some: string[];
}

/** Counts running executions as they are listed, so that no page has to list them again. */
export class VersionCounts {
  readonly #counts = new Map<RootMachine, Map<string | undefined, Count>>();

  runs(name: string, machine: RootMachine, version: string | undefined): void {
    const journeyId = readExecutionName(machine, name);
    if (journeyId === undefined) return;
    const versions = this.#counts.get(machine) ?? new Map<string | undefined, Count>();
    const count = versions.get(version) ?? { journeys: 0, some: [] };
    count.journeys += 1;
    if (count.some.length < MOST_LISTED) count.some.push(journeyId);
    versions.set(version, count);
    this.#counts.set(machine, versions);
  }

  /** @throws EngineUnavailableError when the engine cannot say which version is the newest. */
  async counted({ services, executions }: ReconcileRun): Promise<CountedVersions> {
    const machines = ROOT_MACHINES.map(async (machine) => {
      const newest = await executions.newestVersion(machine);
      const versions = [...(this.#counts.get(machine) ?? [])].map(([version, { journeys, some }]) => ({
        ...(version !== undefined && { version }),
        journeys,
        some: version === newest ? [] : some,
      }));
      return { machine, ...(newest !== undefined && { newest }), versions };
    });
    return { countedAt: isoInstant(services.clock.now()), machines: await Promise.all(machines) };
  }
}
