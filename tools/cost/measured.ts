import type { Assumptions } from './assumptions.ts';
import { countJourney, type CountedJourney, type StoredBytes } from './journey.ts';
import {
  countCaseload,
  PAGES,
  staffRowBytes,
  type Page,
  type PageCost,
  type ReconcileCost,
} from './pages.ts';
import type { Projections } from './units.ts';
import { NO_USAGE, plus, times, type Usage } from './usage.ts';

/** What was counted, on average over some whole journeys: the same on any machine. */
export interface Counts {
  readonly journeys: number;
  readonly functions: Readonly<Record<string, Usage>>;
  readonly idleSweep: Usage;
  readonly transitions: number;
  readonly executions: number;
  readonly officersActs: number;
  readonly agencyAnswers: number;
  readonly facts: number;
  readonly open: StoredBytes;
  readonly closed: StoredBytes;
  /** The share of its open days on which an execution drives a journey. */
  readonly drivenShare: number;
  readonly reconcile: ReconcileCost;
  readonly pages: Readonly<Record<Page, PageCost>>;
  readonly staffRowBytes: number;
}

/** Milliseconds of a whole processor for one call of a function, and for one view of a page. They are of a machine. */
export interface ProcessorTimes {
  readonly functions: Readonly<Record<string, number>>;
  readonly pages: Readonly<Record<string, number>>;
}

export interface MeasureOptions {
  /** How many whole journeys are run. */
  readonly journeys: number;
  readonly projections: Projections;
}

/** Every third of the sixty days of release in turn. */
const DAYS_BETWEEN = 3;

/** Counts journeys whose branches race for their record, as they do on AWS. */
export async function measureCounts(assumptions: Assumptions, options: MeasureOptions): Promise<Counts> {
  const counted = await runJourneys(assumptions, options, 'race');
  const mean = (of: (journey: CountedJourney) => number): number =>
    counted.reduce((sum, journey) => sum + of(journey), 0) / counted.length;
  const { pages, reconcile } = await countCaseload(assumptions.pages.caseload.value);
  return {
    journeys: options.journeys,
    functions: Object.fromEntries(namesIn(counted).map((name) => [name, withoutTime(meanOf(name, counted))])),
    idleSweep: withoutTime(counted[0]?.idleSweep ?? NO_USAGE),
    transitions: mean(({ transitions }) => transitions),
    executions: mean(({ executions }) => executions),
    officersActs: mean(({ officersActs }) => officersActs),
    agencyAnswers: mean(({ agencyAnswers }) => agencyAnswers),
    facts: mean(({ facts }) => facts),
    open: { table: mean(({ open }) => open.table), indexes: mean(({ open }) => open.indexes) },
    closed: { table: mean(({ closed }) => closed.table), indexes: mean(({ closed }) => closed.indexes) },
    drivenShare: mean(({ drivenShare }) => drivenShare),
    reconcile: { idle: withoutTime(reconcile.idle), ofADriven: withoutTime(reconcile.ofADriven) },
    pages: eachPage((page) => ({ ...pages[page], usage: withoutTime(pages[page].usage) })),
    staffRowBytes: staffRowBytes(),
  };
}

/** Times one call after another, for only then can each one's time be told. The first journeys warm the process up. */
export async function measureTimes(
  assumptions: Assumptions,
  options: MeasureOptions,
): Promise<ProcessorTimes> {
  await runJourneys(assumptions, options, 'in-turn');
  const timed = await runJourneys(assumptions, options, 'in-turn');
  const { pages } = await countCaseload(assumptions.pages.caseload.value);
  return {
    functions: Object.fromEntries(
      namesIn(timed).map((name) => {
        const { cpuMs, invocations } = meanOf(name, timed);
        return [name, rounded(cpuMs / (invocations || 1))];
      }),
    ),
    pages: eachPage((page) => rounded(pages[page].usage.cpuMs)),
  };
}

/** The counts with processor times put to them. What was never timed takes none. */
export function withTimes(counts: Counts, taken: ProcessorTimes): Counts {
  return {
    ...counts,
    functions: Object.fromEntries(
      Object.entries(counts.functions).map(([name, usage]) => [
        name,
        { ...usage, cpuMs: usage.invocations * (taken.functions[name] ?? 0) },
      ]),
    ),
    pages: eachPage((page) => {
      const cost = counts.pages[page];
      return { ...cost, usage: { ...cost.usage, cpuMs: taken.pages[page] ?? 0 } };
    }),
  };
}

async function runJourneys(
  assumptions: Assumptions,
  { journeys, projections }: MeasureOptions,
  handlers: 'race' | 'in-turn',
): Promise<readonly CountedJourney[]> {
  const counted: CountedJourney[] = [];
  for (let index = 0; index < journeys; index += 1) {
    counted.push(await countJourney({ ...storyOf(index, assumptions), projections, handlers }));
  }
  return counted;
}

/** Spreads what happens in a share of journeys evenly over them. */
function storyOf(index: number, { journey }: Assumptions) {
  const falls = (share: number): boolean => Math.floor((index + 1) * share) > Math.floor(index * share);
  return {
    number: index * DAYS_BETWEEN,
    needsHousing: falls(journey.needsHousing.value),
    dateMoves: falls(journey.dateMoves.value),
    restarted: falls(journey.restarts.value),
    webhookRetried: falls(journey.webhooksRetried.value),
  };
}

function namesIn(journeys: readonly CountedJourney[]): readonly string[] {
  return [...new Set(journeys.flatMap(({ functions }) => [...functions.keys()]))].sort();
}

function meanOf(name: string, journeys: readonly CountedJourney[]): Usage {
  const sum = journeys.reduce((all, { functions }) => plus(all, functions.get(name) ?? NO_USAGE), NO_USAGE);
  return times(sum, 1 / journeys.length);
}

function withoutTime(usage: Usage): Usage {
  return { ...usage, cpuMs: 0 };
}

function eachPage<Value>(of: (page: Page) => Value): Readonly<Record<Page, Value>> {
  return Object.fromEntries(PAGES.map((page) => [page, of(page)])) as Record<Page, Value>;
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
