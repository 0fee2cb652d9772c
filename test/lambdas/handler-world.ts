import type { Context, DynamoDBRecord } from 'aws-lambda';
import { marshall } from '@aws-sdk/util-dynamodb';
import { Temporal } from 'temporal-polyfill';
import { stillClock } from '../../adapters/clock/movable-clock.ts';
import { seededIds } from '../../adapters/ids/ids.ts';
import { tableStaffRegister } from '../../adapters/table/table-staff-register.ts';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import type { Queues } from '../../application/background/relay.ts';
import { createAccessLog } from '../../application/access-log.ts';
import { outboxItem } from '../../application/message-items.ts';
import type { Engine } from '../../application/ports/engine.ts';
import type { Item, Table } from '../../application/ports/table.ts';
import { machinePlans } from '../../adapters/stepfunctions/machine-plans.ts';
import { createSealer } from '../../application/seal.ts';
import type { Services } from '../../application/services.ts';
import { calendarOf } from '../../domain/law/calendar.ts';
import { THE_LAW } from '../support/law.ts';

/** A function's surroundings without AWS: what it asks of the engine and the queue is written down. */
export class HandlerWorld {
  readonly table: Table = openSqliteTable(':memory:');
  readonly calls: string[] = [];
  readonly problems: { readonly what: string; readonly ids: unknown; readonly error: unknown }[] = [];
  /** The next call that reads so fails with this. */
  readonly failing = new Map<string, Error>();

  readonly engine: Engine = {
    start: (_machine, name) => this.call(`start ${name}`).then(() => 'started'),
    answer: (token) => this.call(`answer ${token}`).then(() => 'answered'),
    stop: (_machine, name) => this.call(`stop ${name}`).then(() => 'stopped'),
  };

  readonly queues: Queues = {
    deliver: ({ agencyId, deliveryId }) => this.call(`queue ${agencyId}/${deliveryId}`),
    tell: (work) => this.call(`tell ${'mailbox' in work ? work.mailbox : work.journeyId}`),
  };

  readonly report = (what: string, ids: Readonly<Record<string, string>>, error: unknown): void => {
    this.problems.push({ what, ids, error });
  };

  readonly clock = stillClock(Temporal.Instant.from('2027-01-05T09:00:00Z'));

  readonly services: Services = {
    table: this.table,
    clock: this.clock,
    accessLog: createAccessLog({ table: this.table, clock: this.clock, law: THE_LAW }),
    ids: seededIds('h'),
    calendar: calendarOf([]),
    law: THE_LAW,
    staff: tableStaffRegister(this.table),
    engine: this.engine,
    machines: machinePlans(),
    reconciler: { ask: (journeyId) => this.call(`reconcile ${journeyId ?? 'everything'}`) },
    sealer: createSealer(() => Promise.resolve(Buffer.alloc(32, 'h')), 'cursor'),
    publicUrl: 'https://gate.example',
  };

  /** Puts an outbox row in the table, as a command would have, and gives it back. */
  async answerRow(
    journeyId: string,
    sequence: number,
    token: string,
    at = '2027-01-05T08:00:00.000Z',
  ): Promise<Item> {
    const effect = { kind: 'answer-task', token, outcome: 'DONE', subject: 'none', number: 0 } as const;
    const row = outboxItem(journeyId, sequence, effect, at);
    await this.table.transact([{ kind: 'put', item: row }]);
    return row;
  }

  async deliverRow(journeyId: string, sequence: number, deliveryId: string): Promise<Item> {
    const effect = { kind: 'deliver', agencyId: 'eastmoor', deliveryId } as const;
    const row = outboxItem(journeyId, sequence, effect, '2027-01-05T08:00:00.000Z');
    await this.table.transact([{ kind: 'put', item: row }]);
    return row;
  }

  private async call(what: string): Promise<void> {
    this.calls.push(what);
    const failure = this.failing.get(what);
    if (failure) throw failure;
  }
}

/** A row as the table's stream reports it. */
export function streamRecord(row: Item, sequence: number): DynamoDBRecord {
  const image = (value: object) => marshall(value) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];
  return {
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      Keys: image({ pk: row.pk, sk: row.sk }) ?? {},
      NewImage: image(row) ?? {},
      SequenceNumber: String(sequence),
    },
  };
}

export const CONTEXT = { awsRequestId: 'request-1', functionName: 'test' } as Context;
