import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { attributesIn, INDEXES, type Item, type Page, type Query } from '../../application/ports/table.ts';
import { planQuery, positionOf, type QueryPlan } from '../table/query-plan.ts';
import { writeCursor } from '../table/query-cursor.ts';
import { parseBody, textsOf } from './sqlite-item.ts';

/** Runs queries with one prepared statement per shape of query. */
export function createQueryRunner(database: DatabaseSync): (query: Query) => Page {
  const statements = new Map<string, StatementSync>();

  function prepared(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    statements.set(sql, statement);
    return statement;
  }

  return (query) => {
    const plan = planQuery(query);
    if (plan.range.kind === 'none') return { items: [] };
    const { sql, values } = toSql(query, plan);
    const rows = prepared(sql).all(...values);
    const items = rows.slice(0, query.limit).map((row) => itemOf(row, query));
    const last = items.at(-1);
    if (rows.length <= query.limit || last === undefined) return { items };
    return { items, cursor: writeCursor(query, positionOf(plan, last)) };
  };
}

/** A query of an index gives what DynamoDB would: only what the index holds. */
function itemOf(row: unknown, { index }: Query): Item {
  if (index === undefined) return parseBody(row);
  const names = attributesIn(index);
  if (INDEXES[index].holds.length === 0) {
    const texts = textsOf(row);
    return Object.fromEntries(names.map((name, position) => [name, texts[position]])) as Item;
  }
  const item = parseBody(row);
  return Object.fromEntries(names.flatMap((name) => (name in item ? [[name, item[name]]] : []))) as Item;
}

/** The whole item is not read where its keys are all that an index holds. */
function columnsOf({ index }: Query): string {
  return index === undefined || INDEXES[index].holds.length > 0 ? 'body' : attributesIn(index).join(', ');
}

// One row more than the page shows whether there is another page.
function toSql(query: Query, plan: QueryPlan): { sql: string; values: (string | number)[] } {
  const { partitionName, sortName, range, backward, after } = plan;
  const where = [`${partitionName} = ?`];
  const values: (string | number)[] = [query.partition];
  const demand = (condition: string, ...bound: string[]): void => {
    where.push(condition);
    values.push(...bound);
  };
  if (range.kind === 'between') {
    if (range.from !== undefined) demand(`${sortName} >= ?`, range.from);
    if (range.to !== undefined) demand(`${sortName} <= ?`, range.to);
  }
  if (range.kind === 'prefix') {
    demand(`${sortName} >= ?`, range.startsWith);
    const end = prefixEnd(range.startsWith);
    if (end !== undefined) demand(`${sortName} < ?`, end);
  }
  if (after !== undefined) {
    demand(`(${sortName}, pk, sk) ${backward ? '<' : '>'} (?, ?, ?)`, after.sort, after.pk, after.sk);
  }
  values.push(query.limit + 1);
  const direction = backward ? 'DESC' : 'ASC';
  const order = [sortName, 'pk', 'sk'].map((column) => `${column} ${direction}`).join(', ');
  return {
    sql: `SELECT ${columnsOf(query)} FROM item WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ?`,
    values,
  };
}

/** The smallest text above every text that begins with `prefix`, in UTF-8 order; undefined when there is none. */
function prefixEnd(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === 0x10ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
}
