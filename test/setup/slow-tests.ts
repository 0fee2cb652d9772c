import { relative } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;
const LONGEST_MS = 10_000;

/** Test files that may take longer on an idle machine, each with its reason. */
export const MAY_TAKE_LONGER: Readonly<Record<string, string>> = {
  'test/gates/adding-a-pathway.test.ts':
    'Without what an earlier run kept, it checks the types of most of the product.',
  'test/local/demo.test.ts': 'It lives through every story of the demonstration, from sentence to the end.',
  'test/lib/templates.test.ts': 'Without what an earlier run kept, it makes the templates of every stack.',
  'test/local/start.test.ts': 'It makes all the sample people, and starts the product in eleven processes.',
  'test/tools/cost/cost.test.ts': 'It counts fourteen whole journeys on the real workflows.',
};

interface FileResult {
  readonly testFilePath: string;
  readonly perfStats: { readonly runtime: number };
}

/** The test files that took too long and have no reason here, with their seconds. */
export function slowWithoutReason(results: readonly FileResult[]): readonly string[] {
  return results
    .map(({ testFilePath, perfStats }) => ({ file: relative(ROOT, testFilePath), ms: perfStats.runtime }))
    .filter(({ file, ms }) => ms > LONGEST_MS && MAY_TAKE_LONGER[file] === undefined)
    .map(({ file, ms }) => `${file}: ${Math.round(ms / 1_000)} s`);
}

/**
 * Lists the test files that took longer than ten seconds and have no reason to. It fails no run: the time depends on
 * the machine.
 */
export default class SlowTests {
  onRunComplete(_contexts: unknown, { testResults }: { readonly testResults: readonly FileResult[] }): void {
    const slow = slowWithoutReason(testResults);
    if (slow.length === 0) return;
    process.stderr.write(
      `\nLonger than ${LONGEST_MS / 1_000} seconds, without a reason in test/setup/slow-tests.ts:\n  ${slow.join('\n  ')}\n`,
    );
  }
}
