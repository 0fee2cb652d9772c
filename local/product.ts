import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { runningClock } from '../adapters/clock/movable-clock.ts';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { localIdentity, type LocalIdentity } from '../adapters/identity/local-identity.ts';
import { randomIds } from '../adapters/ids/ids.ts';
import { openSqliteTable, type SqliteTable } from '../adapters/sqlite/sqlite-table.ts';
import { agencySigner } from '../adapters/webhooks/agency-signer.ts';
import { createHttpsSender } from '../adapters/webhooks/https-sender.ts';
import { createApi } from '../web/api/create-api.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { Request } from '../web/http/request.ts';
import type { Response } from '../web/http/response.ts';
import { createConsole } from '../web/console/console.ts';
import { readyMadeSignIn } from '../web/console/sign-in.ts';
import { calendarFrom } from '../domain/law/calendar.ts';
import { publishedLaw } from '../domain/law/published-law.ts';
import { dateInLondon, timeOnDay } from '../domain/law/time.ts';
import { listenForSteps } from './asked-steps.ts';
import { clockControls, type LocalClockControls } from './clock-controls.ts';
import { serve, type RunningServer } from './http-server.ts';
import { localRoutes } from './local-routes.ts';
import { localSecrets, readClockNote, writeClockNote } from './local-notes.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import { agencyUser, SAMPLE_AGENCIES } from './sample/agencies.ts';
import { agencyDesks } from './sample/agency-desk.ts';
import { sampleDirectory, signInPeople } from './sample/directory.ts';
import { historyBegins, seedPeople, writeAgencies } from './sample/seed.ts';
import { SAMPLE_STAFF } from './sample/staff.ts';

export interface ProductOptions {
  /** A file, or `:memory:`. */
  readonly dataFile: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Fill an empty data file with invented people. */
  readonly people: boolean;
  /** The machine's clock, which the product's clock is ahead of; a test may give one that stands still. */
  readonly machineClock?: Clock;
  readonly onProgress: (what: string) => void;
  readonly onProblem: (what: string, error: unknown) => void;
}

export interface Product {
  readonly url: string;
  readonly table: SqliteTable;
  readonly runtime: Runtime;
  readonly identity: LocalIdentity;
  readonly controls: LocalClockControls;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The whole product in this process: data file, engine, relay, sweep, API and pages on one port, and four invented
 * agencies that answer for themselves.
 *
 * @throws DataFileInUseError, DataFileUnusableError, PortInUseError: each with one plain line.
 */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const { onProgress, onProblem } = options;
  const table = openSqliteTable(options.dataFile);
  try {
    return await compose(options, table);
  } catch (error) {
    table.close();
    throw error;
  } finally {
    onProgress('');
  }

  async function compose(given: ProductOptions, store: SqliteTable): Promise<Product> {
    const secrets = await localSecrets(store);
    const identity = localIdentity({
      users: [...SAMPLE_STAFF, ...SAMPLE_AGENCIES.map(agencyUser)],
      secret: secrets.identity,
    });
    const ahead = await readClockNote(store);
    const isNew = ahead === undefined;
    const machineClock = given.machineClock ?? systemClock;
    const today = dateInLondon(machineClock.now());
    const clock = runningClock(
      machineClock,
      ahead ?? (given.people ? sinceHistoryBegan(today, machineClock) : 0),
    );

    // Requests that come while the product is still starting are told so, rather than refused a connection.
    let answer: (request: Request) => Promise<Response> = () => Promise.resolve(STARTING);
    const server = await serve(
      (request) => answer(request),
      given.port,
      (error) => {
        onProblem('answering a request', error);
      },
    );
    const url = `http://127.0.0.1:${server.port}`;
    const runtime = createRuntime({
      table: store,
      clock,
      ids: randomIds,
      law: publishedLaw(),
      calendar: calendarFrom(
        JSON.parse(readFileSync(new URL('../data/bank-holidays.json', import.meta.url), 'utf8')),
      ),
      publicUrl: url,
      sender: createHttpsSender({ allowLoopback: true }),
      signer: agencySigner(() => [secrets.webhooks]),
      wallClock: systemClock,
      random: Math.random,
      onProblem,
    });
    const desks = agencyDesks({
      table: store,
      now: () => clock.now(),
      apiUrl: () => url,
      tokenOf: async (agency) => (await identity.issue(agencyUser(agency).id)) ?? '',
      secretOf: () => secrets.webhooks,
    });
    runtime.addDueSource(desks);
    const controls = clockControls(runtime, clock, machineClock, (aheadMs) => writeClockNote(store, aheadMs));
    const api = createApi({
      services: runtime.services,
      verifier: identity,
      logger: {
        failed: (what, about, error) => {
          onProblem(`${what} (${Object.values(about).join(' ')})`, error);
        },
        // Denials are answered to whoever asked; on one machine nobody else reads a log of them.
        denied: () => undefined,
      },
    });
    const pages = createConsole({
      services: runtime.services,
      directory: sampleDirectory,
      signIn: readyMadeSignIn(signInPeople()),
      sessionKey: secrets.session,
      clockControls: controls,
      onProblem,
    });
    const local = localRoutes({ identity, controls, desks });
    answer = async (request) => (await local(request)) ?? (isApi(request) ? api(request) : pages(request));

    await writeAgencies(runtime, url);
    if (isNew && given.people) {
      const asked = listenForSteps(store);
      await seedPeople(runtime, asked, today, machineClock.now(), (done, of) => {
        onProgress(`Living through the sample journeys: ${done} of ${of}`);
      });
      asked.stop();
    } else {
      onProgress('Picking up every journey where it was');
      await runtime.resume();
      await runtime.advanceTo(clock.now());
    }
    await writeClockNote(store, controls.aheadMs());
    const stops = [
      every(MINUTE_MS, 'the sweep', () => controls.sweep(), onProblem),
      every(HOUR_MS, 'reconciling', () => controls.reconcile(), onProblem),
    ];
    return {
      url,
      table: store,
      runtime,
      identity,
      controls,
      close: () => close(stops, runtime, server, store),
    };
  }
}

async function close(
  stops: readonly (() => void)[],
  runtime: Runtime,
  server: RunningServer,
  table: SqliteTable,
): Promise<void> {
  for (const stop of stops) stop();
  await server.close();
  await runtime.settle();
  runtime.close();
  table.close();
}

function every(
  milliseconds: number,
  what: string,
  work: () => Promise<void>,
  onProblem: ProductOptions['onProblem'],
): () => void {
  const timer = setInterval(() => {
    work().catch((error: unknown) => {
      onProblem(what, error);
    });
  }, milliseconds);
  return () => {
    clearInterval(timer);
  };
}

/** Milliseconds the clock must be behind for the sample history to begin. */
function sinceHistoryBegan(today: Temporal.PlainDate, machineClock: Clock): number {
  const began = Temporal.Instant.from(timeOnDay(historyBegins(today.toString()), 9));
  return began.epochMilliseconds - machineClock.now().epochMilliseconds;
}

function isApi(request: Request): boolean {
  return request.path === '/api' || request.path.startsWith('/api/');
}

const STARTING: Response = {
  status: 503,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' },
  body: 'Through the Gate is starting. Try again in a moment.\n',
};
