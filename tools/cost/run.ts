import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { synthesiseApp } from '../architecture/synthesised.ts';
import { withSection } from '../bench/document.ts';
import { count } from './count.ts';
import { DataFileError, readAssumptions, readPrices } from './data.ts';
import { monthlyCosts, UnpricedResourceError } from './monthly.ts';
import { reportOf, staleLine } from './report.ts';

const DOCUMENT = new URL('../../docs/cost.md', import.meta.url);

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof DataFileError || error instanceof UnpricedResourceError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Prints every line and writes the counted part of the page; with `--check` compares it with the page instead. */
async function run(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } }, strict: true });
  const prices = readPrices();
  const assumptions = readAssumptions();
  const monthly = {
    pool: monthlyCosts(synthesiseApp('bin/through-the-gate.ts', { stage: 'prod' }), prices),
    elsewhere: monthlyCosts(synthesiseApp('bin/elsewhere.ts', {}), prices),
  };
  const inputs = { counts: await count(), monthly, prices, assumptions };
  const counted = reportOf(inputs);
  process.stdout.write(`${reportOf(inputs, 0)}\n`);
  const document = readFileSync(DOCUMENT, 'utf8');
  if (!values.check) {
    const page = withSection(document, 'counted', counted);
    writeFileSync(DOCUMENT, await format(page, { ...(await resolveConfig(DOCUMENT)), parser: 'markdown' }));
    return 0;
  }
  const problem = staleLine(document, counted);
  if (problem !== undefined) process.stderr.write(`${problem}\n`);
  return problem === undefined ? 0 : 1;
}
