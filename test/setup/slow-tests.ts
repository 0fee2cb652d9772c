const LONGEST_MS = 10_000;
/** Tests that may take longer on an idle machine, each with its reason. */
const MAY_TAKE_LONGER: ReadonlyMap<string, string> = new Map([
  [
    'docs/adding-a-pathway.md shows changes that compile, and that the state machines run with',
    'It runs the type checker on most of the product.',
  ],
]);

interface TestResult {
  readonly testResults: readonly { readonly fullName: string; readonly duration?: number | null }[];
}

/** Lists the tests that took longer than ten seconds. It fails no run: the time depends on the machine. */
export default class SlowTests {
  readonly #slow: string[] = [];

  onTestResult(_test: unknown, { testResults }: TestResult): void {
    for (const { fullName, duration } of testResults) {
      if ((duration ?? 0) > LONGEST_MS && !MAY_TAKE_LONGER.has(fullName)) this.#slow.push(fullName);
    }
  }

  onRunComplete(): void {
    if (this.#slow.length === 0) return;
    process.stderr.write(`\nLonger than ${LONGEST_MS / 1_000} seconds:\n  ${this.#slow.join('\n  ')}\n`);
  }
}
