import * as z from 'zod';
import type { AgencyPause, PauseRecord } from '../domain/partners/pause.ts';
import type { Actor } from '../domain/record/actor.ts';
import { keys, partitions } from './keys.ts';
import type { Item, Json, Table, Write } from './ports/table.ts';
import { readAll } from './read-all.ts';

/**
 * A paused agency has a row while it is paused, apart from its profile, which others write; and a row for each pause
 * there was, with who paused and resumed it and why.
 */

const actor = z.custom<Actor>(
  (value) => z.object({ kind: z.string(), id: z.string() }).safeParse(value).success,
);
const pauseRow = z.object({ agencyId: z.string(), since: z.string(), by: actor, reason: z.string() });
const recordRow = pauseRow.extend({
  resumed: z.object({ at: z.string(), by: actor, reason: z.string() }).optional(),
});

export async function findPause(
  table: Pick<Table, 'get'>,
  agencyId: string,
): Promise<AgencyPause | undefined> {
  const row = await table.get(keys.pausedAgency(agencyId));
  return row && pauseRow.parse(row['pause']);
}

/** Of every agency that is paused now, by its id: few, and so one query. */
export async function listPauses(table: Table): Promise<ReadonlyMap<string, AgencyPause>> {
  const rows = await readAll(table, partitions.pausedAgencies(), keys.pausedAgency('').sk);
  return new Map(rows.map((row) => pauseRow.parse(row['pause'])).map((pause) => [pause.agencyId, pause]));
}

const MOST_RECORDS = 20;

/** The latest pauses of an agency, the last first. */
export async function pausesOf(table: Table, agencyId: string): Promise<readonly PauseRecord[]> {
  const { pk: partition, sk: startsWith } = keys.pauseRecord(agencyId, '');
  const page = await table.query({ partition, startsWith, direction: 'backward', limit: MOST_RECORDS });
  return page.items.map((row) => {
    const { resumed, ...pause } = recordRow.parse(row['pause']);
    return { ...pause, ...(resumed && { resumed }) };
  });
}

/** Conflict when it is paused already. */
export function pauseWrites(pause: AgencyPause): readonly Write[] {
  const item: Item = { ...keys.pausedAgency(pause.agencyId), since: pause.since, pause: body(pause) };
  return [{ kind: 'put', item, when: { kind: 'absent' } }, keep(pause)];
}

/** Conflict when it has been resumed, or resumed and paused again, meanwhile. */
export function resumeWrites(
  pause: AgencyPause,
  resumed: NonNullable<PauseRecord['resumed']>,
): readonly Write[] {
  const when = { kind: 'attribute', name: 'since', equals: pause.since } as const;
  return [{ kind: 'delete', key: keys.pausedAgency(pause.agencyId), when }, keep({ ...pause, resumed })];
}

function keep(record: PauseRecord): Write {
  return { kind: 'put', item: { ...keys.pauseRecord(record.agencyId, record.since), pause: body(record) } };
}

function body(record: PauseRecord): Json {
  return record as unknown as Json;
}
