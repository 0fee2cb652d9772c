import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmulatorError } from './emulator-error.ts';

export const REGION = 'eu-west-2';
export const ACCOUNT = '000000000000';
const START_MS = 60_000;
const STOP_MS = 5_000;

export interface Emulator {
  readonly endpoint: string;
  /** Environment variables that make the CDK and every SDK use the emulator and nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface Start {
  readonly command: string;
  readonly port: number;
  /** The log file. */
  readonly log: string;
}

/** A free port, or the requested one. @throws EmulatorError when it is taken. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () => reject(new EmulatorError(`Port ${wanted} is in use: name another.`)));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted));
    });
  });
}

/** Starts the emulator on loopback. @throws EmulatorError when it does not answer within a minute. */
export async function startEmulator({ command, port, log }: Start): Promise<Emulator> {
  const endpoint = `http://127.0.0.1:${port}`;
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    CDK_DEFAULT_ACCOUNT: ACCOUNT,
    CDK_DEFAULT_REGION: REGION,
  };
  // Outside the repository, whose package.json would turn the scripts it writes into ES modules.
  const scratch = mkdtempSync(join(tmpdir(), 'through-the-gate-'));
  const output = openSync(log, 'w');
  const child = spawn(command, [], {
    env: {
      ...process.env,
      ...environment,
      // Functions run with the same Node as this process.
      PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_REGION: REGION,
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      TMPDIR: scratch,
    },
    stdio: ['ignore', output, output],
    // Its own process group, so that its functions end with it.
    detached: true,
  });
  closeSync(output);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const alive = (): boolean =>
    child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const stop = async (): Promise<void> => {
    signal(child.pid, 'SIGTERM');
    if (alive()) await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })]);
    signal(child.pid, 'SIGKILL');
    rmSync(scratch, { recursive: true, force: true });
  };
  const deadline = performance.now() + START_MS;
  while (!(await answers(endpoint))) {
    if (alive() && performance.now() < deadline) {
      await Promise.race([ended, sleep(200)]);
      continue;
    }
    await stop();
    throw new EmulatorError(`The emulator did not start: its log is in ${log}.`);
  }
  return { endpoint, environment, stop };
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/_ministack/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function signal(group: number | undefined, name: NodeJS.Signals): void {
  if (group === undefined) return;
  try {
    process.kill(-group, name);
  } catch {
    // The group has ended.
  }
}
