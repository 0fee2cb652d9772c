import type { Calendar } from '../domain/law/calendar.ts';
import type { Law } from '../domain/law/law.ts';
import type { AccessLog } from './access-log.ts';
import type { Clock } from './ports/clock.ts';
import type { Engine } from './ports/engine.ts';
import type { Ids } from './ports/ids.ts';
import type { MachinePlans } from './ports/machine-plans.ts';
import type { Reconciler } from './ports/reconciler.ts';
import type { StaffRegister } from './ports/staff-register.ts';
import type { Table } from './ports/table.ts';
import type { Sealer } from './seal.ts';

/** The services of every command and query. One composition root per runtime creates them. */
export interface Services {
  readonly table: Table;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly calendar: Calendar;
  readonly law: Law;
  /** Who can be named on a journey. */
  readonly staff: StaffRegister;
  /** Who consulted which record, and who was refused. */
  readonly accessLog: AccessLog;
  readonly engine: Engine;
  /** What the machines ask and run, for showing what a restart would do. */
  readonly machines: MachinePlans;
  readonly reconciler: Reconciler;
  /** Seals values that a caller sends back, such as cursors of lists. */
  readonly sealer: Sealer;
  /** The address for links in events, without a final slash. */
  readonly publicUrl: string;
}
