import { Session } from 'node:inspector/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Modules } from './modules.ts';
import { ROOT } from './project.ts';
import { firstToFail } from './test-run.ts';
import type { CoveredFiles } from './worker-messages.ts';

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/**
 * Runs one test file with all of `domain/` loaded again, and finds the parts of it that ran. Node puts spaces where the
 * types of a TypeScript file are, so that V8 counts at the places of the source.
 */
export async function coverageOf(
  test: string,
  modules: Modules,
): Promise<{ readonly passed: boolean; readonly files: CoveredFiles }> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const failed = await firstToFail([test], modules);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  const domain = pathToFileURL(`${ROOT}/domain/`).href;
  const ours = result.filter(({ url }) => url.startsWith(domain) && url.endsWith(`?run=${modules.run}`));
  const files: CoveredFiles = Object.fromEntries(
    ours.map(
      ({ url, functions }) =>
        [
          fileURLToPath(url).slice(ROOT.length + 1),
          partsThatRan(functions.flatMap(({ ranges }) => ranges)),
        ] as const,
    ),
  );
  return { passed: failed === undefined, files };
}

/**
 * How long a test file keeps the processor busy once its sources are loaded, as they are for all the tests of a mutant
 * but the first. Of the processor, not of the clock: the machine may be busy with other work.
 */
export async function timeOf(test: string, runs: readonly [number, number]): Promise<number> {
  const times: number[] = [];
  for (const run of runs) {
    const before = process.cpuUsage();
    await firstToFail([test], { run, again: new Set([test]) });
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1_000);
  }
  return Math.round(Math.min(...times));
}

/** V8 gives ranges that nest; the innermost one says how often a place ran. */
export function partsThatRan(ranges: readonly Range[]): [number, number][] {
  const outerFirst = [...ranges].sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  const ran = new Uint8Array(Math.max(0, ...ranges.map(({ endOffset }) => endOffset)));
  for (const { startOffset, endOffset, count } of outerFirst)
    ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  const parts: [number, number][] = [];
  for (let at = ran.indexOf(1); at !== -1;) {
    const end = ran.indexOf(0, at);
    parts.push([at, end === -1 ? ran.length : end]);
    at = end === -1 ? -1 : ran.indexOf(1, end);
  }
  return parts;
}
