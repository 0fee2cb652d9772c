import type { Temporal } from 'temporal-polyfill';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { MAX_TRANSACTION_WRITES, type Item } from '../../application/ports/table.ts';
import { keyText } from '../../application/ports/transaction-limits.ts';
import { JourneyWorld, type WorldOptions } from './journey-world.ts';

type Kept = Pick<JourneyWorld, 'id' | 'problems' | 'transitions' | 'commits'> & {
  readonly rows: readonly Item[];
  readonly now: Temporal.Instant;
  readonly sent: JourneyWorld['sender']['sent'];
  readonly arrived: JourneyWorld['inbox']['arrived'];
  readonly tried: JourneyWorld['inbox']['tried'];
};

/**
 * Lives through a stage once in each process of the tests. Each caller gets a world of its own with the rows that the
 * stage left, as when one process has ended and the next has begun, which takes a twentieth of the time of some months.
 * @param live makes a world on the table given, at rest. What else it is given can be written as JSON.
 */
export function livedOnce<Given extends readonly unknown[]>(
  live: (options: Pick<WorldOptions, 'table'>, ...given: Given) => Promise<JourneyWorld>,
): (...given: Given) => Promise<JourneyWorld> {
  const lived = new Map<string, Promise<Kept>>();
  return async (...given) => {
    const name = JSON.stringify(given);
    const kept = lived.get(name) ?? keep((options) => live(options, ...given));
    lived.set(name, kept);
    return beginAgain(await kept);
  };
}

/** The same for a stage that some callers want on other terms: those live through it by themselves. */
export function livedOnceAsUsual<Given extends readonly unknown[]>(
  live: (options: Partial<WorldOptions>, ...given: Given) => Promise<JourneyWorld>,
): (options: Partial<WorldOptions>, ...given: Given) => Promise<JourneyWorld> {
  const asUsual = livedOnce(live);
  return (options, ...given) =>
    Object.keys(options).length === 0 ? asUsual(...given) : live(options, ...given);
}

async function keep(live: (options: Pick<WorldOptions, 'table'>) => Promise<JourneyWorld>): Promise<Kept> {
  const table = openSqliteTable(':memory:');
  const rows = new Map<string, Item>();
  table.onChange((changes) => {
    for (const { key, after } of changes)
      if (after === undefined) rows.delete(keyText(key));
      else rows.set(keyText(key), after);
  });
  const world = await live({ table });
  await world.settle();
  const { id, problems, transitions, commits, sender, inbox } = world;
  world.close();
  return {
    ...{ id, problems, transitions, commits },
    rows: [...rows.values()],
    now: world.clock.now(),
    sent: sender.sent,
    arrived: inbox.arrived,
    tried: inbox.tried,
  };
}

async function beginAgain(kept: Kept): Promise<JourneyWorld> {
  const table = openSqliteTable(':memory:');
  for (let start = 0; start < kept.rows.length; start += MAX_TRANSACTION_WRITES) {
    const some = kept.rows.slice(start, start + MAX_TRANSACTION_WRITES);
    await table.transact(some.map((item) => ({ kind: 'put', item })));
  }
  const world = new JourneyWorld({ table, now: kept.now, ids: 'again' });
  world.id = kept.id;
  world.problems.push(...kept.problems);
  world.sender.sent.push(...kept.sent);
  world.inbox.arrived.push(...kept.arrived);
  world.inbox.tried.push(...kept.tried);
  await world.runtime.resume();
  world.transitions = kept.transitions;
  world.commits = kept.commits;
  return world;
}
