/**
 * `npm run test:emulator`: deploys the product to an AWS emulator on this machine, runs `test/emulator`, and removes
 * everything again. `--port` sets the port. With `--stage` and `--url` the same tests run against that stage of a real
 * account, and nothing is deployed or removed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { namesOf } from '../../lib/names.ts';
import type { StageName } from '../../lib/stages.ts';
import { deploy, type Outputs } from './deploy.ts';
import { type Emulator, freePort } from './emulator.ts';
import { installEmulator } from './install.ts';
import { readOptions, type Options } from './options.ts';
import { runProgram } from './run-program.ts';
import { printHistories } from './print-histories.ts';
import { EmulatorError } from './emulator-error.ts';
import { withEmulator } from './with-emulator.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE = join(ROOT, '.cache');
/** In this order: one of them moves the clock, and the last loses the table. */
const SUITES = ['edge', 'journey', 'events', 'reconcile', 'restore', 'domain-events'];
/** Given an emulator of its own: it fills the table with people, and its days are counted from today. */
const ALONE = ['domain-events'];

try {
  const { account, suites = SUITES, ...options } = readOptions(process.argv.slice(2));
  const unknown = suites.find((name) => !SUITES.includes(name));
  if (unknown !== undefined)
    throw new EmulatorError(`There is no suite ${unknown}: choose from ${SUITES.join(', ')}.`);
  process.exitCode =
    account === undefined
      ? await onEmulators(options, suites)
      : await run(suites, account.stage, { GATE_URL: account.url });
} catch (error) {
  if (!(error instanceof EmulatorError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function onEmulators(options: Options, suites: readonly string[]): Promise<number> {
  const together = suites.filter((name) => !ALONE.includes(name));
  const groups = [together, ...suites.filter((name) => ALONE.includes(name)).map((name) => [name])];
  for (const group of groups.filter((each) => each.length > 0)) {
    const status = await onEmulator(options, group);
    if (status !== 0) return status;
  }
  return 0;
}

async function onEmulator({ port: wanted, python }: Options, suites: readonly string[]): Promise<number> {
  const port = await freePort(wanted);
  mkdirSync(CACHE, { recursive: true });
  const command = timed('Installed', () => installEmulator(join(CACHE, 'ministack'), python));
  const start = { command, port, log: join(CACHE, 'emulator.log'), cache: CACHE };
  return withEmulator(start, async (emulator, folder) => {
    // For the CDK, the tests and our own calls: nothing here may reach a real account.
    Object.assign(process.env, emulator.environment);
    const began = performance.now();
    const outputs = await deploy({ folder: join(folder, 'cdk.out') });
    console.log(`Deployed in ${seconds(began)} s.`);
    return run(suites, 'dev', { GATE_URL: apiAddress(emulator, outputs), GATE_WORK: folder });
  });
}

/** Runs the tests; after a failure, prints histories and logs. */
async function run(
  suites: readonly string[],
  stage: StageName,
  told: Readonly<Record<string, string>>,
): Promise<number> {
  const flags = ['--disable-warning=ExperimentalWarning'];
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  for (const name of SUITES.filter((each) => suites.includes(each))) {
    const words = [
      '--testPathIgnorePatterns=/node_modules/',
      '--bail',
      '--runTestsByPath',
      `test/emulator/${name}.test.ts`,
    ];
    const began = performance.now();
    const env = { ...process.env, ...told, GATE_STAGE: stage };
    const status = await runProgram(process.execPath, [...flags, jest, ...words], { cwd: ROOT, env });
    console.log(`Tested ${name} in ${seconds(began)} s.`);
    if (status === 0) continue;
    await printHistories(stage);
    return status;
  }
  return 0;
}

/** The emulator's address of an HTTP API. */
function apiAddress({ endpoint }: Emulator, outputs: Outputs): string {
  const { Origin = '' } = outputs[`${namesOf('dev').prefix}-api`] ?? {};
  const [, apiId] = /^https?:\/\/([^.]+)\./.exec(Origin) ?? [];
  if (apiId === undefined) throw new EmulatorError(`The API was deployed without an address: ${Origin}`);
  return `${endpoint}/_aws/execute-api/${apiId}/$default`;
}

function timed<T>(what: string, doing: () => T): T {
  const began = performance.now();
  const result = doing();
  console.log(`${what} in ${seconds(began)} s.`);
  return result;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(1);
}
