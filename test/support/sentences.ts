import { Temporal } from 'temporal-polyfill';
import type { RecallDatesResult, RecallInput } from '../../domain/law/recall-dates.ts';
import type { SentenceDatesResult, SentenceInput } from '../../domain/law/sentence-terms.ts';

type WithIsoDates<Input> = {
  readonly [Name in keyof Input]: Input[Name] extends Temporal.PlainDate | undefined ? string : Input[Name];
};

export type SentenceAsked = Partial<WithIsoDates<SentenceInput>>;
export type RecallAsked = Partial<WithIsoDates<RecallInput>>;

/** Two years from 4 March 2025, with nothing special about them. */
export function sentenceOf({ sentencedAt, offenceCommittedAt, ...asked }: SentenceAsked): SentenceInput {
  return {
    duration: { years: 2 },
    sdsPlus: false,
    sdsPlusEligibleOffence: false,
    section250: false,
    exclusions: [],
    ...asked,
    sentencedAt: Temporal.PlainDate.from(sentencedAt ?? '2025-03-04'),
    offenceCommittedAt: Temporal.PlainDate.from(offenceCommittedAt ?? '2024-12-01'),
  };
}

/** Seven years from 12 November 2022, recalled in May 2026. */
export function recallOf({ sentenceDays, recalledFromCurfew, ...asked }: RecallAsked): RecallInput {
  const dates = {
    sentencedAt: '2022-11-12',
    sled: '2029-11-11',
    revocationDate: '2026-05-04',
    returnToCustodyDate: '2026-05-06',
    ...asked,
  };
  const optional = (date: string | undefined) =>
    date === undefined ? undefined : Temporal.PlainDate.from(date);
  return {
    sentenceDays: sentenceDays ?? 2557,
    recalledFromCurfew,
    sentencedAt: Temporal.PlainDate.from(dates.sentencedAt),
    sled: Temporal.PlainDate.from(dates.sled),
    revocationDate: Temporal.PlainDate.from(dates.revocationDate),
    returnToCustodyDate: Temporal.PlainDate.from(dates.returnToCustodyDate),
    arrestDate: optional(dates.arrestDate),
    earlierRecallDate: optional(dates.earlierRecallDate),
    requisiteCustodialPeriodEnds: optional(dates.requisiteCustodialPeriodEnds),
  };
}

/** The dates and the fraction as text, or the reason to ask. */
export function answerOf(result: SentenceDatesResult | RecallDatesResult): Readonly<Record<string, string>> {
  if (result.status === 'ASK_THE_OMU') return { status: result.status, reason: result.reason };
  const dates = Object.entries(result.dates).map(([kind, date]) => [kind, String(date)] as const);
  return {
    ...Object.fromEntries(dates),
    ...('fraction' in result && { fraction: result.fraction.text }),
  };
}
