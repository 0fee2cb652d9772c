import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changed, mutantsOf, sampleOf } from './mutants.ts';
import { optionsFrom, UsageError } from './options.ts';
import { ROOT } from './project.ts';
import { scores, survivor, type Outcome } from './report.ts';
import { findWhichTests, type TestFile } from './which-tests.ts';
import { withWorkers, type Worker } from './workers.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** How much longer than measured a mutant may take before it counts as one without an end. */
const PATIENCE = 20;
const LEAST_LIMIT_MS = 60_000;

async function main(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2));
  const which = await findWhichTests(options.files, {
    ...options,
    onMeasured: (test, left) => process.stderr.write(`measured ${test}, ${left} left\n`),
  });
  for (const test of which.failing) say(`not used, since it fails without any change: ${test}`);

  const outcomes: Outcome[] = [];
  /** By source and test file, how many mutants the test file has found: those that find most run first. */
  const finds = new Map<string, number>();
  await withWorkers(options.workers, options.files, async (file, worker) => {
    const source = readFileSync(join(ROOT, file), 'utf8');
    const all = mutantsOf(file, source);
    const chosen = options.sample === undefined ? all : sampleOf(all, options.sample, options.seed);
    for (const mutant of chosen) {
      const found = (test: string) => finds.get(`${file} ${test}`) ?? 0;
      const byFinds = which.of(file, mutant).toSorted((a, b) => found(b.test) - found(a.test));
      const tests = within(options.seconds, byFinds);
      const killedBy = await killerOf(file, changed(source, mutant), tests, worker);
      if (killedBy !== undefined) finds.set(`${file} ${killedBy}`, found(killedBy) + 1);
      const outcome = { file, mutant, killedBy, tested: tests.length > 0 };
      outcomes.push(outcome);
      if (killedBy === undefined) say(survivor(outcome));
    }
  });
  say(scores(outcomes));
}

/** The first of the tests that fit in the time together; the very first always does. */
function within(seconds: number, tests: readonly TestFile[]): TestFile[] {
  let left = seconds * 1_000;
  return tests.filter(({ ms }, index) => {
    left -= ms;
    return index === 0 || left >= 0;
  });
}

async function killerOf(
  file: string,
  source: string,
  tests: readonly TestFile[],
  worker: Worker,
): Promise<string | undefined> {
  if (tests.length === 0) return undefined;
  const limit = Math.max(LEAST_LIMIT_MS, PATIENCE * tests.reduce((sum, { ms }) => sum + ms, 0));
  const job = { kind: 'run', file, source, tests: tests.map(({ test }) => test) } as const;
  const answer = await worker.ask(job, limit);
  switch (answer.kind) {
    case 'ran':
      return answer.killedBy ?? undefined;
    case 'late':
      return 'the time limit';
    case 'ended':
      return 'the end of the process';
    case 'covered':
    case 'broken':
      throw new Error(
        `The tests of ${file} could not be run: ${answer.kind === 'broken' ? answer.why : 'no result'}`,
      );
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
