import { Temporal } from 'temporal-polyfill';
import { SHARES } from '../../application/background/compare-engine.ts';
import { itemBytes } from '../../application/ports/item-size.ts';
import { staffItem } from '../../application/queries/directory.ts';
import { createConsole } from '../../web/console/console.ts';
import type { HttpResponse } from '../../web/http/http.ts';
import type { Directory } from '../../web/console/directory.ts';
import type { User } from '../../domain/access/user.ts';
import type { AskedStep } from '../../local/asked-steps.ts';
import { seedAgencies, someone } from './journey.ts';
import { peopleOf } from './people.ts';
import { minus, times, type Usage } from './usage.ts';
import { openCostWorld, type CostWorld } from './world.ts';

/** The pages officers look at, and how much each asks of the table. */
export const PAGES = ['caseload', 'steps', 'person', 'step', 'stuck'] as const;
export type Page = (typeof PAGES)[number];

export interface PageCost {
  readonly usage: Usage;
  /** Of the answer, as it goes over the network. */
  readonly bytes: number;
}

export interface CaseloadCost {
  readonly pages: Readonly<Record<Page, PageCost>>;
  readonly reconcile: ReconcileCost;
}

/** What a run of the reconcile asks when nothing is driven, and what each driven journey adds to it. */
export interface ReconcileCost {
  readonly idle: Usage;
  readonly ofADriven: Usage;
}

/** Someone with a whole caseload, and the desk of a prison besides. */
const OFFICER: User = {
  id: 'patricia.pomeroy',
  name: 'Patricia Pomeroy',
  roles: ['officer'],
  duties: ['OMU', 'POM'],
  prisons: ['LEI'],
  regions: [],
};
/** Each journey is in its pre-release work then. */
const BUSY = Temporal.Instant.from('2026-10-12T09:00:00Z');
const LOOKS = 5;
/** Names come from the directory, which is reckoned apart. */
const NO_NAMES: Directory = { staff: () => Promise.resolve([]), agencies: () => Promise.resolve([]) };

/** A caseload of so many journeys: what each page of an officer's asks, and what the hourly reconcile asks of each. */
export async function countCaseload(caseload: number): Promise<CaseloadCost> {
  const world = openCostWorld({ begins: '2026-09-01T08:00:00Z', webhookRetried: false, handlers: 'in-turn' });
  try {
    await seedAgencies(world);
    const idle = await reconcileOf(world);
    const { journeyId: id, key } = await fill(world, caseload);
    const look = await browser(world);
    const paths: Readonly<Record<Page, string>> = {
      caseload: '/caseload',
      steps: '/steps',
      person: `/journeys/${id}`,
      step: `/journeys/${id}/steps/${encodeURIComponent(key)}`,
      stuck: '/stuck',
    };
    const costs = [];
    for (const page of PAGES) costs.push([page, await look(paths[page])] as const);
    const pages = Object.fromEntries(costs) as Record<Page, PageCost>;
    return {
      pages,
      reconcile: { idle, ofADriven: times(minus(await reconcileOf(world), idle), 1 / caseload) },
    };
  } finally {
    world.close();
  }
}

/** The average of a day of runs: each asks after the tokens of another share of the journeys. */
async function reconcileOf(world: CostWorld): Promise<Usage> {
  const before = world.ledger.of('reconcile');
  for (let run = 0; run < SHARES; run += 1) await world.reconcile();
  return times(minus(world.ledger.of('reconcile'), before), 1 / SHARES);
}

/** Bytes of one row of the directory of staff. */
export function staffRowBytes(): number {
  return itemBytes(staffItem(OFFICER));
}

/** Brings a caseload to its busy time, and answers everything but one step, which is looked at. */
async function fill(world: CostWorld, caseload: number): Promise<AskedStep> {
  const people = peopleOf(world);
  let last = '';
  for (let number = 0; number < caseload; number += 1) {
    last = await people.start(someone(number, '2026-12-18'));
  }
  let left: AskedStep | undefined;
  do {
    await world.settle();
    for (const step of world.asked.take()) {
      if (step.journeyId === last && step.kind === 'housing-need') left = step;
      else await people.answer(step, true);
    }
    await world.settle();
  } while (Temporal.Instant.compare(world.now(), BUSY) < 0 && (await world.toNextMinuteDue()));
  if (left === undefined) throw new Error('Nothing waits for the officer whose pages are looked at');
  return left;
}

async function browser(world: CostWorld): Promise<(path: string) => Promise<PageCost>> {
  const problems: unknown[] = [];
  const pages = createConsole({
    services: world.services('console'),
    directory: NO_NAMES,
    // Whoever comes is signed in: how they prove who they are is the identity provider's.
    signIn: {
      routes: [
        {
          method: 'GET',
          path: '/sign-in',
          signedIn: false,
          handle: () => Promise.resolve({ kind: 'signed-in', user: OFFICER, to: '/' }),
        },
      ],
    },
    sessionKey: Buffer.alloc(32, 'c'),
    onProblem: (_what, error) => problems.push(error),
  });
  const ask = (path: string, cookie: string | undefined): Promise<HttpResponse> =>
    pages({ method: 'GET', path, query: new URLSearchParams(), headers: { cookie }, body: '' });
  const cookie = (await ask('/sign-in', undefined)).headers['set-cookie']?.split(';')[0];
  const get = (path: string): Promise<HttpResponse> => ask(path, cookie);

  return async (path) => {
    // The first look draws the page's view for the first time, which a function does once in its life.
    await get(path);
    const before = world.ledger.of('console');
    let bytes = 0;
    for (let turn = 0; turn < LOOKS; turn += 1) {
      const answer = await world.invoke('console', () => get(path));
      if (answer.status !== 200) throw new Error(`A page answers ${answer.status}`, { cause: problems[0] });
      bytes = Buffer.byteLength(answer.body);
    }
    const after = world.ledger.of('console');
    return { usage: times(minus(after, before), 1 / LOOKS), bytes };
  };
}
