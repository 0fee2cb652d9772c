import type { Temporal } from 'temporal-polyfill';

export const RELEASE_KINDS = ['DETERMINATE', 'HDC', 'INDETERMINATE', 'PAROLE_BOARD', 'RECALL'] as const;
export type ReleaseKind = (typeof RELEASE_KINDS)[number];

/** The dates a prison calculates or a board approves, by their field abbreviations. */
export const RELEASE_DATE_TYPES = [
  'CRD',
  'ARD',
  'PRRD',
  'ETD',
  'MTD',
  'LTD',
  'SED',
  'LED',
  'SLED',
  'TUSED',
  'PED',
  'HDCED',
  'HDCAD',
  'APD',
  'CONFIRMED',
] as const;
export type ReleaseDateType = (typeof RELEASE_DATE_TYPES)[number];

/** Why the early release scheme does not reach a person, strongest first: this is the order of precedence. */
export const EXCLUSION_REASONS = [
  'INDETERMINATE',
  'PAROLE_BOARD_DISCRETIONARY',
  'HDC',
  'DATE_TYPE_NOT_MOVED',
  'SERVED_TOO_LITTLE',
  'REVERTED_EXCEPTIONAL',
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/**
 * The code of each reason in the API and in the record. One of them names the figure of the policy when it was
 * published; it keeps its name whatever the figure is, because callers compare codes.
 */
export const PUBLISHED_EXCLUSION = {
  INDETERMINATE: 'INDETERMINATE',
  PAROLE_BOARD_DISCRETIONARY: 'PAROLE_BOARD_DISCRETIONARY',
  HDC: 'HDC',
  DATE_TYPE_NOT_MOVED: 'DATE_TYPE_NOT_MOVED',
  SERVED_TOO_LITTLE: 'UNDER_28_DAYS',
  REVERTED_EXCEPTIONAL: 'REVERTED_EXCEPTIONAL',
} as const satisfies Record<ExclusionReason, string>;
export type PublishedExclusion = (typeof PUBLISHED_EXCLUSION)[ExclusionReason];

/** What the Friday check needs to know. Days are whole days. */
export interface ReleaseDayInput {
  readonly releaseDate: Temporal.PlainDate;
  readonly dateType: ReleaseDateType;
  readonly adult: boolean;
  /** Days in custody since sentence, as `daysServed` counts them. */
  readonly daysServedSinceSentence: number;
  readonly releaseKind: ReleaseKind;
  /** For a recalled person: all days in custody since sentence added up, over every spell. */
  readonly cumulativeDaysServedSinceSentence?: number | undefined;
  /** The whole term in days; only a short term, which may end on a Saturday, makes a difference. */
  readonly sentenceLengthDays?: number | undefined;
  /** The governor goes back to the statutory date in exceptional circumstances. */
  readonly exceptionalCircumstances?: boolean | undefined;
}

/**
 * How each type of date is treated.
 * - SCHEME: a day of discharge that both the 1961 and the 2023 Act move.
 * - STATUTE: a day of discharge somebody has already chosen or approved; the 1961 Act still forbids a
 *   weekend or bank holiday, but the 2023 Act moves nothing further.
 * - FORWARD: curfew; a person may not go before eligibility, so the day can only be later.
 * - NEVER: the end of a sentence, a licence or supervision, or the day parole may first be asked for.
 *   No one is discharged because of it, so it keeps its own date on any day of the week.
 */
export const TREATMENT_OF_DATE_TYPE = {
  CRD: 'SCHEME',
  ARD: 'SCHEME',
  PRRD: 'SCHEME',
  ETD: 'SCHEME',
  MTD: 'SCHEME',
  LTD: 'SCHEME',
  APD: 'STATUTE',
  CONFIRMED: 'STATUTE',
  HDCED: 'FORWARD',
  HDCAD: 'FORWARD',
  SED: 'NEVER',
  LED: 'NEVER',
  SLED: 'NEVER',
  TUSED: 'NEVER',
  PED: 'NEVER',
} as const satisfies Record<ReleaseDateType, 'SCHEME' | 'STATUTE' | 'FORWARD' | 'NEVER'>;

/** The four dates kept apart. Without the scheme, presumptive and earliest equal the statutory date. */
export interface ReleaseDayAssessment {
  /** The last day the law allows, after weekends and bank holidays. */
  readonly statutoryDate: Temporal.PlainDate;
  readonly schemeApplies: boolean;
  /** The date proposed without anyone asking. */
  readonly presumptiveDate: Temporal.PlainDate;
  readonly earliestPermittedDate: Temporal.PlainDate;
  /** Present whenever the person or the date is excluded, also on a day the scheme would leave alone. */
  readonly reason?: ExclusionReason;
  /** Plain English sentences, in order, for page, API and log alike. */
  readonly explanation: readonly string[];
}

/** The bank holidays needed are not known, so no date can be given yet. */
export interface ReleaseDayRefusal {
  readonly ok: false;
  readonly code: 'RULE_REFUSED';
  readonly rule: 'BANK_HOLIDAYS_NOT_KNOWN';
  readonly explanation: readonly string[];
}

export type ReleaseDayResult =
  { readonly ok: true; readonly assessment: ReleaseDayAssessment } | ReleaseDayRefusal;
