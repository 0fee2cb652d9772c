import { Temporal } from 'temporal-polyfill';
import type { SentenceOutOfScope } from './ask-the-omu.ts';
import { dayNumberOf, plainDateOf } from './day-number.ts';
import { fractionWords, shareOf } from './fraction.ts';
import type { Law } from './law.ts';
import type { ExclusionRow, FractionRow } from './law-rows.ts';
import { longDate } from './long-date.ts';
import { countOf } from './number-words.ts';
import { sayDate } from './say-date.ts';
import type { MeasuredSentence, ReleaseByRule } from './sentence-terms.ts';

/**
 * Release by the rules before the progression model: two thirds for SDS+; otherwise one half, or two fifths where that
 * half ends when SDS40 is in force and no exclusion applies, and never before SDS40 began. The fractions are those of
 * the law's data.
 */
export function earlierRelease(
  sentence: MeasuredSentence,
  { rows }: Law,
): ReleaseByRule | SentenceOutOfScope {
  const sentencedAt = sentence.sentencedAt.toString();
  const standard = rows.fraction('standardFraction', sentencedAt);
  if (standard === undefined) return 'SENTENCE_BEFORE_THE_LAW';
  if (sentence.sdsPlus) {
    const sdsPlus = rows.fraction('sdsPlusFraction', sentencedAt);
    return sdsPlus === undefined
      ? 'SDS_PLUS_BEFORE_THE_LAW'
      : afterShare(sentence, sdsPlus, 'an SDS+ sentence');
  }
  const half = afterShare(sentence, standard, 'a standard determinate sentence');
  const halfDate = plainDateOf(half.day).toString();
  const sds40 = rows.fraction('sds40Fraction', halfDate);
  if (sds40 === undefined) return half;
  const excluded = firstThatApplies(
    rows.excluded('sds40Exclusions', sentence.exclusions, halfDate),
    sentence,
  );
  if (excluded !== undefined) {
    return {
      ...half,
      law: [...half.law, excluded],
      explanation: [...half.explanation, `SDS40 leaves out ${whatIsExcluded(excluded)}, so this date stays.`],
    };
  }
  return notBefore(
    afterShare(sentence, sds40, 'a standard determinate sentence under SDS40'),
    sds40.from,
    'SDS40',
  );
}

/** Release after a share of the sentence. */
export function afterShare(sentence: MeasuredSentence, row: FractionRow, what: string): ReleaseByRule {
  const day = sentence.firstDay + shareOf(sentence.lengthDays, row.value) - 1;
  return {
    day,
    fraction: row.value,
    law: [row],
    explanation: [`Release is after ${fractionWords(row.value)} of ${what}: ${longDate(plainDateOf(day))}.`],
  };
}

/** The same, but not before a law began. */
export function notBefore(release: ReleaseByRule, from: string | null, what: string): ReleaseByRule {
  const first = from === null ? -Infinity : dayNumberOf(Temporal.PlainDate.from(from));
  if (release.day >= first) return release;
  const says = `Nobody is released under ${what} before ${sayDate(from)}, so release is on that day.`;
  return { ...release, day: first, explanation: [...release.explanation, says] };
}

/** The first exclusion whose least length the sentence has. */
export function firstThatApplies(
  exclusions: readonly ExclusionRow[],
  { sentencedAt, lastDay }: MeasuredSentence,
): ExclusionRow | undefined {
  return exclusions.find(
    ({ leastYears = 0 }) => lastDay + 1 >= dayNumberOf(sentencedAt.add({ years: leastYears })),
  );
}

/** "a violent offence with a sentence of four years or more" */
export function whatIsExcluded({ name, leastYears }: ExclusionRow): string {
  return leastYears === undefined
    ? name
    : `${name} with a sentence of ${countOf(leastYears, 'year')} or more`;
}
