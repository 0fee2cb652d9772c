import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { dateInLondon } from '../domain/time.ts';
import { measureCaseload } from './caseload.ts';
import { countTransitions, measureJourneys, type JourneysMeasure } from './journeys.ts';
import { measureOpenJourney } from './memory.ts';
import { reachesOf, tablesOf, withMeasured, type BenchReport } from './report.ts';

/** How much is run. The quick sizes show that everything works; their times mean nothing. */
const SIZES = {
  whole: {
    warmUp: 100,
    inMemory: 300,
    rounds: 3,
    inFile: 100,
    open: 300,
    caseload: { small: 1_000, large: 100_000, repeats: 400 },
  },
  quick: {
    warmUp: 1,
    inMemory: 4,
    rounds: 1,
    inFile: 2,
    open: 3,
    caseload: { small: 200, large: 2_000, repeats: 5 },
  },
} as const;

const JSON_FILE = new URL('../docs/performance.json', import.meta.url);
const DOCUMENT = new URL('../docs/performance.md', import.meta.url);

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } }, strict: true });
const sizes = values.quick ? SIZES.quick : SIZES.whole;

const report = await measure();
process.stdout.write(`\n${tablesOf(report)}\n\n`);
for (const { what, found, aim, reached } of reachesOf(report)) {
  process.stdout.write(`${reached ? 'reached    ' : 'not reached'}  ${what}: ${found} (aim: ${aim})\n`);
}
if (values.quick) {
  process.stdout.write(
    '\nThis was a quick run: it shows that the benchmark works, and nothing is kept of it.\n',
  );
} else {
  writeFileSync(JSON_FILE, `${JSON.stringify({ ...report, reaches: reachesOf(report) }, null, 2)}\n`);
  writeFileSync(DOCUMENT, withMeasured(readFileSync(DOCUMENT, 'utf8'), tablesOf(report)));
}

async function measure(): Promise<BenchReport> {
  const measuredOn = {
    day: dateInLondon(systemClock.now()).toString(),
    node: process.versions.node,
    cores: availableParallelism(),
    loadBefore: loadavg()[0] ?? 0,
  };
  say('counting the transitions of a journey');
  const transitionsPerJourney = await countTransitions();
  say(`running ${sizes.rounds} times ${sizes.inMemory} whole journeys in memory`);
  await measureJourneys(sizes.warmUp);
  const inMemory = await bestOf(sizes.rounds, () => measureJourneys(sizes.inMemory));
  say(`running ${sizes.inFile} whole journeys in a file`);
  const inFile = await measureInFile(sizes.inFile);
  say(`opening ${sizes.open} journeys to weigh them`);
  const { heapBytes } = await measureOpenJourney(sizes.open);
  say(`filling a caseload with ${sizes.caseload.large} journeys`);
  const caseload = await measureCaseload(sizes.caseload);
  return { measuredOn, transitionsPerJourney, inMemory, inFile, openJourneyHeapBytes: heapBytes, caseload };
}

/** The round that was disturbed least. */
async function bestOf(rounds: number, run: () => Promise<JourneysMeasure>): Promise<JourneysMeasure> {
  let best = await run();
  for (let round = 1; round < rounds; round += 1) {
    const next = await run();
    if (next.wallMs < best.wallMs) best = next;
  }
  return best;
}

async function measureInFile(count: number): Promise<BenchReport['inFile']> {
  const folder = mkdtempSync(join(tmpdir(), 'through-the-gate-bench-'));
  try {
    const path = join(folder, 'journeys.sqlite');
    const measured = await measureJourneys(count, { path });
    return { ...measured, fileBytes: statSync(path).size / count };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function say(what: string): void {
  process.stderr.write(`${what}\n`);
}
