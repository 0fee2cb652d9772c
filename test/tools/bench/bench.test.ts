import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { coldStartReaches } from '../../../tools/bench/cold-start-report.ts';
import { startOnce } from '../../../tools/bench/cold-start.ts';
import { withSection } from '../../../tools/bench/document.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

describe('the benchmark', () => {
  let printed = '';

  beforeAll(async () => {
    const run = promisify(execFile);
    ({ stdout: printed } = await run(process.execPath, ['--expose-gc', 'tools/bench/run.ts', '--quick'], {
      cwd: ROOT,
    }));
  }, 120_000);

  it('runs whole journeys within the transitions a journey may take', () => {
    expect(printed).toMatch(/^reached {6}State transitions of a whole journey: \d+ \(aim: at most 300\)$/m);
  });

  it('reads no more rows for a page of a large caseload than of a small one', () => {
    expect(printed).toMatch(/Cost of a caseload page .*: 1\.00 times in rows read/);
  });

  it('counts the transitions of a journey with a recall', () => {
    expect(printed).toMatch(
      /State transitions of a whole journey with one recall: \d{3} \(aim: at most 300\)$/m,
    );
  });

  it.each([
    /^reached {6}Reads for the page of a person released 2 times.*: (\d+) and \1 \(aim: at most 10 each\)$/m,
    /^reached {6}What a sweep reads with 50 journeys that wait.*: (\d+) calls and 0 rows, and \1 and 0 \(/m,
  ])('finds that nothing is read for what is over or not yet due: %s', (line) => {
    expect(printed).toMatch(line);
  });

  // The quick run starts two. That every function starts is shown by the test of the bundles.
  it.each(['announce', 'sweep'])('starts %s, and reports its size and time', (name) => {
    expect(printed).toMatch(new RegExp(`^\\| ${name} +\\| +[\\d,]+ +\\| .*@smithy/core \\d+`, 'm'));
    expect(printed).toMatch(
      new RegExp(`^\\| ${name} +\\| [\\d.]+ / [\\d.]+ +\\| .* [\\d.]+ times +\\|$`, 'm'),
    );
  });

  it('says of every reach whether it was reached', () => {
    expect(printed.match(/^(reached|not reached) /gm)).toHaveLength(8);
  });
});

it('says in one line which function does not start, and why', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const file = join(folder, 'sweep.mjs');
    await writeFile(file, "throw new TypeError('It was told nothing.');");
    expect(() => startOnce(file)).toThrow(/^sweep[.]mjs did not start: TypeError: It was told nothing[.]$/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe('the largest bundle', () => {
  it.each([
    { bytes: 819_199, reached: true },
    { bytes: 819_200, reached: false },
  ])('of $bytes bytes is within its limit: $reached', ({ bytes, reached }) => {
    const time = { min: 1, median: 1 };
    const bundle = { init: time, ready: time, cpu: time, largest: [] };
    const report = {
      measuredOn: { day: '2026-11-02', node: '24.0.0', cores: 2, loadBefore: 0 },
      starts: 1,
      references: [],
      functions: [
        { ...bundle, name: 'small', bytes: 1_000 },
        { ...bundle, name: 'large', bytes },
      ],
    };
    expect(coldStartReaches(report)).toMatchObject([{ found: '800 KB (large)', reached }]);
  });
});

describe('the page of performance', () => {
  it.each(['measured', 'cold start'] as const)('has a place for %s, and keeps the rest', async (section) => {
    const page = await readFile(`${ROOT}/docs/performance.md`, 'utf8');
    const before = page.slice(0, page.indexOf(`<!-- ${section}: begin -->`));
    const after = page.slice(page.indexOf(`<!-- ${section}: end -->`));
    const written = withSection(page, section, 'A table.');
    expect(written).toBe(`${before}<!-- ${section}: begin -->\n\nA table.\n\n${after}`);
    expect(withSection(written, section, 'A table.')).toBe(written);
  });

  it('is refused without its markers', () => {
    expect(() => withSection('# Performance', 'cold start', 'A table.')).toThrow(
      /no place marked for "cold start"/,
    );
  });
});
