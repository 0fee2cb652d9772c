import type { IsoDate, IsoInstant } from '../law/time.ts';
import type { Actor } from './actor.ts';

/** The legal grounds on which a person is released before the days that the 1961 and 2023 Acts give. */
export const EARLY_GROUNDS = ['PAROLE', 'EXECUTIVE_RELEASE', 'COURT_ORDER', 'EARLY_REMOVAL'] as const;
export type EarlyGround = (typeof EARLY_GROUNDS)[number];

/** What one officer proposes and another must approve, by kind. */
export interface ProposedChanges {
  /** A confirmed date before the earliest day that is permitted. */
  readonly 'early-release-date': { readonly date: IsoDate; readonly ground: EarlyGround };
}
export type ProposalKind = keyof ProposedChanges;

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
