import type { IsoDate, IsoInstant } from '../law/time.ts';

/**
 * Victim contact (Domestic Violence, Crime and Victims Act 2004, sections 35 to 44, and the Victim Contact Scheme). It is
 * kept apart from the journey, so that nothing of the journey says whether there is any. No name of a victim is kept: the
 * victim liaison unit has its own case file, and `reference` is its number there.
 */

/** By law, for a specified violent or sexual offence and a sentence that is long enough; else by the unit's discretion. */
export const CONTACT_BASES = ['STATUTORY', 'DISCRETIONARY'] as const;
export type ContactBasis = (typeof CONTACT_BASES)[number];

/** What the victim chose: the key stages they want news of, and a statement to the Parole Board. */
export const ENTITLEMENTS = [
  'RELEASE_DATE',
  'TEMPORARY_LICENCE',
  'LICENCE',
  'RECALL',
  'SUPERVISION_END',
  'PAROLE_STATEMENT',
] as const;
export type Entitlement = (typeof ENTITLEMENTS)[number];

export const CONDITION_KINDS = ['NO_CONTACT', 'EXCLUSION_AREA'] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

export const CONDITION_ANSWERS = ['INCLUDED', 'INCLUDED_CHANGED', 'NOT_INCLUDED'] as const;
export type ConditionAnswer = (typeof CONDITION_ANSWERS)[number];

export const CLOSING_REASONS = ['OPTED_OUT', 'CONTACT_ENDED', 'OPENED_IN_ERROR'] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

export const PASSING_OUTCOMES = ['PASSED_ON', 'NOT_WANTED'] as const;
export type PassingOutcome = (typeof PASSING_OUTCOMES)[number];

export const MEANS = ['PHONE', 'LETTER', 'EMAIL', 'IN_PERSON'] as const;
export type Means = (typeof MEANS)[number];

/** A licence condition that the victim asked for. */
export interface AskedCondition {
  readonly id: string;
  readonly kind: ConditionKind;
  readonly text: string;
  readonly askedOn: IsoDate;
  /** When it was put to the community offender manager, who sees it from then on. */
  readonly putOn?: IsoDate;
  readonly answer?: ConditionAnswer;
  readonly answeredOn?: IsoDate;
}

/** What was last dealt with: passed on to the victim, or not wanted by them. */
export interface PassedOn {
  readonly standing: string;
  readonly outcome: PassingOutcome;
  readonly means?: Means;
  readonly on: IsoDate;
  readonly at: IsoInstant;
  readonly by: string;
}

/** One victim's case. */
export interface ContactCase {
  readonly id: string;
  readonly reference?: string;
  readonly basis: ContactBasis;
  /** The liaison officer. */
  readonly officer: string;
  readonly entitlements: readonly Entitlement[];
  readonly note?: string;
  readonly conditions: readonly AskedCondition[];
  readonly passedOn?: PassedOn;
  readonly openedAt: IsoInstant;
  readonly closed?: { readonly at: IsoInstant; readonly by: string; readonly reason: ClosingReason };
}

/** The dates that an agency is shown of a person. */
export interface AgencyDates {
  readonly releaseDate?: IsoDate;
  readonly releasedOn?: IsoDate;
}

/** Agencies are shown the earlier dates, and sent nothing, until an instant. */
export interface AgenciesWait {
  readonly until: IsoInstant;
  readonly shown: AgencyDates;
  /** Messages that the change caused: they are sent as soon as every victim's case has been dealt with. */
  readonly deliveries: readonly { readonly agencyId: string; readonly id: string }[];
}

/** All victim contact about one journey, and how far its history goes. */
export interface VictimContact {
  readonly journeyId: string;
  /** 0 before it is stored. */
  readonly version: number;
  /** Whose unit has it. */
  readonly region: string;
  readonly cases: readonly ContactCase[];
  /** What there is to pass on, since when, and until when it should be. */
  readonly toPassOn?: {
    readonly standing: string;
    readonly since: IsoInstant;
    readonly by: IsoInstant;
    /** How often the unit was reminded. */
    readonly reminded: number;
  };
  readonly wait?: AgenciesWait;
  /** When the unit is next to be reminded. */
  readonly wakeAt?: IsoInstant;
  readonly history: { readonly count: number; readonly lastHash: string };
}

export function openCases({ cases }: Pick<VictimContact, 'cases'>): readonly ContactCase[] {
  return cases.filter(({ closed }) => closed === undefined);
}
