import type { ReferralAnswer } from '../record/referral.ts';
import type { Milestone } from './milestones.ts';
import type { PathwayDraft, PersonRecord } from './person-record.ts';

/** What an agency may be shown of the person. */
export interface ShownPerson {
  readonly name?: string;
  readonly contact?: { readonly by: 'PHONE' | 'EMAIL' | 'OFFICER'; readonly at: string };
  readonly opinion?: string;
}

/** A service that an agency gives and a referral asks for. `Kind` are the kinds of step it may name. */
export interface ServiceEntry<Kind extends string = string> {
  readonly name: string;
  /** To follow "the referral": "under the duty to refer". */
  readonly about: string;
  /** Which agency a choice goes to: the one that serves the person's region, or one the record names. */
  readonly givenBy: (
    record: PersonRecord,
    choice: number,
  ) => 'agency-of-region' | { readonly agencyId: string | undefined };
  /** Codes an agency may give with each answer. */
  readonly codes: Readonly<Record<ReferralAnswer, readonly string[]>>;
  /** Steps about a referral to it end, besides at release, when one of these is reached. */
  readonly wantedUntil: readonly Milestone[];
  /** Steps that wait for an event, and may have their answer once a referral is made. */
  readonly mayAnswer?: readonly Kind[];
  readonly acceptanceBrings?: Milestone;
  /** What making a referral records. */
  made?(draft: PathwayDraft): void;
  /** What the agency is shown of the person while the referral stands, besides the referral itself. */
  shows?(record: PersonRecord): ShownPerson;
  /** What an acceptance records, besides the agency's answer. */
  accepted?(draft: PathwayDraft, code: string | undefined): void;
}
