import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const OLDEST_JAVA = 17;
const START_WITHIN_MS = 30_000;

export interface DynamoDbLocal {
  /** On the loopback address. */
  readonly endpoint: string;
  stop(): void;
}

/** Why DynamoDB Local cannot run on this machine; undefined when it can. It needs a Java development kit. */
export function dynamoDbLocalProblem(): string | undefined {
  const { error, stdout } = spawnSync('java', ['--version'], { encoding: 'utf8' });
  if (error !== undefined) return `Java cannot be run (${error.message})`;
  const version = Number(/\b(\d+)[.\d]*/.exec(stdout)?.[1]);
  return version >= OLDEST_JAVA ? undefined : `Java ${OLDEST_JAVA} or later is needed, and this is ${stdout}`;
}

/** Starts an empty DynamoDB Local in memory, on a free port of the loopback address, without telemetry. */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  const emulator = join(
    dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator')),
    'emulator',
  );
  const libraries = join(emulator, 'DynamoDBLocal_lib');
  // It leaves a file in its working directory.
  const workingDirectory = mkdtempSync(join(tmpdir(), 'dynamodb-local-'));
  const java = spawn(
    'java',
    [
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      '-Xmx512m',
      `-Djava.library.path=${libraries}`,
      '-cp',
      [join(emulator, 'DynamoDBLocal.jar'), join(libraries, '*')].join(delimiter),
      join(import.meta.dirname, 'LoopbackDynamoDb.java'),
      '-inMemory',
      '-disableTelemetry',
    ],
    { cwd: workingDirectory, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  function stop(): void {
    java.kill('SIGKILL');
    rmSync(workingDirectory, { recursive: true, force: true });
  }
  process.once('exit', stop);
  try {
    return { endpoint: `http://127.0.0.1:${await portOf(java)}`, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function portOf(java: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error(`DynamoDB Local did not start: ${said}`)),
      START_WITHIN_MS,
    );
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const port = /LISTENING (\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    java.stdout?.on('data', hear);
    java.stderr?.on('data', hear);
    java.once('error', reject);
    java.once('exit', (code) => reject(new Error(`DynamoDB Local ended with code ${code}: ${said}`)));
  });
}
