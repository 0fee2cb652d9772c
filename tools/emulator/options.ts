import { parseArgs } from 'node:util';
import { STAGE_NAMES, stageConfig, type StageName } from '../../lib/stages.ts';
import { EmulatorError } from './emulator-error.ts';

export interface Options {
  readonly port?: number;
  readonly python?: string;
  /** Only these suites; all without one. */
  readonly suites?: readonly string[];
  /** A stage in a real account, instead of an emulator. */
  readonly account?: { readonly stage: StageName; readonly url: string };
}

/** The options of the command. @throws EmulatorError with one plain line. */
export function readOptions(words: readonly string[]): Options {
  const {
    values: { port, python, stage, url },
    positionals,
  } = valuesOf(words);
  const suites = positionals.length > 0 && { suites: positionals };
  if (stage === undefined && url === undefined) {
    return {
      ...(port !== undefined && { port: portOf(port) }),
      ...(python !== undefined && { python }),
      ...suites,
    };
  }
  if (stage === undefined || url === undefined) {
    throw new EmulatorError('A real account needs both: --stage NAME and --url ADDRESS.');
  }
  const named = STAGE_NAMES.find((each) => each === stage);
  if (named === undefined)
    throw new EmulatorError(`There is no stage ${stage}: use ${STAGE_NAMES.join(', ')}.`);
  if (!stageConfig(named).trainingClock) {
    throw new EmulatorError(
      `The tests make people up and move the clock, so they never run against ${named}.`,
    );
  }
  if (!/^https:\/\/[^/]+$/.test(url)) {
    throw new EmulatorError(`${url} is no address of a stage: give https and its name, without a path.`);
  }
  return { account: { stage: named, url }, ...suites };
}

function valuesOf(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { port: text, python: text, stage: text, url: text };
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new EmulatorError(error instanceof Error ? error.message : String(error));
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new EmulatorError(`${text} is not a port: give a number from 1 to 65535.`);
}
