import { parseArgs } from 'node:util';
import { UsageError } from './arguments.ts';

/** The stories that the demonstration can show, and what happens in each. */
export const STORIES = {
  'second-council': 'The first council refuses, so that the second is asked.',
} as const;

export type Story = keyof typeof STORIES;

const FIRST: Story = 'second-council';
const USAGE = 'npm run demo -- [--story NAME]';

/** @throws UsageError for an unknown option or a story that does not exist. */
export function readStory(words: readonly string[]): Story {
  const name = parse(words).story ?? FIRST;
  if (!isStory(name)) {
    throw new UsageError(
      `There is no story called ${name}. Stories: ${Object.keys(STORIES).join(', ')}. Usage: ${USAGE}`,
    );
  }
  return name;
}

function isStory(name: string): name is Story {
  return Object.hasOwn(STORIES, name);
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: { story: { type: 'string' } }, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0] ?? ''} Usage: ${USAGE}`);
  }
}
