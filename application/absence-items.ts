import * as z from 'zod';
import { startOfDay, addDays, type IsoDate, type IsoInstant } from '../domain/law/time.ts';
import { ABSENCE_REASONS, type Absence } from '../domain/record/absence.ts';
import { keys, partitions, shardOf, sorts } from './keys.ts';
import type { Item, Table, Write } from './ports/table.ts';

/** The absences of one member of staff: one row, so that two that overlap are never both stored. */
export interface OfficerAbsences {
  readonly officer: string;
  /** 0 before the row is stored. */
  readonly version: number;
  /** In the order in which they were recorded. */
  readonly absences: readonly Absence[];
  /** When journeys are next to follow; absent when they never have to. */
  readonly wakeAt?: IsoInstant;
}

const actor = z.object({ kind: z.enum(['officer', 'admin', 'partner', 'system']), id: z.string() });
const change = z.object({ at: z.string(), by: actor }).exactOptional();
const row = z.object({
  version: z.number(),
  absences: z.object({
    officer: z.string(),
    wakeAt: z.string().exactOptional(),
    absences: z.array(
      z.object({
        id: z.string(),
        from: z.string(),
        until: z.string(),
        reason: z.enum(ABSENCE_REASONS),
        recordedAt: z.string(),
        recordedBy: actor,
        changed: change,
        over: change,
      }),
    ),
  }),
});

export async function readAbsences(table: Pick<Table, 'get'>, officer: string): Promise<OfficerAbsences> {
  const item = await table.get(keys.absences(officer));
  if (item === undefined) return { officer, version: 0, absences: [] };
  const { version, absences } = row.parse(item);
  return { ...absences, version };
}

/** Stores changed absences, unless somebody else has changed them since they were read. */
export function absencesWrite({ version, ...rest }: OfficerAbsences): Write {
  const { officer, wakeAt } = rest;
  const item: Item = {
    ...keys.absences(officer),
    version: version + 1,
    absences: JSON.parse(JSON.stringify(rest)) as Item,
    ...(wakeAt !== undefined && {
      duePk: partitions.due(shardOf(officer)),
      dueSk: sorts.byInstant(wakeAt, officer),
    }),
  };
  const when =
    version === 0 ? ({ kind: 'absent' } as const) : ({ kind: 'version', equals: version } as const);
  return { kind: 'put', item, when };
}

/** The start of the next day on which somebody goes, or is back: the day after the last day. */
export function nextChangeAt(absences: readonly Absence[], today: IsoDate): IsoInstant | undefined {
  const days = absences
    .filter(({ over }) => over === undefined)
    .flatMap(({ from, until }) => [from, addDays(until, 1)]);
  const [next] = days.filter((day) => day > today).sort();
  return next === undefined ? undefined : startOfDay(next);
}
