import {
  INDEXES,
  InvalidQueryError,
  type Item,
  MAX_PARTITION_KEY_BYTES,
  type Query,
} from '../../application/ports/table.ts';
import { type Position, readCursor } from './query-cursor.ts';

const MAX_LIMIT = 1000;

/** The keys that a query covers. `none`: nothing can match, so no read is needed. */
export type Range =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'prefix'; readonly startsWith: string }
  | { readonly kind: 'between'; readonly from?: string; readonly to?: string };

/** A checked query for an adapter to run. */
export interface QueryPlan {
  /** The attributes of the partition and of the order. */
  readonly partitionName: string;
  readonly sortName: string;
  readonly range: Range;
  readonly backward: boolean;
  /** The last item of the previous page. */
  readonly after?: Position;
}

/** @throws InvalidQueryError for a limit or bounds no page can have; CursorError for a cursor not of this query. */
export function planQuery(query: Query): QueryPlan {
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > MAX_LIMIT) {
    throw new InvalidQueryError(`A page has 1 to ${MAX_LIMIT} items, not ${query.limit}.`);
  }
  if (query.startsWith !== undefined && (query.from !== undefined || query.to !== undefined)) {
    throw new InvalidQueryError('startsWith may not be combined with from or to.');
  }
  const { partition, sort } =
    query.index === undefined ? { partition: 'pk', sort: 'sk' } : INDEXES[query.index];
  return {
    partitionName: partition,
    sortName: sort,
    range: rangeOf(query),
    backward: query.direction === 'backward',
    ...(query.cursor === undefined ? {} : { after: readCursor(query, query.cursor) }),
  };
}

/** An item's position in the order of a query. */
export function positionOf(plan: QueryPlan, item: Item): Position {
  const sort = item[plan.sortName];
  return { sort: typeof sort === 'string' ? sort : '', pk: item.pk, sk: item.sk };
}

function rangeOf({ partition, startsWith, from, to }: Query): Range {
  const unmatched =
    partition === '' ||
    Buffer.byteLength(partition) > MAX_PARTITION_KEY_BYTES ||
    to === '' ||
    (from !== undefined && to !== undefined && Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0);
  if (unmatched) return { kind: 'none' };
  if (startsWith) return { kind: 'prefix', startsWith };
  if (!from && to === undefined) return { kind: 'all' };
  return { kind: 'between', ...(from ? { from } : {}), ...(to === undefined ? {} : { to }) };
}
