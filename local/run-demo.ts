import { UsageError } from './arguments.ts';
import { storiesToTell } from './demo-arguments.ts';
import type { Story } from './stories/story.ts';
import { placeCalled } from '../web/console/directory.ts';
import { tellStory } from './stories/tell.ts';

export interface DemoOutput {
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/** Tells the stories that are asked for. @returns the exit code: 0 only if everything in each of them was so. */
export async function runDemo(
  words: readonly string[],
  stories: Readonly<Record<string, Story>>,
  { print, printError }: DemoOutput,
): Promise<number> {
  let failed = 0;
  try {
    for (const name of storiesToTell(words, Object.keys(stories))) {
      const story = stories[name];
      if (story === undefined) continue;
      print(`${name}: ${story.about}`);
      print(howToRead(story));
      const missing = await tellStory(story, print);
      if (missing.length > 0) failed += 1;
      print(missing.length === 0 ? `\n${name}: passed.\n` : `\n${name}: ${missing.length} failed.\n`);
      for (const sentence of missing) printError(`${name} failed: ${sentence}`);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    printError(error.message);
    return 1;
  }
  return failed === 0 ? 0 : 1;
}

function howToRead({ person: { firstName, lastName, prison } }: Story): string {
  return `Below is the timeline of ${firstName} ${lastName}, from ${placeCalled(prison)}: each line is one entry, with who recorded it. “Checked” stands before what must be so by then.`;
}
