import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { FunctionName } from '../../lib/names.ts';
import { bundleFunctions, ENVIRONMENT } from '../bundle.ts';
import { measuredOn, type MeasuredOn } from './measured-on.ts';

/** How long starts took, in milliseconds. */
export interface Timing {
  readonly min: number;
  readonly median: number;
}

export interface ModuleStart {
  readonly name: string;
  /** From asking for the module to having it, with all it does as it loads. */
  readonly init: Timing;
  /** From the start of the process to having it. */
  readonly ready: Timing;
  /** Of that, the processor's time on every thread: what others do on the machine hardly shows in it. */
  readonly cpu: Timing;
}

export interface FunctionStart extends ModuleStart {
  readonly bytes: number;
  /** The largest of what is in the bundle. */
  readonly largest: readonly { readonly part: string; readonly bytes: number }[];
}

export interface ColdStartReport {
  readonly measuredOn: MeasuredOn;
  /** How many times each was started. */
  readonly starts: number;
  /** What Node takes without us, and what its own client for HTTPS does. */
  readonly references: readonly ModuleStart[];
  readonly functions: readonly FunctionStart[];
}

const LARGEST = 4;

/** What the nearest there is to a function without anything in it does. */
export const EMPTY = 'An empty module';
const REFERENCES = {
  [EMPTY]: 'export const handler = async () => undefined;\n',
  'Only node:https': "import 'node:https';\nexport const handler = async () => undefined;\n",
};

/** What Lambda tells its runtime besides a function's own settings, as far as it changes what is loaded. */
const LAMBDA = {
  ...ENVIRONMENT,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: 'measured',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  LAMBDA_TASK_ROOT: '/var/task',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'measured',
};

/**
 * Starts each of these functions' bundles in a process of its own, as Lambda loads it, so many times. They take turns, so that
 * what else the machine does falls on all alike.
 *
 * @throws Error naming a function that does not start, and why.
 */
export async function measureColdStart({
  starts,
  names,
}: {
  readonly starts: number;
  readonly names: readonly FunctionName[];
}): Promise<ColdStartReport> {
  const folder = mkdtempSync(join(tmpdir(), 'through-the-gate-cold-start-'));
  try {
    const on = measuredOn();
    const references = Object.entries(REFERENCES).map(([name, code], index) => {
      const file = join(folder, `reference-${index}.mjs`);
      writeFileSync(file, code);
      return { name, file };
    });
    const bundles = await bundleFunctions(names, folder);
    const functions = [...bundles].map(([name, bundle]) => ({ name, ...bundle }));
    const timed = startInTurn(
      [...references, ...functions].map(({ file }) => file),
      starts,
    );
    return {
      measuredOn: on,
      starts,
      references: references.map(({ name, file }) => ({ name, ...timed(file) })),
      functions: functions.map(({ name, file, bytes, contents }) => ({
        name,
        ...timed(file),
        bytes,
        largest: [...contents].slice(0, LARGEST).map(([part, ofPart]) => ({ part, bytes: ofPart })),
      })),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Start {
  readonly init: number;
  readonly ready: number;
  readonly cpu: number;
}

function startInTurn(files: readonly string[], starts: number) {
  const found = new Map<string, readonly Start[]>(files.map((file) => [file, []]));
  for (let round = 0; round < starts; round += 1) {
    for (const [file, before] of found) found.set(file, [...before, startOnce(file)]);
  }
  return (file: string) => {
    const each = found.get(file) ?? [];
    return {
      init: timing(each.map(({ init }) => init)),
      ready: timing(each.map(({ ready }) => ready)),
      cpu: timing(each.map(({ cpu }) => cpu)),
    };
  };
}

/** @throws Error saying why the module does not start. */
export function startOnce(file: string): Start {
  const program = `
    const asked = performance.now();
    await import(${JSON.stringify(file)});
    const ready = performance.now();
    const { user, system } = process.cpuUsage();
    process.stdout.write(JSON.stringify({ init: ready - asked, ready, cpu: (user + system) / 1000 }));
    process.exit();`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: LAMBDA,
    encoding: 'utf8',
  });
  // Before what went wrong, Node shows the line: all of a bundle.
  if (status !== 0)
    throw new Error(`${basename(file)} did not start: ${/^\w*Error: .*$/m.exec(stderr)?.[0] ?? status}`);
  return JSON.parse(stdout) as Start;
}

function timing(values: readonly number[]): Timing {
  const sorted = [...values].sort((a, b) => a - b);
  return { min: sorted[0] ?? NaN, median: sorted[Math.floor(sorted.length / 2)] ?? NaN };
}
