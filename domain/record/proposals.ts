import type { ReleaseDateType } from '../law/release-day.ts';
import type { IsoDate, IsoInstant } from '../law/time.ts';
import type { Actor } from './actor.ts';
import type { EarlyGround } from './early-grounds.ts';
import type { GivenVariation } from './licence-variation.ts';
import type { GivenRecall } from './recall.ts';
import type { GivenCorrection, GivenRelease } from './recorded-release.ts';

/** What one officer proposes and another must approve, by kind. */
export interface ProposedChanges {
  /** A confirmed date before the earliest day that is permitted. */
  readonly 'early-release-date': { readonly date: IsoDate; readonly ground: EarlyGround };
  /** The removal of a date of the sentence, after which `releaseDate` counts, which is earlier. */
  readonly 'date-removal': {
    readonly dateType: ReleaseDateType;
    readonly date: IsoDate;
    readonly releaseDate: IsoDate;
    readonly reason: string;
  };
  readonly release: GivenRelease;
  readonly 'release-correction': GivenCorrection;
  /** A change of the conditions of a licence after release. */
  readonly 'licence-variation': GivenVariation;
  /** The revocation of a licence. */
  readonly recall: GivenRecall;
  /** A recall was recorded wrongly. */
  readonly 'recall-undoing': { readonly reason: string };
}
export type ProposalKind = keyof ProposedChanges;

/** A kind of change with the change itself. */
export type Proposed = {
  [K in ProposalKind]: { readonly kind: K; readonly change: ProposedChanges[K] };
}[ProposalKind];

/** A change that waits for a second officer. Nothing else is written until they approve it. */
export type Proposal = {
  [K in ProposalKind]: {
    readonly id: string;
    readonly kind: K;
    readonly change: ProposedChanges[K];
    readonly proposedAt: IsoInstant;
    readonly proposedBy: Actor;
  };
}[ProposalKind];

interface WithProposals {
  readonly proposals?: readonly Proposal[];
}

export function proposalsOf({ proposals }: WithProposals): readonly Proposal[] {
  return proposals ?? [];
}

/** The proposals of other kinds. */
export function proposalsWithout(record: WithProposals, ended: ProposalKind): readonly Proposal[] {
  const name: string = ended;
  return proposalsOf(record).filter(({ kind }) => kind !== name);
}

export type ProposalOf<K extends ProposalKind> = Extract<Proposal, { readonly kind: K }>;
