import { addDays } from '../../law/time.ts';
import type { Head } from '../../record/head.ts';

/** Supervision has ended by so many days after release, so nothing is asked then. */
export function supervisionEndsBefore(
  { releasedOn, sentence }: Pick<Head, 'releasedOn' | 'sentence'>,
  daysAfterRelease: number,
): boolean {
  return releasedOn !== undefined && addDays(releasedOn, daysAfterRelease) > sentence.supervisionEndsOn;
}
