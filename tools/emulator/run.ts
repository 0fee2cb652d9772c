/**
 * `npm run test:emulator`: deploys the product, whole, to an AWS emulator on this machine, runs `test/emulator` against
 * it, and takes everything away again. `--port` names the port; otherwise it is any free one.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deploy } from './deploy.ts';
import { type Emulator, freePort, startEmulator } from './emulator.ts';
import { installEmulator } from './install.ts';
import { printWhatHappened } from './what-happened.ts';
import { EmulatorTrouble } from './trouble.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE = join(ROOT, '.cache');

let emulator: Emulator | undefined;
let work: string | undefined;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => void clearAway().then(() => process.exit(1)));
}
try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof EmulatorTrouble)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await clearAway();
}

async function run(): Promise<number> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, python: { type: 'string' } } });
  const port = await freePort(portOf(values.port));
  mkdirSync(CACHE, { recursive: true });
  const command = timed('Installed', () => installEmulator(join(CACHE, 'ministack'), values.python));
  work = mkdtempSync(join(CACHE, 'emulator-'));
  emulator = await startEmulator({ command, port, log: join(CACHE, 'emulator.log') });
  const began = performance.now();
  await deploy(emulator, join(work, 'cdk.out'));
  console.log(`Deployed in ${seconds(began)} s.`);
  const status = timed('Tested', () => suite(emulator?.environment ?? {}));
  if (status !== 0) await printWhatHappened(emulator);
  return status;
}

/** @throws EmulatorTrouble for what is no port. */
function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new EmulatorTrouble(`${text} is not a port: give a number from 1 to 65535.`);
}

function suite(environment: Readonly<Record<string, string>>): number {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const words = ['--testPathIgnorePatterns=/node_modules/', '--runInBand', '--bail', 'test/emulator'];
  const { status } = spawnSync(process.execPath, [...flags, jest, ...words], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  return status ?? 1;
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

async function clearAway(): Promise<void> {
  await emulator?.stop();
  if (work !== undefined) rmSync(work, { recursive: true, force: true });
}
