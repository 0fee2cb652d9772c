import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { keys } from './keys.ts';
import type { Table } from './ports/table.ts';
import type { Sealer } from './seal.ts';
import { hashOf, IDLE_SECONDS } from './sessions.ts';

/** What a page shows: its view, the view's data, and the status it is sent with. */
export interface KeptPage {
  readonly view: string;
  readonly data: { readonly title: string; readonly [name: string]: unknown };
  readonly status: number;
}

/**
 * Pages that forms were answered with, such as one with error messages. Each is a sealed row of the session that sent
 * the form, so that the browser can be redirected to it and nothing typed is in an address or a cookie. It lasts as
 * long as a session may be idle.
 */
export interface KeptPages {
  /** @returns the text that {@link find} takes: safe in a URL, and of no use to another session. */
  keep(sessionId: string, submission: string | undefined, page: KeptPage): Promise<string>;
  find(sessionId: string, kept: string): Promise<KeptPage | undefined>;
  /** Forgets every page of a submission, because it has been saved. */
  forget(sessionId: string, submission: string): Promise<void>;
}

export interface KeptPagesOptions {
  readonly table: Table;
  readonly sealer: Sealer;
  readonly newId: () => string;
  /** Seconds since 1970. */
  readonly seconds: () => number;
}

const rowSchema = z.object({ expiresAt: z.number(), page: z.string() });
const pageSchema = z.object({
  view: z.string(),
  data: z.looseObject({ title: z.string() }),
  status: z.number(),
});

/** A form without a submission of its own. */
const NO_SUBMISSION = 'none';
const KEPT = /^([a-z0-9]{4,40})[.]([a-z0-9]{4,40})$/;
/** A form that was wrong more often keeps the rest until they expire. */
const MOST_FORGOTTEN = 100;

export function createKeptPages({ table, sealer, newId, seconds }: KeptPagesOptions): KeptPages {
  return {
    async keep(sessionId, submission = NO_SUBMISSION, page) {
      const hash = hashOf(sessionId);
      const id = newId();
      // A page may hold the whole of a journey, and a row has its limit.
      const text = gzipSync(JSON.stringify(page)).toString('base64url');
      const item = {
        ...keys.keptPage(hash, submission, id),
        expiresAt: seconds() + IDLE_SECONDS,
        page: await sealer.seal(text, purposeOf(hash, submission, id)),
      };
      await table.transact([{ kind: 'put', item }]);
      return `${submission}.${id}`;
    },
    async find(sessionId, kept) {
      const [, submission, id] = KEPT.exec(kept) ?? [];
      if (submission === undefined || id === undefined) return undefined;
      const hash = hashOf(sessionId);
      const item = await table.get(keys.keptPage(hash, submission, id));
      const row = item && rowSchema.parse(item);
      if (row === undefined || row.expiresAt <= seconds()) return undefined;
      const text = await sealer.open(row.page, purposeOf(hash, submission, id));
      if (text === undefined) return undefined;
      return pageSchema.parse(JSON.parse(gunzipSync(Buffer.from(text, 'base64url')).toString('utf8')));
    },
    async forget(sessionId, submission) {
      const { pk: partition, sk: startsWith } = keys.keptPage(hashOf(sessionId), submission, '');
      const { items } = await table.query({ partition, startsWith, limit: MOST_FORGOTTEN });
      if (items.length === 0) return;
      await table.transact(items.map(({ pk, sk }) => ({ kind: 'delete', key: { pk, sk } })));
    },
  };
}

/** A kept page can be opened in its own row only. */
function purposeOf(hash: string, submission: string, id: string): string {
  return `page kept for session ${hash} as ${submission}.${id}`;
}
