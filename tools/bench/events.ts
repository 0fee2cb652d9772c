import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startProduct, type Product } from '../../local/product.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import { samplePeople, type SamplePerson } from '../../local/sample/people.ts';
import { median } from './caseload.ts';

export interface EventsMeasure {
  readonly eventsPerMinute: number;
  /** The page that slowed down most while events arrived, and how often as long it took. */
  readonly slowest: string;
  readonly ratio: number;
}

export interface EventsSize {
  readonly seconds: number;
  /** How many of the sample people there are; all of them where it is absent. */
  readonly most?: number;
}

const WANTED_PER_MINUTE = 1_000;
const PAGES = ['/caseload', '/steps', '/stuck', '/events'];
const ADMINISTRATOR = 'alex.admin';

/**
 * How long the pages of the product in one process take while nothing else happens, and while a thousand events a minute
 * arrive over HTTP, each of which changes a journey.
 */
export async function measureEvents({ seconds, most }: EventsSize): Promise<EventsMeasure> {
  const people = (today: IsoDate): readonly SamplePerson[] => samplePeople(today).slice(0, most);
  const folder = mkdtempSync(join(tmpdir(), 'through-the-gate-bench-'));
  const product = await startProduct({
    dataFile: join(folder, 'events.sqlite'),
    port: 0,
    people,
    onProgress: () => undefined,
    onProblem: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  try {
    const cookie = await signIn(product);
    const quiet = await timePages(product, cookie, Date.now() + (seconds * 1000) / 2);
    const until = Date.now() + seconds * 1000;
    const [sent, busy] = await Promise.all([
      sendUntil(product, people, until),
      timePages(product, cookie, until),
    ]);
    const ratios = PAGES.map((page) => ({ page, ratio: (busy.get(page) ?? 0) / (quiet.get(page) ?? 1) }));
    const worst = ratios.reduce((a, b) => (b.ratio > a.ratio ? b : a));
    return { eventsPerMinute: (sent * 60) / seconds, slowest: worst.page, ratio: worst.ratio };
  } finally {
    await product.close();
    rmSync(folder, { recursive: true });
  }
}

async function signIn({ url }: Product): Promise<string> {
  const form = await fetch(`${url}/sign-in`);
  const visitor = cookieOf(form);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: visitor,
      origin: url,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ _csrf: csrf, person: ADMINISTRATOR }).toString(),
  });
  if (answer.status !== 303) throw new Error(`Signing in answered ${answer.status}`);
  return cookieOf(answer);
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** The median of each page, in milliseconds, asked in turn. */
async function timePages(
  { url }: Product,
  cookie: string,
  until: number,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number[]>(PAGES.map((page) => [page, []]));
  do {
    for (const page of PAGES) {
      const began = performance.now();
      const answer = await fetch(`${url}${page}`, { headers: { cookie }, redirect: 'manual' });
      await answer.text();
      if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}`);
      times.get(page)?.push(performance.now() - began);
    }
  } while (Date.now() < until);
  return new Map([...times].map(([page, taken]) => [page, median(taken)]));
}

/** Sends events at the pace, each when its time has come. @returns how many were taken in. */
async function sendUntil(
  { url, runtime }: Product,
  people: (today: IsoDate) => readonly SamplePerson[],
  until: number,
): Promise<number> {
  const issued = await fetch(`${url}/api/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: ADMINISTRATOR }),
  });
  const { token } = (await issued.json()) as { readonly token: string };
  const numbers = people(runtime.services.clock.now().toString().slice(0, 10)).map(
    ({ prisonNumber }) => prisonNumber,
  );
  const begins = Date.now();
  let sent = 0;
  for (; Date.now() < until; sent += 1) {
    const due = begins + (sent * 60_000) / WANTED_PER_MINUTE;
    if (due > Date.now()) await pause(due - Date.now());
    const answer = await fetch(`${url}/api/domain-events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        eventType: 'create-and-vary-a-licence.licence.activated',
        version: 1,
        occurredAt: runtime.services.clock.now().toString(),
        additionalInformation: { licenceId: String(sent) },
        personReference: { identifiers: [{ type: 'NOMS', value: numbers[sent % numbers.length] }] },
      }),
    });
    if (answer.status !== 202) throw new Error(`An event was answered ${answer.status}`);
  }
  return sent;
}
