import { Temporal } from 'temporal-polyfill';
import type { SentenceOutOfScope } from './ask-the-omu.ts';
import { dayNumberOf, plainDateOf } from './day-number.ts';
import { afterShare, firstThatApplies, notBefore, whatIsExcluded } from './earlier-release.ts';
import type { Law } from './law.ts';
import type { ExclusionRow, FractionRow } from './law-rows.ts';
import { countOf } from './number-words.ts';
import { sayDate } from './say-date.ts';
import type { MeasuredSentence, ReleaseByRule } from './sentence-terms.ts';

export type FinalRelease = ReleaseByRule & {
  /** The progression model does not reach this release, or leaves the offence out. */
  readonly keepsEarlierRules: boolean;
};

/**
 * Release under the progression model of the Sentencing Act 2026, which begins in tranches by length of sentence. The
 * earlier rule stands for section 250 and where its date falls before the tranche's first day; otherwise the date is
 * that of the model, and not before the tranche's first day.
 */
export function progressionRelease(
  sentence: MeasuredSentence,
  earlier: ReleaseByRule,
  law: Law,
): FinalRelease | SentenceOutOfScope {
  if (sentence.section250) return standing(earlier, 'A sentence under section 250 keeps this rule.');
  const tranche = law.rows.tranche('progressionTranches', sentence.lengthDays);
  const firstDay = dayNumberOf(Temporal.PlainDate.from(tranche.from));
  const length = tranche.value === null ? 'this length' : `up to ${countOf(tranche.value, 'day')}`;
  const reaches = `The progression model reaches sentences of ${length} from ${sayDate(tranche.from)}.`;
  if (earlier.day < firstDay) {
    const stands = standing(earlier, reaches, 'Release is due before that day, so this rule stands.');
    return { ...stands, law: [...earlier.law, tranche] };
  }
  const earlierDate = plainDateOf(earlier.day).toString();
  const share = shareUnderModel(sentence, earlierDate, law);
  if (share === undefined) return standing(earlier, 'The progression model is not in force on that day.');
  if (typeof share === 'string') return share;
  const after = afterShare(sentence, share.row, share.what);
  const release = notBefore(after, tranche.from, 'the progression model with a sentence of this length');
  return {
    ...release,
    law: [share.row, ...(share.exclusion === undefined ? [] : [share.exclusion]), tranche],
    explanation: [
      reaches,
      `By the earlier rule release would not be before that day, but on ${sayDate(earlierDate)}, so the model applies.`,
      ...release.explanation,
    ],
    keepsEarlierRules: share.leftOut,
  };
}

interface Share {
  readonly row: FractionRow;
  readonly what: string;
  readonly leftOut: boolean;
  readonly exclusion?: ExclusionRow;
}

/** The share by the rows in force when the earlier rule would release; undefined when the model is not in force then. */
function shareUnderModel(
  sentence: MeasuredSentence,
  earlierDate: string,
  { rows }: Law,
): Share | SentenceOutOfScope | undefined {
  const sentencedAt = sentence.sentencedAt.toString();
  const standard = rows.fraction('progressionFraction', earlierDate);
  const sdsPlus = rows.fraction('progressionSdsPlusFraction', earlierDate);
  const kept = rows.fraction('progressionExcludedFraction', earlierDate);
  if (standard === undefined || sdsPlus === undefined || kept === undefined) return undefined;
  if (sentence.sdsPlus) return { row: sdsPlus, what: 'an SDS+ sentence', leftOut: false };
  const oldOffence = rows.fraction('progressionSdsPlusOffenceFraction', sentencedAt);
  if (sentence.sdsPlusEligibleOffence && oldOffence !== undefined) {
    const what = `a sentence given by ${sayDate(oldOffence.until)} for an offence of the SDS+ type`;
    return { row: oldOffence, what, leftOut: true };
  }
  const exclusion = firstThatApplies(
    rows.excluded('progressionExclusions', sentence.exclusions, sentencedAt),
    sentence,
  );
  if (exclusion !== undefined) {
    const what = `the sentence, because the model leaves out ${whatIsExcluded(exclusion)}`;
    return { row: kept, what, leftOut: true, exclusion };
  }
  if (rows.excluded('sds40Exclusions', sentence.exclusions, earlierDate).length > 0)
    return 'EXCLUSION_NOT_SAID';
  return { row: standard, what: 'a standard determinate sentence', leftOut: false };
}

function standing(earlier: ReleaseByRule, ...why: readonly string[]): FinalRelease {
  return { ...earlier, explanation: [...earlier.explanation, ...why], keepsEarlierRules: true };
}
