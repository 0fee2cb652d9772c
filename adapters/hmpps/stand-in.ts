import { keys } from '../../application/keys.ts';
import type { Json, Table } from '../../application/ports/table.ts';
import type { HmppsGet, HmppsSystem } from './hmpps-data.ts';

/** In place of HMPPS's services: answers what it was given, in their form. */
export interface HmppsStandIn {
  readonly get: HmppsGet;
  /** From now on this is what the system has at the path; undefined for nothing. */
  put(place: readonly [HmppsSystem, string], answer: Json | undefined): Promise<void>;
}

/** A stand-in whose answers are rows, so that they stay in the data folder. */
export function hmppsStandIn(table: Table): HmppsStandIn {
  return {
    async get(system, path) {
      const row = await table.get(keys.hmppsAnswer(system, path));
      if (row === undefined) return { ok: false, why: 'NOT_FOUND' };
      return { ok: true, value: row['answer'] };
    },
    async put([system, path], answer) {
      const key = keys.hmppsAnswer(system, path);
      await table.transact([
        answer === undefined ? { kind: 'delete', key } : { kind: 'put', item: { ...key, answer } },
      ]);
    },
  };
}
