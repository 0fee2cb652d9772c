import { runDemo } from './run-demo.ts';
import { STORIES } from './stories/stories.ts';

/** `npm run demo -- --story NAME`: one person's whole journey on the real workflows, at speed. */
process.exitCode = await runDemo(process.argv.slice(2), STORIES, {
  print: (line) => {
    console.log(line);
  },
  printError: (line) => {
    console.error(line);
  },
});
