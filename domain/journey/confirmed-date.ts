import { sayDate } from '../law/say-date.ts';
import type { IsoDate } from '../law/time.ts';
import type { BrokenRule } from '../pathways/step-entry.ts';
import type { DraftContext } from '../record/record-draft.ts';
import { dateOfType, releaseDateOf } from '../record/sentence-dates.ts';
import type { Journey } from './journey.ts';
import { checkReleaseDay } from './release-date.ts';

/**
 * Why a confirmed date needs a legal ground and a second officer: it is before the earliest day permitted, or before
 * the date set by law without a governor's decision (Criminal Justice Act 1961, section 23; 2023 Act). Undefined where
 * it does not.
 */
export function groundNeeded(
  journey: Journey,
  confirmed: IsoDate,
  context: Pick<DraftContext, 'calendar' | 'law' | 'today'>,
): BrokenRule | undefined {
  const { sentence, decision } = journey;
  const others = journey.dates.filter(({ dateType }) => dateType !== 'CONFIRMED');
  const due = releaseDateOf(others, sentence.releaseKind);
  if (due === undefined) {
    const byBoard = sentence.releaseKind === 'INDETERMINATE' || sentence.releaseKind === 'PAROLE_BOARD';
    return byBoard ? early('No date is recorded on which the person may be released.') : undefined;
  }
  const check = checkReleaseDay(journey, { ...due, revision: journey.releaseRevision }, context);
  const { statutoryDate, earliestPermittedDate } = check.known
    ? check
    : { statutoryDate: due.date, earliestPermittedDate: due.date };
  if (confirmed >= statutoryDate) return undefined;
  if (confirmed < earliestPermittedDate) {
    return early(`The earliest day permitted is ${sayDate(earliestPermittedDate)}.`);
  }
  if (decision?.date === confirmed) return undefined;
  return early(`No governor has decided on a day before ${sayDate(statutoryDate)}, the date set by law.`);
}

/** Why the confirmed date among the dates given with a sentence cannot be recorded with them: nobody has approved it. */
export function dateTooEarly(
  journey: Journey,
  context: Pick<DraftContext, 'calendar' | 'law' | 'today'>,
): BrokenRule | undefined {
  const confirmed = dateOfType(journey.dates, 'CONFIRMED');
  const broken = confirmed && groundNeeded(journey, confirmed.date, context);
  return broken && { ...broken, explanation: `${broken.explanation} Record it after the other dates.` };
}

function early(why: string): BrokenRule {
  return {
    rule: 'earlier-than-permitted',
    explanation: `${why} An earlier confirmed date needs a legal ground, and a second officer who approves it.`,
  };
}
