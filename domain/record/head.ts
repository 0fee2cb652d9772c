import type { WithAbsences } from './absence.ts';
import type { Actor } from './actor.ts';
import type { Appointment } from './appointments.ts';
import type { Characteristics } from './characteristics.ts';
import type { Closed } from './closed.ts';
import type { KnownNumbers } from './identifiers.ts';
import type { EmergencyAccess, LimitedAccess } from './limited-access.ts';
import type { Consent } from './consent.ts';
import type { RunningExecution } from './machines.ts';
import type { Death } from './death.ts';
import type { Hold } from './hold.ts';
import type { Merged } from './merge.ts';
import type { OpenSummary } from './open-summary.ts';
import type { ReferralAnswer } from './referral.ts';
import type { RecordedRelease } from './recorded-release.ts';
import type { Proposal } from './proposals.ts';
import type { EarlierCycle, Recall } from './recall.ts';
import type { Sentence } from './sentence.ts';
import type { DateSource, SentenceDate } from './sentence-dates.ts';
import type { PublishedExclusion, ReleaseDateType } from '../law/release-day.ts';
import type { IsoDate, IsoInstant } from '../law/time.ts';

export const PHASES = [
  'reception',
  'custody',
  'pre-release',
  'release-day',
  'community',
  'recalled',
  'closed',
] as const;
export type Phase = (typeof PHASES)[number];

export const PATHWAY_STATUSES = [
  'NOT_STARTED',
  'IN_PROGRESS',
  'SUPPORT_REQUIRED',
  'SUPPORT_NOT_REQUIRED',
  'SUPPORT_DECLINED',
  'DONE',
] as const;
export type PathwayStatus = (typeof PATHWAY_STATUSES)[number];

/** The recorded date by which the person is released. `revision` counts the changes, from 1. */
export interface GivenReleaseDate {
  readonly date: IsoDate;
  readonly dateType: ReleaseDateType;
  readonly source: DateSource;
  readonly revision: number;
  readonly recordedAt: IsoInstant;
  readonly recordedBy: Actor;
}

/** The Friday check of one revision of the release date, in the stored form of `ReleaseDayAssessment`. */
export type ReleaseDayRecord =
  | {
      readonly revision: number;
      readonly known: true;
      readonly statutoryDate: IsoDate;
      readonly schemeApplies: boolean;
      readonly presumptiveDate: IsoDate;
      readonly earliestPermittedDate: IsoDate;
      readonly reason?: PublishedExclusion;
      /** Nobody decided before the proposed day had passed, so the statutory date stands. */
      readonly lapsed?: true;
      readonly explanation: readonly string[];
    }
  | { readonly revision: number; readonly known: false; readonly explanation: readonly string[] };

export const RELEASE_DAY_OUTCOMES = ['PRESUMPTIVE', 'SECOND_DAY', 'STATUTORY'] as const;
export type ReleaseDayOutcome = (typeof RELEASE_DAY_OUTCOMES)[number];

/** What the governor decided under the 2023 Act: which date, who, when and why. */
export interface ReleaseDayDecision {
  readonly revision: number;
  readonly outcome: ReleaseDayOutcome;
  readonly date: IsoDate;
  readonly reason?: string;
  /** The community officer who asked for the earliest day permitted. */
  readonly requestedBy?: string;
  readonly decidedAt: IsoInstant;
  readonly decidedBy: Actor;
}

/** The community officer's request for the earliest day permitted: a day more than proposed, for a resettlement need. */
export interface SecondDayRequest {
  readonly revision: number;
  readonly need: string;
  readonly requestedAt: IsoInstant;
  readonly requestedBy: Actor;
}

export interface Officers {
  /** Prison offender manager. */
  readonly pom?: string;
  /** Community offender manager, the supervising officer. */
  readonly com?: string;
  readonly deputy?: string;
  /** Youth offending team worker: the supervising officer of a child, in place of the COM. */
  readonly yot?: string;
}

/** What the head keeps of a referral. */
export interface ReferralSummary {
  readonly id: string;
  readonly subject: string;
  readonly agencyId: string;
  /** It stands: not declined and not withdrawn. */
  readonly live: boolean;
  readonly answer?: ReferralAnswer;
  /** The agency did not answer by its date. */
  readonly unanswered?: true;
  readonly withdrawn?: true;
}

/** The agency's answer is still expected by its date. */
export function awaitsAnswer({
  live,
  answer,
  unanswered,
}: Pick<ReferralSummary, 'live' | 'answer' | 'unanswered'>): boolean {
  return live && answer !== 'ACCEPTED' && unanswered !== true;
}

/**
 * One person's journey from a sentence to the end of supervision: what every pathway shares. A pathway adds what it keeps
 * in its own folder. The record is the truth; executions only move it on.
 */
