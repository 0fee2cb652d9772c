import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { stillClock } from '../adapters/clock/movable-clock.ts';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { seededIds } from '../adapters/ids/ids.ts';
import { openSqliteTable } from '../adapters/sqlite/sqlite-table.ts';
import { meterTable, type TableReading } from '../adapters/table-meter.ts';
import { agencyWrites } from '../application/agencies.ts';
import { completeStep } from '../application/commands/complete-step.ts';
import { decideJourneyReleaseDay } from '../application/commands/decide-release-day.ts';
import { respondToReferral } from '../application/commands/respond-to-referral.ts';
import { startJourney } from '../application/commands/start-journey.ts';
import { readJourney } from '../application/items.ts';
import { keys } from '../application/keys.ts';
import { calendarFrom } from '../domain/calendar.ts';
import { addDays } from '../domain/time.ts';
import { listenForSteps } from '../local/asked-steps.ts';
import { scriptedAnswer } from '../local/officer-script.ts';
import { createRuntime, type Runtime } from '../local/runtime.ts';

/** What a run of whole journeys came to. */
export interface JourneysMeasure {
  readonly journeys: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly transitionsPerJourney: number;
  readonly table: TableReading;
  readonly heapMb: number;
}

const SCRIPT = {
  pom: 'pat.pom',
  com: 'chris.com',
  deputy: 'dee.deputy',
  authorities: ['council-a', 'council-b'],
};
const OFFICER = { kind: 'officer', id: 'bench.officer' } as const;

/** Runs whole journeys, from sentence to the end of supervision, through the engine, the handlers and SQLite in memory. */
export async function measureJourneys(
  count: number,
  options: { readonly countTransitions: boolean },
): Promise<JourneysMeasure> {
  const table = openSqliteTable(':memory:');
  const meter = meterTable(table);
  let transitions = 0;
  const runtime = createRuntime({
    table: { ...table, ...meter.table },
    clock: stillClock(Temporal.Instant.from('2026-09-01T08:00:00Z')),
    ids: seededIds('bench'),
    calendar: calendarFrom(
      JSON.parse(readFileSync(new URL('../data/bank-holidays.json', import.meta.url), 'utf8')),
    ),
    publicUrl: 'http://127.0.0.1',
    sender: { send: () => Promise.resolve({ kind: 'response', status: 202, bodyExcerpt: '', latencyMs: 0 }) },
    signer: { sign: () => Promise.resolve('v1,bench') },
    wallClock: systemClock,
    random: () => 0.5,
    onProblem: (what, error) => {
      throw new Error(what, { cause: error });
    },
    ...(options.countTransitions && { onTransition: () => (transitions += 1) }),
  });
  await seedAgencies(runtime);
  meter.reset();
  const began = performance.now();
  const asked = listenForSteps(table);
  await startAll(runtime, count);
  do {
    await runtime.settle();
    for (const step of asked.take()) await answer(runtime, step.journeyId, step.key, step.kind, step.subject);
    await runtime.settle();
  } while (asked.waiting() || (await runtime.advanceToNext()) !== undefined);
  const seconds = (performance.now() - began) / 1000;
  const heapMb = process.memoryUsage().heapUsed / 1024 / 1024;
  runtime.close();
  table.close();
  if (asked.closed() !== count)
    throw new Error(`${count - asked.closed()} journeys did not come to their end`);
  return {
    journeys: count,
    seconds,
    perSecond: count / seconds,
    transitionsPerJourney: transitions / count,
    table: meter.read(),
    heapMb,
  };
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

async function startAll(runtime: Runtime, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const release = addDays('2026-11-27', index % 60);
    const started = await startJourney(
      runtime.services,
      {
        prisonNumber: `A${String(1000 + (index % 9000))}${letters(Math.floor(index / 9000))}`,
        firstName: 'Bench',
        lastName: 'Mark',
        dateOfBirth: '1990-01-01',
        prison: 'LEI',
        region: 'N54',
        sentence: {
          startDate: '2026-08-28',
          releaseKind: 'DETERMINATE',
          supervisionEndsOn: addDays(release, 300),
        },
        release: { date: release, dateType: 'CRD' },
      },
      OFFICER,
    );
    if (!started.ok) throw new Error(started.detail);
    ids.push(started.value.id);
  }
  return ids;
}

function letters(index: number): string {
  return String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26));
}

async function answer(
  runtime: Runtime,
  id: string,
  key: string,
  kind: string,
  subject: string | undefined,
): Promise<boolean> {
  const { services } = runtime;
  if (kind === 'release-day-decision') {
    await decideJourneyReleaseDay(services, id, { outcome: 'PRESUMPTIVE' }, { by: OFFICER });
    return true;
  }
  if (kind === 'referral-answer') {
    const head = await services.table.get(keys.journey(id));
    const referral = head && readJourney(head).referrals.find((known) => known.subject === subject);
    if (referral === undefined) return false;
    const accepted = referral.agencyId !== 'council-a';
    await respondToReferral(
      services,
      { referralId: referral.id, answer: accepted ? 'ACCEPTED' : 'DECLINED' },
      { kind: 'partner', id: referral.agencyId },
    );
    return true;
  }
  const scripted = scriptedAnswer(kind, SCRIPT);
  if (scripted === undefined) return false;
  const result = await completeStep(
    services,
    { journeyId: id, key, outcome: scripted.outcome, details: scripted.details ?? {} },
    OFFICER,
  );
  return result.ok;
}
