import { readFileSync } from 'node:fs';
import type { GivenEvent } from './events.ts';

/** 300 events as they arrived: some late, some twice, a few reversed, contradictory, or about nobody who is known. */
export function eventFile(): readonly GivenEvent[] {
  const text = readFileSync(new URL('../fixtures/hmpps/events.jsonl', import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as GivenEvent);
}

export const KNOWN = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `A100${number}AA`);
/** In the file from the beginning; their journey begins after it. */
export const FOUND_LATER = 'B2001BB';

/** The CRN that the file has for a prison number. */
export function crnOf(prisonNumber: string): string {
  return `X${prisonNumber.slice(1, 5)}00`;
}
