import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { Tier } from '../../domain/record/characteristics.ts';

/** What the prison and probation service's systems know of a person. Events carry ids only; this is what they refer to. */
export interface HmppsData {
  /** The dates of the present sentence. */
  prisoner(prisonNumber: string): Promise<Fetched<PrisonerData>>;
  /** The fixed-term recall that a person is in prison for. */
  fixedTermRecall(prisonNumber: string): Promise<Fetched<FixedTermRecallData>>;
  /** @param person a prison number or a CRN. */
  communityManager(person: string): Promise<Fetched<CommunityManagerData>>;
  tier(crn: string): Promise<Fetched<TierData>>;
  /** The prison number of a person on probation; undefined for someone who has none. */
  prisonNumberOf(crn: string): Promise<Fetched<string | undefined>>;
}

/** `NOT_FOUND`: the system has nothing under this id, perhaps not yet. `NOT_UNDERSTOOD`: it answered in another form. */
export type Fetched<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: 'UNAVAILABLE' | 'NOT_FOUND' | 'NOT_UNDERSTOOD' };

export interface PrisonerData {
  readonly dates: readonly { readonly dateType: ReleaseDateType; readonly date: IsoDate }[];
}

export interface FixedTermRecallData {
  readonly returnedOn: IsoDate;
  readonly prison?: string;
  /** The post-recall release date, where it is calculated. */
  readonly releaseDate?: IsoDate;
}

export interface CommunityManagerData {
  /** The officer's user name; undefined while the case waits for one. */
  readonly officer?: string;
}

export interface TierData {
  readonly tier: Tier;
}
