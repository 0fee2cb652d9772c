import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FUNCTION_NAMES } from '../../lib/names.ts';
import { measureCaseload } from './caseload.ts';
import { coldStartReaches, coldStartTables } from './cold-start-report.ts';
import { measureColdStart } from './cold-start.ts';
import { measureCycles } from './cycles.ts';
import { withSection, type Reach, type Section } from './document.ts';
import { measureEvents } from './events.ts';
import { countTransitions, measureJourneys, type JourneysMeasure } from './journeys.ts';
import { measuredOn } from './measured-on.ts';
import { measureOpenJourney } from './memory.ts';
import { measureSleeping } from './sleeping.ts';
import { reachesOf, tablesOf, type BenchReport } from './report.ts';

/** How much is run. The quick sizes show that everything works; their times mean nothing. */
const SIZES = {
  whole: {
    warmUp: 100,
    inMemory: 300,
    rounds: 3,
    inFile: 100,
    open: 300,
    caseload: { small: 1_000, large: 100_000, repeats: 400 },
    cycles: 6,
    sleeping: 10_000,
    events: { seconds: 30 },
    coldStarts: { starts: 25, names: FUNCTION_NAMES },
  },
  quick: {
    warmUp: 1,
    inMemory: 2,
    rounds: 1,
    inFile: 1,
    open: 1,
    caseload: { small: 200, large: 2_000, repeats: 5 },
    cycles: 2,
    sleeping: 50,
    events: { seconds: 0.5, most: 4 },
    coldStarts: { starts: 1, names: ['announce', 'sweep'] },
  },
} as const;

const DOCUMENT = new URL('../../docs/performance.md', import.meta.url);

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'cold-start': { type: 'boolean', default: false },
  },
  strict: true,
});
const sizes = values.quick ? SIZES.quick : SIZES.whole;

if (!values['cold-start']) {
  const report = await measure();
  conclude('measured', tablesOf(report), reachesOf(report));
}
say(`starting ${sizes.coldStarts.names.length} functions ${sizes.coldStarts.starts} times`);
const coldStart = await measureColdStart(sizes.coldStarts);
conclude('cold start', coldStartTables(coldStart), coldStartReaches(coldStart));
if (values.quick) {
  process.stdout.write(
    '\nThis was a quick run: it shows that the benchmark works, and nothing is kept of it.\n',
  );
}

/** Prints what was measured and, unless it was a quick run, writes it into the page. */
function conclude(section: Section, tables: string, reaches: readonly Reach[]): void {
  process.stdout.write(`\n${tables}\n\n`);
  for (const { what, found, aim, reached } of reaches) {
    process.stdout.write(`${reached ? 'reached    ' : 'not reached'}  ${what}: ${found} (aim: ${aim})\n`);
  }
  if (values.quick) return;
  writeFileSync(DOCUMENT, withSection(readFileSync(DOCUMENT, 'utf8'), section, tables));
}

async function measure(): Promise<BenchReport> {
  const on = measuredOn();
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
  say(`releasing one person ${sizes.cycles} times`);
  const cycles = await measureCycles(sizes.cycles);
  say(`sweeping over ${sizes.sleeping} journeys that wait`);
  const sleeping = await measureSleeping(sizes.sleeping);
  say(`taking in events for ${sizes.events.seconds} seconds`);
  const events = await measureEvents(sizes.events);
  return {
    measuredOn: on,
    transitionsPerJourney,
    inMemory,
    inFile,
    openJourneyHeapBytes: heapBytes,
    caseload,
    cycles,
    sleeping,
    events,
  };
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
