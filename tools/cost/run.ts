import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { stageConfig, type IdentityConfig } from '../../lib/stages.ts';
import { ASSUMPTIONS, readAssumptions } from './assumptions.ts';
import { DataFileError } from './data-file.ts';
import { deployedBy } from './deployed.ts';
import { UnpricedResourceError } from './fixed-units.ts';
import { measureCounts, measureTimes, withTimes } from './measured.ts';
import { pageProblem, withCounted } from './page.ts';
import { PRICES, readPrices } from './prices.ts';
import { readTimes, TIMES } from './processor-times.ts';
import { reportOf } from './report.ts';
import { templatesOf } from './synthesise.ts';

/** Twenty journeys: every weekday of release is among them, and each tenth is restarted. */
const JOURNEYS = 20;
const DOCUMENT = new URL('../../docs/cost.md', import.meta.url);
/** For what it would cost if nobody signed in at a pool of ours. */
const ELSEWHERE: IdentityConfig = {
  kind: 'external',
  issuer: 'https://issuer.example',
  audience: ['through-the-gate'],
  consoleClientId: 'through-the-gate-console',
};
const USAGE = 'Use: npm run cost [-- --check | --prices FILE --assumptions FILE]';

/** What was typed is not what this understands. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

try {
  process.exitCode = await run();
} catch (error) {
  if (!isPlain(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/**
 * Prints the page, and keeps it; or with `--check` counts everything anew and says whether the page is what it should
 * be. With other prices or assumptions it only prints.
 */
async function run(): Promise<number> {
  const given = optionsGiven();
  const prices = readPrices(given.prices ?? PRICES);
  const assumptions = readAssumptions(given.assumptions ?? ASSUMPTIONS);
  say('making the templates of prod');
  const prod = stageConfig('prod');
  const deployed = deployedBy(templatesOf(prod));
  const elsewhere = deployedBy(templatesOf({ ...prod, identity: ELSEWHERE }));
  const options = { journeys: JOURNEYS, projections: deployed.projections };
  say(`counting ${JOURNEYS} whole journeys and the pages officers look at`);
  const counts = await measureCounts(assumptions, options);
  if (!given.check) say('timing them');
  const times = given.check ? readTimes() : await measureTimes(assumptions, options);
  const inputs = { measured: withTimes(counts, times), deployed, assumptions };
  const { text, verdict } = reportOf(inputs, elsewhere, prices);
  process.stdout.write(`\n${text}\n\n${verdict}\n`);
  if (given.prices !== undefined || given.assumptions !== undefined) return 0;
  const document = readFileSync(DOCUMENT, 'utf8');
  if (given.check) {
    const problem = pageProblem(document, text);
    if (problem !== undefined) process.stderr.write(`${problem}\n`);
    return problem === undefined ? 0 : 1;
  }
  writeFileSync(TIMES, `${JSON.stringify(times, null, 2)}\n`);
  writeFileSync(DOCUMENT, withCounted(document, text));
  return 0;
}

function optionsGiven() {
  try {
    const { values } = parseArgs({
      options: {
        check: { type: 'boolean', default: false },
        prices: { type: 'string' },
        assumptions: { type: 'string' },
      },
      strict: true,
    });
    const file = (path: string | undefined) => (path === undefined ? undefined : pathToFileURL(path));
    return { check: values.check, prices: file(values.prices), assumptions: file(values.assumptions) };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function isPlain(error: unknown): error is Error {
  return [DataFileError, UnpricedResourceError, UsageError].some((kind) => error instanceof kind);
}

function say(what: string): void {
  process.stderr.write(`${what}\n`);
}
