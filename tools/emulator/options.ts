import { parseArgs } from 'node:util';
import { STAGE_NAMES, stageConfig, type StageName } from '../../lib/stages.ts';
import { EmulatorTrouble } from './trouble.ts';

export interface Options {
  readonly port?: number;
  readonly python?: string;
  /** A stage in a real account, instead of an emulator. */
  readonly account?: { readonly stage: StageName; readonly url: string };
}

/** What the command was told. @throws EmulatorTrouble, saying in one line what is wrong. */
export function readOptions(words: readonly string[]): Options {
  const { port, python, stage, url } = valuesOf(words);
  if (stage === undefined && url === undefined) {
    return { ...(port !== undefined && { port: portOf(port) }), ...(python !== undefined && { python }) };
  }
  if (stage === undefined || url === undefined) {
    throw new EmulatorTrouble('A real account needs both: --stage NAME and --url ADDRESS.');
  }
  const named = STAGE_NAMES.find((each) => each === stage);
  if (named === undefined)
    throw new EmulatorTrouble(`There is no stage ${stage}: use ${STAGE_NAMES.join(', ')}.`);
  if (!stageConfig(named).trainingClock) {
    throw new EmulatorTrouble(
      `The tests make people up and move the clock, so they never run against ${named}.`,
    );
  }
  if (!/^https:\/\/[^/]+$/.test(url)) {
    throw new EmulatorTrouble(`${url} is no address of a stage: give https and its name, without a path.`);
  }
  return { account: { stage: named, url } };
}

function valuesOf(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { port: text, python: text, stage: text, url: text };
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw new EmulatorTrouble(error instanceof Error ? error.message : String(error));
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new EmulatorTrouble(`${text} is not a port: give a number from 1 to 65535.`);
}
