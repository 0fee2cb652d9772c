import type { Calendar } from '../domain/law/calendar.ts';
import type { Law } from '../domain/law/law.ts';
import type { Clock } from './ports/clock.ts';
import type { Engine } from './ports/engine.ts';
import type { Ids } from './ports/ids.ts';
import type { Reconciler } from './ports/reconciler.ts';
import type { Table } from './ports/table.ts';

/** What every use case is given. One composition root a runtime makes it. */
export interface Services {
  readonly table: Table;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly calendar: Calendar;
  readonly law: Law;
  readonly engine: Engine;
  readonly reconciler: Reconciler;
  /** Where partners reach the product, for links in events. No trailing slash. */
  readonly publicUrl: string;
}
