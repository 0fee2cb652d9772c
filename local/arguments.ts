import { parseArgs } from 'node:util';

export interface Arguments {
  readonly port: number;
  readonly data: string;
  readonly fresh: boolean;
}

/** The command line could not be understood; the message says what it may be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const DEFAULT_PORT = 3000;
export const USAGE = 'npm start -- [--port N] [--data DIR] [--fresh]';

/** @throws UsageError for an unknown option or a port that is none. */
export function readArguments(words: readonly string[]): Arguments {
  const { values } = parse(words);
  const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(
      `--port takes a number from 0 to 65535, not ${String(values.port)}. Usage: ${USAGE}`,
    );
  }
  return { port, data: values.data ?? '.local', fresh: values.fresh ?? false };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: { port: { type: 'string' }, data: { type: 'string' }, fresh: { type: 'boolean' } },
      strict: true,
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0] ?? ''} Usage: ${USAGE}`);
  }
}
