import { withSection } from '../bench/document.ts';

/** The page with its counted part replaced. @throws Error when it has lost its markers. */
export function withCounted(document: string, counted: string): string {
  return withSection(document, 'counted', counted);
}

/** What is wrong with the page that is kept; undefined when it says what was counted now. */
export function pageProblem(document: string, counted: string): string | undefined {
  const now = withCounted(document, counted);
  if (now === document) return undefined;
  const [before, after] = [document.split('\n'), now.split('\n')];
  const index = after.findIndex((line, at) => line !== before[at]);
  return [
    'docs/cost.md is not what the code gives now: run `npm run cost`, and look at what has changed. First of all',
    `  it says  ${before[index] ?? ''}`,
    `  and now  ${after[index] ?? ''}`,
  ].join('\n');
}
