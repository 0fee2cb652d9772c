import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { withMeasured } from '../../bench/report.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('the benchmark', () => {
  let printed = '';

  beforeAll(async () => {
    const run = promisify(execFile);
    ({ stdout: printed } = await run(process.execPath, ['--expose-gc', 'bench/run.ts', '--quick'], {
      cwd: ROOT,
    }));
  }, 120_000);

  it('runs whole journeys within the transitions a journey may take', () => {
    expect(printed).toMatch(/^reached {6}State transitions of a whole journey: \d+ \(aim: at most 300\)$/m);
  });

  it('reads no more rows for a page of a large caseload than of a small one', () => {
    expect(printed).toMatch(/Cost of a caseload page .*: 1\.00 times in rows read/);
  });

  it('says of every reach whether it was reached', () => {
    expect(printed.match(/^(reached|not reached) /gm)).toHaveLength(3);
  });
});

describe('the page of performance', () => {
  it('has a place for what is measured, and keeps the rest', async () => {
    const page = await readFile(`${ROOT}/docs/performance.md`, 'utf8');
    const before = page.slice(0, page.indexOf('<!-- measured: begin -->'));
    const after = page.slice(page.indexOf('<!-- measured: end -->'));
    const written = withMeasured(page, 'A table.');
    expect(written).toBe(`${before}<!-- measured: begin -->\n\nA table.\n\n${after}`);
    expect(withMeasured(written, 'A table.')).toBe(written);
  });

  it('is refused without its markers', () => {
    expect(() => withMeasured('# Performance', 'A table.')).toThrow(/no place marked/);
  });
});