export interface Head extends Merged, Characteristics, KnownNumbers, WithAbsences {
  readonly id: string;
  readonly version: number;
  readonly prisonNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly dateOfBirth: IsoDate;
  readonly prison: string;
  readonly region: string;
  readonly sentence: Sentence;
  /** The end of supervision given before a date of the sentence gave another; it counts again if that date is removed. */
  readonly supervisionEndGiven?: IsoDate;
  readonly phase: Phase;
  /** 1, and one more for each recall. */
  readonly cycle: number;
  /** The latest cycle there was, where a recall was undone: its number is not used again. */
  readonly latestCycle?: number;
  /** The recall that the current cycle began with. */
  readonly recall?: Recall;
  /** The cycles before this one, oldest first. */
  readonly earlierCycles?: readonly EarlierCycle[];
  /** One current date of each type. */
  readonly dates: readonly SentenceDate[];
  /** Derived from `dates`: absent while there is no date by which the person is released. */
  readonly release?: GivenReleaseDate;
  /** Counts the changes of `release`, also while there is none. */
  readonly releaseRevision: number;
  readonly releaseDay?: ReleaseDayRecord;
  readonly decision?: ReleaseDayDecision;
  /** It counts for its own revision of the release date only. */
  readonly secondDayRequest?: SecondDayRequest;
  /** Where the person is expected; absent in journeys from before this was kept. */
  readonly appointments?: readonly Appointment[];
  /** Changes that wait for a second officer. */
  readonly proposals?: readonly Proposal[];
  /** The revision whose check the timeline already tells of. */
  readonly assessedRevision?: number;
  /** Set when the check has run to its end for this revision; what happens to the date before that is a proposal. */
  readonly confirmedRevision?: number;
  /** The date every deadline is counted from: decided, or proposed, or as given. Absent with `release`. */
  readonly releaseDateInForce?: IsoDate;
  readonly releasedOn?: IsoDate;
  /** Absent before release, on time served, and for releases from before this was kept. */
  readonly recordedRelease?: RecordedRelease;
  /** By officers: earlier reports of a release no longer count. */
  readonly releaseCorrectedAt?: IsoInstant;
  /** The latest transfer: earlier reports of one no longer count. Absent for transfers from before this was kept. */
  readonly transferredAt?: IsoInstant;
  readonly officers: Officers;
  /** Absent where access is not limited. */
  readonly limitedAccess?: LimitedAccess;
  readonly emergencyAccess?: readonly EmergencyAccess[];
  /** What the person agrees to. Absent while nobody has asked. */
  readonly consents?: readonly Consent[];
  /** By pathway; a pathway that came after the journey began has no status yet. */
  readonly pathways: Readonly<Record<string, PathwayStatus>>;
  readonly open: readonly OpenSummary[];
  readonly referrals: readonly ReferralSummary[];
  readonly executions: readonly RunningExecution[];
  readonly attempts: number;
  readonly incidents: number;
  /** When the reconciler lately started it again. A person's answer to the reconciler's incident empties it. */
  readonly reconciled?: readonly IsoInstant[];
  readonly facts: { readonly count: number; readonly lastHash: string };
  readonly outboxCount: number;
  /** The journey is in the register of all journeys; absent where it began before there was one. */
  readonly registered?: true;
  readonly startedAt: IsoInstant;
  readonly updatedAt: IsoInstant;
  readonly closed?: Closed;
  readonly death?: Death;
  readonly hold?: Hold;
}

/** Who supervises the person: the community offender manager, or the youth offending team worker of a child. */
export function supervisorOf({ officers }: { readonly officers: Officers }): string | undefined {
  return officers.com ?? officers.yot;
}

/** A recorded date as the release date. */
export function releaseBy(recorded: SentenceDate, revision: number): GivenReleaseDate {
  const { date, dateType, source, recordedAt, recordedBy } = recorded;
  return { date, dateType, source, revision, recordedAt, recordedBy };
}

/** The date in force: decided, else proposed until that lapses, else as given. Undefined while there is none. */
export function dateInForce({
  release,
  releaseDay,
  decision,
}: Pick<Head, 'release' | 'releaseDay' | 'decision'>): IsoDate | undefined {
  if (release === undefined) return undefined;
  if (decision?.revision === release.revision) return decision.date;
  if (releaseDay?.known === true)
    return releaseDay.lapsed === true ? releaseDay.statutoryDate : releaseDay.presumptiveDate;
  return release.date;
}

/** The community officer's request about the release date as it now stands. */
export function secondDayRequestOf(journey: {
  readonly secondDayRequest?: SecondDayRequest | undefined;
  readonly release?: { readonly revision: number } | undefined;
}): SecondDayRequest | undefined {
  const { secondDayRequest: request, release } = journey;
  return request?.revision === release?.revision ? request : undefined;
}

/** Nobody has decided on the proposed day, and it has passed: it lapses (2023 Act: a date may be directed, not assumed). */
export function proposalHasLapsed(
  journey: Pick<Head, 'release' | 'releaseDay' | 'decision' | 'releasedOn' | 'phase'>,
  today: IsoDate,
): boolean {
  const { release, releaseDay, decision, releasedOn, phase } = journey;
  if (releasedOn !== undefined || phase === 'closed' || release === undefined) return false;
  if (releaseDay?.known !== true || !releaseDay.schemeApplies || releaseDay.lapsed === true) return false;
  return decision?.revision !== release.revision && releaseDay.presumptiveDate < today;
}

/** The latest date in force is settled: decided by a governor, or the scheme did not apply and the check has run. */
export function isConfirmed(journey: Pick<Head, 'confirmedRevision' | 'release'>): boolean {
  return journey.release !== undefined && journey.confirmedRevision === journey.release.revision;
}
