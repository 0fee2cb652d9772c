import type { CaseloadMeasure } from './caseload.ts';
import type { CyclesMeasure } from './cycles.ts';
import { count, reachTable, round, table, type Reach } from './document.ts';
import type { EventsMeasure } from './events.ts';
import type { JourneysMeasure } from './journeys.ts';
import { measuredText, type MeasuredOn } from './measured-on.ts';
import type { SleepingMeasure } from './sleeping.ts';

/** Everything one run of the benchmark found out. */
export interface BenchReport {
  readonly measuredOn: MeasuredOn;
  readonly transitionsPerJourney: number;
  readonly inMemory: JourneysMeasure;
  readonly inFile: JourneysMeasure & { readonly fileBytes: number };
  readonly openJourneyHeapBytes: number;
  readonly caseload: CaseloadMeasure;
  readonly cycles: CyclesMeasure;
  readonly sleeping: SleepingMeasure;
  readonly events: EventsMeasure;
}

const JOURNEYS_A_SECOND = 100;
const TRANSITIONS = 300;
const CASELOAD_RATIO = 1.5;
const EVENTS_A_MINUTE = 1_000;
const READS_OF_PAGE = 10;
const PAGE_RATIO = 2;

/** What the product set out to reach, and whether this run did. */
export function reachesOf(report: BenchReport): readonly Reach[] {
  const perSecond = 1000 / report.inMemory.wallMs;
  const { rowsRatio, timeRatio } = report.caseload;
  return [
    {
      what: 'State transitions of a whole journey',
      aim: `at most ${TRANSITIONS}`,
      found: round(report.transitionsPerJourney),
      reached: report.transitionsPerJourney <= TRANSITIONS,
    },
    {
      what: 'State transitions of a whole journey with one recall',
      aim: `at most ${TRANSITIONS}`,
      found: round(report.cycles.transitionsWithOneRecall),
      reached: report.cycles.transitionsWithOneRecall <= TRANSITIONS,
    },
    pageReach(report.cycles),
    sleepingReach(report.sleeping),
    {
      what: `Cost of a caseload page at ${count(report.caseload.large.journeys)} journeys to that at ${count(report.caseload.small.journeys)}`,
      aim: `at most ${CASELOAD_RATIO} times`,
      found: `${rowsRatio.toFixed(2)} times in rows read, ${timeRatio.toFixed(2)} in time`,
      reached: rowsRatio <= CASELOAD_RATIO && timeRatio <= CASELOAD_RATIO,
    },
    {
      what: `Slowest page while events arrive, to the same page without (${report.events.slowest})`,
      aim: `at most ${PAGE_RATIO} times, with ${count(EVENTS_A_MINUTE)} events a minute`,
      found: `${report.events.ratio.toFixed(2)} times, with ${round(report.events.eventsPerMinute)}`,
      reached: report.events.ratio <= PAGE_RATIO && report.events.eventsPerMinute >= 0.98 * EVENTS_A_MINUTE,
    },
    {
      what: 'Whole journeys a second, in memory',
      aim: `at least ${JOURNEYS_A_SECOND} on two idle cores`,
      found: round(perSecond),
      reached: perSecond >= JOURNEYS_A_SECOND,
    },
  ];
}

function pageReach({ cycles, firstPage, lastPage }: CyclesMeasure): Reach {
  return {
    what: `Reads for the page of a person released ${cycles} times, and released once`,
    aim: `at most ${READS_OF_PAGE} each`,
    found: `${lastPage} and ${firstPage}`,
    reached: Math.max(lastPage, firstPage) <= READS_OF_PAGE,
  };
}

function sleepingReach({ journeys, withOne, withAll }: SleepingMeasure): Reach {
  return {
    what: `What a sweep reads with ${count(journeys)} journeys that wait, to that with one`,
    aim: 'no more',
    found: `${withAll.calls} calls and ${withAll.rows} rows, and ${withOne.calls} and ${withOne.rows}`,
    reached: withAll.calls <= withOne.calls && withAll.rows <= withOne.rows,
  };
}

/** The tables of `docs/performance.md`. */
export function tablesOf(report: BenchReport): string {
  const { measuredOn, inMemory, inFile, caseload } = report;
  const perSecond = (measure: JourneysMeasure): string => round(1000 / measure.wallMs);
  return [
    measuredText(measuredOn),
    reachTable(reachesOf(report)),
    table(
      ['One whole journey', 'In memory', 'In a file'],
      [
        ['Table reads by key', round(inMemory.reads), round(inFile.reads)],
        ['Table queries', round(inMemory.queries), round(inFile.queries)],
        ['Transactions', round(inMemory.transactions), round(inFile.transactions)],
        ['Rows written or removed', round(inMemory.rowsWritten), round(inFile.rowsWritten)],
        ['Processor time, ms', inMemory.cpuMs.toFixed(1), inFile.cpuMs.toFixed(1)],
        ['Whole journeys a second', perSecond(inMemory), perSecond(inFile)],
        ['Journeys side by side', count(inMemory.journeys), count(inFile.journeys)],
        ['Data file, KB', '', round(inFile.fileBytes / 1024)],
      ],
    ),
    table(
      [`Caseload page of ${caseload.page}`, 'Rows read', 'Queries', 'Median, ms'],
      [caseload.small, caseload.large].map((cost) => [
        `${count(cost.journeys)} journeys`,
        count(cost.rowsRead),
        count(cost.queries),
        cost.medianMs.toFixed(2),
      ]),
    ),
    `An open journey takes ${round(report.openJourneyHeapBytes / 1024)} KB of memory while it waits.`,
  ].join('\n\n');
}
