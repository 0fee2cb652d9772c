import { DIRECTORY_KEPT_SECONDS } from '../../web/console/table-directory.ts';
import type { Assumptions, Size } from './assumptions.ts';
import type { Deployed } from './deployed.ts';
import type { Counts } from './measured.ts';
import { PAGES, type Page } from './pages.ts';
import { readUnits } from './units.ts';
import { call, NO_USAGE, plus, times, type Usage } from './usage.ts';

/** Everything a bill is made from. */
export interface Inputs {
  readonly measured: Counts;
  readonly deployed: Deployed;
  readonly assumptions: Assumptions;
}

/** What a month of a size comes to, before anything is priced. */
export interface Activity {
  readonly journeys: number;
  /** Journeys open at any time, and closed ones that are kept. */
  readonly open: number;
  readonly kept: number;
  readonly byJourneys: ReadonlyMap<string, Usage>;
  /** What the clock calls and what names are read, whatever happens to journeys. */
  readonly byTheClock: ReadonlyMap<string, Usage>;
  readonly pageViews: number;
  readonly pageBytes: number;
  readonly apiRequests: number;
  readonly webhooks: number;
  readonly messages: number;
  readonly tokens: number;
}

const MONTHS = 12;
export const HOURS_A_MONTH = 730;
export const SECONDS_A_MONTH = HOURS_A_MONTH * 3_600;
const MINUTES_A_MONTH = HOURS_A_MONTH * 60;
/** The console reads no more names than this. */
const MOST_LISTED = 5_000;
const LISTED_AT_ONCE = 1_000;

export function activityOf(inputs: Inputs, size: Size): Activity {
  const { measured, assumptions } = inputs;
  const journeys = size.journeysAYear / MONTHS;
  const open = size.journeysAYear * (assumptions.journey.daysOpen.value / 365);
  const views = pageViewsOf(inputs);
  const viewed = PAGES.reduce(
    (all, page) => plus(all, times(measured.pages[page].usage, views[page])),
    NO_USAGE,
  );
  const byJourneys = new Map(
    Object.entries(measured.functions).map(([name, usage]) => [
      name,
      times(name === 'console' ? plus(usage, viewed) : usage, journeys),
    ]),
  );
  const acts = measured.officersActs * journeys;
  const pageViews = sum(PAGES.map((page) => views[page])) * journeys + acts;
  const pageBytes = sum(PAGES.map((page) => views[page] * measured.pages[page].bytes)) * journeys;
  const messages =
    sum(Object.values(measured.functions).map(({ calls }) => calls['send-message'])) * journeys;
  const apiRequests = (byJourneys.get('api') ?? NO_USAGE).invocations;
  return {
    journeys,
    open,
    kept: size.journeysAYear * assumptions.journey.yearsKept.value,
    byJourneys,
    byTheClock: byTheClock(inputs, size, { open, pageViews }),
    pageViews,
    pageBytes,
    apiRequests,
    webhooks: sum(Object.values(measured.functions).map(({ calls }) => calls.webhook)) * journeys,
    messages,
    tokens: tokensOf(inputs, size, apiRequests),
  };
}

/** Views of each page for one journey. */
export function pageViewsOf({ measured, assumptions: { pages } }: Inputs): Readonly<Record<Page, number>> {
  const acts = measured.officersActs;
  return {
    caseload: pages.caseloadViews.value,
    steps: pages.stepsViews.value + pages.stepsViewsAnAct.value * acts,
    person: pages.personViews.value + pages.personViewsAnAct.value * acts,
    step: pages.stepViewsAnAct.value * acts,
    stuck: pages.stuckViews.value,
  };
}

function byTheClock(
  inputs: Inputs,
  size: Size,
  { open, pageViews }: { readonly open: number; readonly pageViews: number },
): ReadonlyMap<string, Usage> {
  const { measured, deployed, assumptions } = inputs;
  const found = new Map<string, Usage>();
  for (const { function: name, perMonth } of deployed.schedules) {
    const once =
      name === 'sweep' ? measured.idleSweep : name === 'reconcile' ? reconcileOnce(measured, open) : ONE_CALL;
    found.set(name, plus(found.get(name) ?? NO_USAGE, times(once, perMonth)));
  }
  found.set('console', plus(directoryReads(inputs, size, pageViews), signIns(size, assumptions)));
  return found;
}

const ONE_CALL: Usage = { ...NO_USAGE, invocations: 1 };

/** A run over all that is driven. The engine lists a thousand executions at once, which a caseload does not show. */
function reconcileOnce({ drivenShare, reconcile }: Counts, open: number): Usage {
  const driven = open * drivenShare;
  const lists = times(plus(NO_USAGE, call('list-executions')), driven / LISTED_AT_ONCE);
  return plus(plus(reconcile.idle, times(reconcile.ofADriven, driven)), lists);
}

/** Each instance of the console reads all names again when a page is asked for and those it has have aged. */
function directoryReads({ measured, assumptions }: Inputs, size: Size, pageViews: number): Usage {
  const hours = assumptions.staff.hoursAMonth.value;
  const instances = size.consoleInstances;
  const gapSeconds = (hours * 3_600 * instances) / Math.max(1, pageViews);
  const readings = (hours * 3_600 * instances) / (gapSeconds + DIRECTORY_KEPT_SECONDS);
  const rows = Math.min(size.staff, MOST_LISTED) + size.agencies;
  const once = plus(NO_USAGE, { readUnits: readUnits(rows * measured.staffRowBytes, 'strong') });
  const processor = assumptions.functions.directoryMs.value * (rows / MOST_LISTED);
  return times({ ...once, cpuMs: processor }, readings);
}

/** To the provider and back, and a row in the directory. */
function signIns({ staff }: Size, assumptions: Assumptions): Usage {
  const count = staff * assumptions.staff.signInsAMonth.value;
  return times(plus({ ...NO_USAGE, invocations: 2, writeUnits: 1 }, call('put')), count);
}

/** A token serves for a while, so an agency that calls often asks for fewer than one a call. */
function tokensOf({ assumptions: { agencies } }: Inputs, size: Size, calls: number): number {
  const eachMinute = calls / size.agencies / MINUTES_A_MONTH;
  return calls / (1 + eachMinute * agencies.tokenMinutes.value);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
