import { createHash } from 'node:crypto';
import type { Relation } from '../domain/access/relations.ts';
import type { Action } from '../domain/access/subjects.ts';
import type { User } from '../domain/access/user.ts';
import type { Law } from '../domain/law/law.ts';
import { isoInstant } from '../domain/law/time.ts';
import { accessLogItem, type AccessKind, type LoggedAccess } from './access-log-items.ts';
import type { Clock } from './ports/clock.ts';
import type { Table } from './ports/table.ts';

/** Something a user read. */
export interface Consulted {
  readonly user: User;
  readonly action: Action;
  /** The record of one person, and why the user may read it; absent for a list. */
  readonly journeyId?: string;
  readonly relation?: Relation;
  /** What a list was asked for, and how many rows it showed. */
  readonly query?: object;
  readonly rows?: number;
}

/** Something the access rules refused. */
export interface Denied {
  readonly user: User;
  /** The action, or the route, where no rule was reached. */
  readonly action: string;
  readonly reason: string;
  readonly journeyId?: string;
  readonly relation?: Relation;
}

/**
 * Who consulted which record, and who was refused (Data Protection Act 2018, section 62): one row for a user, an action
 * and a person in a quarter of an hour, however many pages were opened. See ADR 21.
 */
export interface AccessLog {
  /** Begins to write a row; {@link settled} waits until it is stored. */
  consulted(consulted: Consulted): void;
  denied(denied: Denied): void;
  /** @throws TableUnavailableError where a row could not be stored: what was asked for is then not shown. */
  settled(): Promise<void>;
  /** The log of one request. @param where the page or the route, without ids. */
  during(where: string): AccessLog;
}

export interface AccessLogOptions {
  readonly table: Table;
  readonly clock: Clock;
  readonly law: Law;
}

/** Rows that a process remembers to have stored; after that many it forgets them all, and the table refuses the second. */
const MOST_REMEMBERED = 10_000;

export function createAccessLog({ table, clock, law }: AccessLogOptions): AccessLog {
  const stored = new Map<string, Promise<void>>();

  function store(logged: LoggedAccess): Promise<void> {
    const item = accessLogItem(logged, law);
    const id = `${item.pk} ${item.sk}`;
    const known = stored.get(id);
    if (known !== undefined) return known;
    // A row that is there already has the first time of this quarter, which stays.
    const storing = table.transact([{ kind: 'put', item, when: { kind: 'absent' } }]).then(() => undefined);
    if (stored.size >= MOST_REMEMBERED) stored.clear();
    stored.set(id, storing);
    storing.catch(() => stored.delete(id));
    return storing;
  }

  function logOf(where: string | undefined): AccessLog {
    const begun = new Set<Promise<void>>();

    function log(
      kind: AccessKind,
      user: User,
      rest: Omit<LoggedAccess, keyof ReturnType<typeof whoAndWhen>>,
    ) {
      const storing = store({ ...whoAndWhen(kind, user), ...rest, ...(where !== undefined && { where }) });
      begun.add(storing);
      // A failure stays for whoever waits for it.
      storing.then(
        () => begun.delete(storing),
        () => undefined,
      );
    }

    function whoAndWhen(kind: AccessKind, { id, agencyId }: User) {
      const agency = agencyId !== undefined && { agencyId };
      return { kind, user: id, ...agency, at: isoInstant(clock.now()) };
    }

    return {
      consulted({ user, query, ...consulted }) {
        log('consultation', user, { ...consulted, ...(query && { query: queryText(query) }) });
      },
      denied({ user, ...denied }) {
        log('denial', user, denied);
      },
      async settled() {
        await Promise.all(begun);
      },
      during: logOf,
    };
  }

  return logOf(undefined);
}

/** What was asked of a list, as text; a cursor only by its hash, because it is sealed for its reader. */
function queryText(query: object): string {
  const entries = Object.entries(query).map(([name, value]: [string, unknown]) => [
    name,
    name === 'cursor' && typeof value === 'string' ? shortHash(value) : value,
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
