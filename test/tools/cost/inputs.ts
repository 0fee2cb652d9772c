import type { Inputs } from '../../../tools/cost/activity.ts';
import { readAssumptions, type Size } from '../../../tools/cost/assumptions.ts';
import { deployedBy, type Deployed } from '../../../tools/cost/deployed.ts';
import type { Counts } from '../../../tools/cost/measured.ts';
import { PAGES, type Page, type PageCost } from '../../../tools/cost/pages.ts';
import { NO_USAGE, type Usage } from '../../../tools/cost/usage.ts';

/** A hundred journeys a month. */
export const SIZE: Size = {
  journeysAYear: 1_200,
  staff: 10,
  agencies: 5,
  consoleInstances: 1,
  why: 'Round figures, to be reckoned by hand.',
};

export function usageOf(
  usage: Partial<Omit<Usage, 'calls'>> & { readonly calls?: Partial<Usage['calls']> },
): Usage {
  return { ...NO_USAGE, ...usage, calls: { ...NO_USAGE.calls, ...usage.calls } };
}

const unread: PageCost = { usage: NO_USAGE, bytes: 0 };

/** Nothing is counted but what a test counts. */
export function countsOf(counts: Partial<Counts>): Counts {
  return {
    journeys: 1,
    functions: {},
    idleSweep: NO_USAGE,
    transitions: 0,
    executions: 0,
    officersActs: 0,
    agencyAnswers: 0,
    facts: 0,
    open: { table: 0, indexes: 0 },
    closed: { table: 0, indexes: 0 },
    drivenShare: 0,
    reconcile: { idle: NO_USAGE, ofADriven: NO_USAGE },
    pages: Object.fromEntries(PAGES.map((page) => [page, unread])) as Record<Page, PageCost>,
    staffRowBytes: 0,
    ...counts,
  };
}

/** Nothing is deployed but what a test deploys; the assumptions are those that are kept. */
export function inputsOf(counts: Partial<Counts>, deployed: Partial<Deployed> = {}): Inputs {
  return {
    measured: countsOf(counts),
    deployed: { ...deployedBy([]), logRetentionMonths: 12, ...deployed },
    assumptions: readAssumptions(),
  };
}
