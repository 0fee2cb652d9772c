import type { Temporal } from 'temporal-polyfill';
import type { AskTheOmu, DatesWorkedOut, SentenceOutOfScope } from './ask-the-omu.ts';
import type { Fraction } from './fraction.ts';
import type { LawRow } from './law-rows.ts';

/** A length as a court gives it. At least one day in all. */
export interface SentenceDuration {
  readonly years?: number | undefined;
  readonly months?: number | undefined;
  readonly weeks?: number | undefined;
  readonly days?: number | undefined;
}

export interface SentenceInput {
  readonly sentencedAt: Temporal.PlainDate;
  readonly offenceCommittedAt: Temporal.PlainDate;
  readonly duration: SentenceDuration;
  readonly sdsPlus: boolean;
  /** The offence and length would make it SDS+ by the law of today. */
  readonly sdsPlusEligibleOffence: boolean;
  readonly section250: boolean;
  /** Codes of the exclusions in the law's data. */
  readonly exclusions: readonly string[];
  readonly consecutiveOrConcurrent?: boolean | undefined;
  readonly extended?: boolean | undefined;
  readonly life?: boolean | undefined;
  readonly daysAdded?: number | undefined;
  readonly daysRemanded?: number | undefined;
}

/** Release on licence and the end of sentence and licence; or release without a licence and the end of sentence. */
export type SentenceDates =
  | { readonly CRD: Temporal.PlainDate; readonly SLED: Temporal.PlainDate }
  | { readonly ARD: Temporal.PlainDate; readonly SED: Temporal.PlainDate };

export type SentenceDatesResult =
  (DatesWorkedOut<SentenceDates> & { readonly fraction: Fraction }) | AskTheOmu<SentenceOutOfScope>;

/** A sentence measured: its first and last day as day numbers, both counted in its length. */
export interface MeasuredSentence extends SentenceInput {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly lengthDays: number;
}

/** The day of release by one rule, and what it rests on. */
export interface ReleaseByRule {
  readonly day: number;
  readonly fraction: Fraction;
  readonly law: readonly LawRow[];
  readonly explanation: readonly string[];
}
