import { askTheOmu, SENTENCE_OUT_OF_SCOPE, type SentenceOutOfScope } from './ask-the-omu.ts';
import { dayNumberOf, plainDateOf } from './day-number.ts';
import { earlierRelease } from './earlier-release.ts';
import type { Law } from './law.ts';
import type { FigureRow, LawRow } from './law-rows.ts';
import { longDate } from './long-date.ts';
import { countOf } from './number-words.ts';
import { progressionRelease } from './progression-release.ts';
import type { MeasuredSentence, SentenceDatesResult, SentenceInput } from './sentence-terms.ts';

/**
 * The indicative dates of one standard determinate sentence without adjustments; any other is a case for the prison's
 * OMU, whose own calculation always takes precedence. The length counts the first and the last day; a part of a day
 * counts as a whole one.
 * Criminal Justice Act 2003, sections 243A to 244ZA, as changed by SDS40 in 2024 and by the Sentencing Act 2026.
 * Throws RangeError for a duration of less than a day and for a code that no exclusion has.
 */
export function sentenceDates(input: SentenceInput, law: Law): SentenceDatesResult {
  const unknown = input.exclusions.find((code) => !law.rows.exclusionCodes.includes(code));
  if (unknown !== undefined) throw new RangeError(`${unknown} is not an exclusion`);
  const sentence = measured(input);
  const outOfScope = whyOutOfScope(input);
  if (outOfScope !== undefined) return ask(outOfScope);
  const earlier = earlierRelease(sentence, law);
  if (typeof earlier === 'string') return ask(earlier);
  const release = progressionRelease(sentence, earlier, law);
  if (typeof release === 'string') return ask(release);
  const unconditional = whyUnconditional(sentence, release.keepsEarlierRules, law);
  const [on, end] = [plainDateOf(release.day), plainDateOf(sentence.lastDay)];
  return {
    status: 'DATES',
    dates: unconditional === undefined ? { CRD: on, SLED: end } : { ARD: on, SED: end },
    fraction: release.fraction,
    law: [...release.law, ...(unconditional?.law ?? [])],
    explanation: [
      `The sentence begins on ${longDate(input.sentencedAt)} and is ${countOf(sentence.lengthDays, 'day')} long, so it ends on ${longDate(end)}.`,
      ...release.explanation,
      unconditional?.says ?? 'Release is on licence (CRD), which ends with the sentence (SLED).',
    ],
  };
}

function ask(reason: SentenceOutOfScope): SentenceDatesResult {
  return askTheOmu(reason, SENTENCE_OUT_OF_SCOPE[reason]);
}

function whyOutOfScope(input: SentenceInput): SentenceOutOfScope | undefined {
  if (input.life === true) return 'LIFE_SENTENCE';
  if (input.extended === true) return 'EXTENDED_SENTENCE';
  if (input.consecutiveOrConcurrent === true) return 'SEVERAL_SENTENCES';
  if ((input.daysAdded ?? 0) > 0) return 'DAYS_ADDED';
  return (input.daysRemanded ?? 0) > 0 ? 'DAYS_REMANDED' : undefined;
}

function measured(input: SentenceInput): MeasuredSentence {
  const { years = 0, months = 0, weeks = 0, days = 0 } = input.duration;
  const firstDay = dayNumberOf(input.sentencedAt);
  const lastDay = dayNumberOf(input.sentencedAt.add({ years, months, weeks, days })) - 1;
  if (lastDay < firstDay) throw new RangeError('A sentence lasts at least a day');
  return { ...input, firstDay, lastDay, lengthDays: lastDay - firstDay + 1 };
}

/** Why release is without a licence, under the rules before the progression model. */
function whyUnconditional(
  sentence: MeasuredSentence,
  keepsEarlierRules: boolean,
  { rows }: Law,
): { readonly law: readonly LawRow[]; readonly says: string } | undefined {
  if (!keepsEarlierRules) return undefined;
  const { sentencedAt, offenceCommittedAt, lengthDays, section250 } = sentence;
  const noLicence = 'so release is without a licence (ARD), and only the sentence ends then (SED).';
  const days = rows.figure('unconditionalReleaseDays', sentencedAt.toString());
  if (days !== undefined && lengthDays <= days.value) {
    return { law: [days], says: `A sentence of ${countOf(lengthDays, 'day')} has no licence, ${noLicence}` };
  }
  const months = section250
    ? rows.figure('section250UnconditionalMonths', sentencedAt.toString())
    : rows.figure('unconditionalReleaseMonths', offenceCommittedAt.toString());
  if (months === undefined || !isUnder(months, sentence)) return undefined;
  const offence = section250
    ? 'it was given under section 250'
    : `the offence was committed on ${longDate(offenceCommittedAt)}`;
  return {
    law: [months],
    says: `The sentence is under ${countOf(months.value, 'month')} and ${offence}, ${noLicence}`,
  };
}

function isUnder({ value }: FigureRow, { sentencedAt, lastDay }: MeasuredSentence): boolean {
  return lastDay + 1 < dayNumberOf(sentencedAt.add({ months: value }));
}
