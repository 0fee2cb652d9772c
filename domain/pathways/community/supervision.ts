import type { DaysFigure } from '../../law/figures.ts';
import type { Law } from '../../law/law.ts';
import { addDays } from '../../law/time.ts';
import type { Head } from '../../record/head.ts';

/** Supervision has ended by so many days after release, so nothing is asked then. */
export function supervisionEndsBefore(
  { releasedOn, sentence }: Pick<Head, 'releasedOn' | 'sentence'>,
  after: DaysFigure,
  law: Law,
): boolean {
  if (releasedOn === undefined || sentence.supervisionEndsOn === undefined) return false;
  return addDays(releasedOn, law.onRelease(releasedOn)[after]) > sentence.supervisionEndsOn;
}
