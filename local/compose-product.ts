import { readFileSync } from 'node:fs';
import type { MovableClock } from '../adapters/clock/movable-clock.ts';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { hmppsData } from '../adapters/hmpps/hmpps-data.ts';
import { hmppsStandIn } from '../adapters/hmpps/stand-in.ts';
import { localIdentity } from '../adapters/identity/local-identity.ts';
import { randomIds } from '../adapters/ids/ids.ts';
import type { SqliteTable } from '../adapters/sqlite/sqlite-table.ts';
import { agencySigner } from '../adapters/webhooks/agency-signer.ts';
import { createHttpsSender } from '../adapters/webhooks/https-sender.ts';
import { createSealer } from '../application/seal.ts';
import { calendarFrom } from '../domain/law/calendar.ts';
import { publishedLaw } from '../domain/law/published-law.ts';
import { createApi } from '../web/api/create-api.ts';
import { createConsole } from '../web/console/console.ts';
import { tableDirectory } from '../web/console/table-directory.ts';
import { readyMadeSignIn } from '../web/console/sign-in.ts';
import type { Request } from '../web/http/request.ts';
import type { Response } from '../web/http/response.ts';
import { clockControls } from './clock-controls.ts';
import { localInbox } from './local-inbox.ts';
import { localSecrets } from './local-notes.ts';
import { eventRoutes } from './event-routes.ts';
import { localRoutes, sampleReceivers } from './local-routes.ts';
import { createRuntime } from './runtime.ts';
import { agencyUser, SAMPLE_AGENCIES } from './sample/agencies.ts';
import { agencyDesks } from './sample/agency-desk.ts';
import { signInPeople } from './sample/sign-in-people.ts';
import { SAMPLE_STAFF } from './sample/staff.ts';

export interface ComposeOptions {
  readonly table: SqliteTable;
  readonly clock: MovableClock;
  readonly keepClock: () => Promise<void>;
  readonly url: string;
  readonly onProblem: (what: string, error: unknown) => void;
}

/** A clock that is being moved waits for each attempt, and an agency that does not answer makes many of them. */
const AGENCY_TIMEOUT_MS = 3_000;

/** Everything the product in one process is made of: runtime, sample agencies, API and pages. */
export async function composeProduct({ table, clock, keepClock, url, onProblem }: ComposeOptions) {
  const secrets = await localSecrets(table);
  const identity = localIdentity({
    users: [...SAMPLE_STAFF, ...SAMPLE_AGENCIES.map(agencyUser)],
    secret: secrets.identity,
  });
  const desks = agencyDesks({
    table,
    now: () => clock.now(),
    apiUrl: () => url,
    tokenOf: async (agency) => (await identity.issue(agencyUser(agency).id)) ?? '',
    secretOf: () => secrets.webhooks,
  });
  const inbox = localInbox(table, clock);
  const standIn = hmppsStandIn(table);
  const runtime = createRuntime({
    table,
    hmpps: hmppsData(standIn.get),
    clock,
    keepClock,
    ids: randomIds,
    law: publishedLaw(),
    calendar: calendarFrom(
      JSON.parse(readFileSync(new URL('../data/bank-holidays.json', import.meta.url), 'utf8')),
    ),
    sealer: createSealer(() => Promise.resolve(secrets.session), 'cursor'),
    publicUrl: url,
    sender: createHttpsSender({ allowLoopback: true, timeoutMs: AGENCY_TIMEOUT_MS }),
    signer: agencySigner(() => [secrets.webhooks]),
    messages: inbox,
    consoleUrl: url,
    wallClock: systemClock,
    random: Math.random,
    dueSources: [desks],
    onProblem,
  });
  const controls = clockControls(runtime, clock);
  const api = createApi({
    services: runtime.services,
    verifier: identity,
    logger: {
      failed: (what, about, error) => {
        onProblem(`${what} (${Object.values(about).join(' ')})`, error);
      },
      // Denials are answered to the caller; on one machine nobody else reads a log of them.
      denied: () => undefined,
    },
    extraRoutes: [...localRoutes(identity, controls), ...eventRoutes(runtime.receiveEvent, standIn)],
  });
  const pages = createConsole({
    services: runtime.services,
    directory: tableDirectory(runtime.services),
    signIn: readyMadeSignIn(signInPeople()),
    sessionKey: secrets.session,
    clockControls: controls,
    localInbox: inbox,
    onProblem,
  });
  const receive = sampleReceivers(desks);
  return {
    table,
    runtime,
    standIn,
    identity,
    controls,
    handle: async (request: Request): Promise<Response> =>
      (await receive(request)) ?? (isApi(request) ? api(request) : pages(request)),
  };
}

function isApi(request: Request): boolean {
  return request.path === '/api' || request.path.startsWith('/api/');
}
