import { parseArgs } from 'node:util';
import { UsageError } from './arguments.ts';

const FIRST = 'first';
const USAGE = 'npm run demo -- [--story NAME | --all]';

/**
 * The names of the stories to tell, of those there are.
 * @throws UsageError for an unknown option or a story that does not exist.
 */
export function storiesToTell(words: readonly string[], names: readonly string[]): readonly string[] {
  const { story, all } = parse(words);
  if (all === true && story !== undefined) {
    throw new UsageError(`Give a story or --all, not both. Usage: ${USAGE}`);
  }
  if (all === true) return names;
  const name = story ?? FIRST;
  if (names.includes(name)) return [name];
  throw new UsageError(`There is no story called ${name}. Stories: ${names.join(', ')}. Usage: ${USAGE}`);
}

function parse(words: readonly string[]) {
  try {
    const options = { story: { type: 'string' }, all: { type: 'boolean' } } as const;
    return parseArgs({ args: [...words], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0] ?? ''} Usage: ${USAGE}`);
  }
}
