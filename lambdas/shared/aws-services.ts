import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '../../adapters/clock/system-clock.ts';
import { dynamoTable } from '../../adapters/dynamodb/dynamodb-table.ts';
import { tableStaffRegister } from '../../adapters/table/table-staff-register.ts';
import { randomIds } from '../../adapters/ids/ids.ts';
import { createAccessLog } from '../../application/access-log.ts';
import type { Engine } from '../../application/ports/engine.ts';
import type { MachinePlans } from '../../application/ports/machine-plans.ts';
import type { Reconciler } from '../../application/ports/reconciler.ts';
import type { Sealer } from '../../application/seal.ts';
import type { Services } from '../../application/services.ts';
import { trainingClock } from '../../application/training-clock.ts';
import bankHolidays from '../../data/bank-holidays.json' with { type: 'json' };
import { calendarFrom } from '../../domain/law/calendar.ts';
import { publishedLaw } from '../../domain/law/published-law.ts';
import type { Tracer } from './tracer.ts';

export interface AwsSettings {
  readonly TABLE_NAME: string;
  readonly PUBLIC_URL?: string;
  readonly TRAINING_CLOCK?: 'movable' | undefined;
}

export interface AwsServices extends Services {
  /** Runs before each call: on a training stage, reads how far the clock has been moved. */
  readonly readClock: () => Promise<void>;
}

/** Functions that only write the record never call the engine: the relay does, from the outbox. */
const noEngine: Engine = {
  start: () => notHere(),
  answer: () => notHere(),
  stop: () => notHere(),
};

const noSealer: Sealer = { seal: () => notHere(), open: () => notHere() };

const noMachines: MachinePlans = { planOf: () => notPlanned() };

const noReconciler: Reconciler = { ask: () => notHere() };

/** Services on AWS, with clients that live as long as the function. */
export function awsServices(
  { TABLE_NAME, PUBLIC_URL = '', TRAINING_CLOCK }: AwsSettings,
  tracer: Tracer,
  engine: Engine = noEngine,
): AwsServices {
  const table = dynamoTable({
    client: tracer.follow(new DynamoDBClient({})),
    tableName: TABLE_NAME,
  });
  const training = TRAINING_CLOCK === 'movable' ? trainingClock(table, systemClock) : undefined;
  const clock = training ?? systemClock;
  const law = publishedLaw();
  return {
    table,
    clock,
    readClock: async () => training?.read(),
    ids: randomIds,
    calendar: calendarFrom(bankHolidays),
    law,
    staff: tableStaffRegister(table),
    accessLog: createAccessLog({ table, clock, law }),
    engine,
    machines: noMachines,
    reconciler: noReconciler,
    sealer: noSealer,
    publicUrl: PUBLIC_URL,
  };
}

function notHere(): Promise<never> {
  return Promise.reject(new Error('This function has no engine, asks for no reconcile and seals nothing.'));
}

function notPlanned(): never {
  throw new Error('This function restarts no journey, so it has no plans of the machines.');
}
