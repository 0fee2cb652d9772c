/** A process that runs test files: on a changed source, or to find which parts of the sources they run. */
import { join } from 'node:path';
import { coverageOf, timeOf } from './coverage.ts';
import { readImports, ROOT } from './project.ts';
import { firstToFail } from './test-run.ts';
import type { Answer, Job } from './worker-messages.ts';

const imports = readImports();
let run = 0;

async function answer(job: Job): Promise<Answer> {
  run += 1;
  if (job.kind === 'cover') {
    const test = join(ROOT, job.test);
    const again = imports.dependentsOf(imports.sourcesOf('domain'));
    const covered = await coverageOf(test, { run, again });
    const ms = await timeOf(test, [run + 1, run + 2]);
    run += 2;
    return { kind: 'covered', ...covered, ms };
  }
  const file = join(ROOT, job.file);
  const failed = await firstToFail(
    job.tests.map((test) => join(ROOT, test)),
    { run, again: imports.dependentsOf([file]), changed: { file, source: job.source } },
  );
  return {
    kind: 'ran',
    killedBy: failed?.slice(ROOT.length + 1) ?? null,
    heapMb: process.memoryUsage().heapUsed / 1e6,
  };
}

process.on('message', (job: Job) => {
  void answer(job).then(
    (done) => process.send?.(done),
    (error: unknown) => process.send?.({ kind: 'broken', why: String(error) } satisfies Answer),
  );
});
// Nobody asks any more: the tool has ended, in whatever way.
process.on('disconnect', () => process.exit());
