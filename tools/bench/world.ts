import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { stillClock } from '../../adapters/clock/movable-clock.ts';
import { systemClock } from '../../adapters/clock/system-clock.ts';
import { hmppsData } from '../../adapters/hmpps/hmpps-data.ts';
import { hmppsStandIn } from '../../adapters/hmpps/stand-in.ts';
import { seededIds } from '../../adapters/ids/ids.ts';
import {
  openSqliteTable,
  type SqliteTable,
  type SqliteTableOptions,
} from '../../adapters/sqlite/sqlite-table.ts';
import { meterTable, type TableMeter } from '../../adapters/table/table-meter.ts';
import { agencyWrites } from '../../application/agencies.ts';
import type { Table } from '../../application/ports/table.ts';
import type { NewJourney } from '../../application/begin-journey.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { calendarFrom } from '../../domain/law/calendar.ts';
import { publishedLaw } from '../../domain/law/published-law.ts';
import { createSealer } from '../../application/seal.ts';
import { addDays } from '../../domain/law/time.ts';
import { listenForSteps, type AskedSteps } from '../../local/asked-steps.ts';
import { createRuntime, type Runtime } from '../../local/runtime.ts';
import { answerStepAsked, NAMED, OFFICER } from './answers.ts';

/** The product in one process, without pages or network, on a clock that stands still until it is moved. */
export interface BenchWorld {
  readonly runtime: Runtime;
  readonly table: SqliteTable;
  readonly meter: TableMeter;
  readonly asked: AskedSteps;
  close(): void;
}

export interface WorldOptions extends Pick<SqliteTableOptions, 'cacheLength'> {
  /** A data file; in memory by default. */
  readonly path?: string;
  readonly onTransition?: () => void;
  readonly onWebhook?: () => void;
  /** The table that the product uses, made from the one that stores. */
  readonly wrap?: (table: Table) => Table;
}

/** How many steps were answered, and by whom. */
export interface Answered {
  readonly byOfficers: number;
  readonly byAgencies: number;
}

export const PRISON = 'LEI';
const BEGINS = '2026-09-01T08:00:00Z';
const FIRST_RELEASE = '2026-11-27';
const RELEASE_DAYS = 60;

/** Opens the world with its agencies in place and nobody in it. Agencies take every message at once. */
export async function openWorld(options: WorldOptions = {}): Promise<BenchWorld> {
  const { path, cacheLength, onTransition, onWebhook, wrap } = options;
  const table = openSqliteTable(path ?? ':memory:', cacheLength === undefined ? {} : { cacheLength });
  const meter = meterTable(wrap?.(table) ?? table);
  const runtime = createRuntime({
    table: { ...table, ...meter.table },
    clock: stillClock(Temporal.Instant.from(BEGINS)),
    ids: seededIds('bench'),
    law: publishedLaw(),
    calendar: calendarFrom(
      JSON.parse(readFileSync(new URL('../../data/bank-holidays.json', import.meta.url), 'utf8')),
    ),
    sealer: createSealer(() => Promise.resolve(Buffer.alloc(32, 'b')), 'cursor'),
    publicUrl: 'http://127.0.0.1',
    sender: {
      send() {
        onWebhook?.();
        return Promise.resolve({ kind: 'response', status: 202, bodyExcerpt: '', latencyMs: 0 });
      },
    },
    messages: {
      send: () => Promise.resolve({ kind: 'handed-over' }),
      wasHandedOver: () => Promise.resolve(false),
    },
    consoleUrl: 'http://127.0.0.1',
    hmpps: hmppsData(hmppsStandIn(table).get),
    signer: { sign: () => Promise.resolve('v1,bench') },
    wallClock: systemClock,
    random: () => 0.5,
    onProblem: (what, error) => {
      throw new Error(what, { cause: error });
    },
    ...(onTransition && { onTransition }),
  });
  await seedAgencies(runtime);
  for (const staff of NAMED) await runtime.services.staff.record(staff);
  await runtime.services.staff.completeDesks();
  meter.reset();
  const asked = listenForSteps(table);
  return {
    runtime,
    table,
    meter,
    asked,
    close() {
      asked.stop();
      runtime.close();
      table.close();
    },
  };
}

/** Lets time pass until an instant, or until nothing more is due, with every step answered on the day it is asked. */
export async function play({ runtime, asked }: BenchWorld, until?: Temporal.Instant): Promise<Answered> {
  const answered = { byOfficers: 0, byAgencies: 0 };
  do {
    await runtime.settle();
    for (const step of asked.take()) {
      const by = await answerStepAsked(runtime.services, step);
      if (by === 'officer') answered.byOfficers += 1;
      if (by === 'agency') answered.byAgencies += 1;
    }
    await runtime.settle();
  } while (asked.waiting() || (await runtime.advanceToNext(until)) !== undefined);
  return answered;
}

/** Starts journeys whose releases fall on sixty days in turn, weekends and bank holidays among them. */
export async function startJourneys(
  { runtime }: BenchWorld,
  count: number,
  sentence: Partial<NewJourney['sentence']> = {},
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const release = addDays(FIRST_RELEASE, index % RELEASE_DAYS);
    const started = await startJourney(runtime.services, OFFICER, {
      prisonNumber: `A${String(1000 + (index % 9000))}${letters(Math.floor(index / 9000))}`,
      firstName: 'Bench',
      lastName: 'Mark',
      dateOfBirth: '1990-01-01',
      prison: PRISON,
      region: 'N54',
      sentence: {
        startDate: '2026-08-28',
        releaseKind: 'DETERMINATE',
        supervisionEndsOn: addDays(release, 300),
        ...sentence,
      },
      release: { date: release, dateType: 'CRD' },
    });
    if (!started.ok) throw new Error(started.detail);
    ids.push(started.value.id);
  }
  return ids;
}

async function seedAgencies(runtime: Runtime): Promise<void> {
  for (const [id, service] of [
    ['crs', 'CRS'],
    ['council-a', 'DTR'],
    ['council-b', 'DTR'],
    ['cas3', 'CAS3'],
  ] as const) {
    const agency = {
      id,
      name: id,
      services: [service],
      endpoint: { url: 'http://127.0.0.1/', state: 'live' },
      agreementExpiresOn: '2030-12-31',
    } as const;
    await runtime.services.table.transact(agencyWrites(agency, service === 'DTR' ? [] : ['national']));
  }
}

function letters(index: number): string {
  return String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26));
}
