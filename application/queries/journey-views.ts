import type { PathwayStatus } from '../../domain/record/head.ts';
import { type Pathway, pathwayStatuses } from '../../domain/pathways/catalogue.ts';
import { standIns, type StandIn } from '../../domain/journey/absence.ts';
import { comesAfterRelease } from '../../domain/journey/after-release.ts';
import { needsAttention } from '../../domain/journey/attention.ts';
import { flagsOf, type CaseloadFlag } from '../../domain/journey/caseload-flags.ts';
import { stepFormVersion } from '../../domain/journey/form-version.ts';
import { describeStep } from '../../domain/journey/describe.ts';
import { isConfirmed } from '../../domain/record/head.ts';
import { responsibleOfficer } from '../../domain/record/responsible-officer.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { shownEssentials, type EssentialNow } from '../../domain/pathways/release/essentials.ts';
import type { Referral } from '../../domain/record/referral.ts';
import { notOpenYet } from '../../domain/journey/not-open-yet.ts';
import { isOverdue, type Step } from '../../domain/journey/step.ts';
import { awaitedBy, stepEntry, type StepKind } from '../../domain/pathways/catalogue.ts';
import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import type { Known } from '../../domain/pathways/known.ts';
import type { Background } from '../../domain/pathways/step-entry.ts';
import { daysBetween, type IsoDate } from '../../domain/law/time.ts';
import type { WaitsFor } from '../../domain/record/waits-for.ts';
import type { User } from '../../domain/access/user.ts';
import type { Services } from '../services.ts';
import { mayAnswer, maySeeHealth } from '../access.ts';
import { describeWaitsFor, figuresOf, stepTitle, type Names } from '../../domain/journey/words.ts';

/**
 * The record as readers see it. Every view names its fields one by one, so that a task token or an execution cannot
 * slip through when the record grows.
 */

/** One line of a caseload. */
export interface JourneyRow {
  readonly id: string;
  readonly version: number;
  readonly person: { readonly name: string; readonly prisonNumber: string };
  readonly prison: string;
  readonly region: string;
  readonly phase: Journey['phase'];
  /** In force; absent while the person has no release date. */
  readonly releaseDate?: IsoDate;
  readonly dateType?: ReleaseDateType;
  /** Decided by a governor, or left as it is by the check; a proposal until then. */
  readonly releaseDateConfirmed: boolean;
  /** Negative after the release date. */
  readonly daysToRelease?: number;
  readonly releasedOn?: IsoDate;
  readonly responsible?: string;
  readonly officers: Journey['officers'];
  /** The officers who are away now, and who is asked in their place. */
  readonly away?: readonly StandIn[];
  readonly pathways: Readonly<Record<Pathway, PathwayStatus>>;
  readonly flags: readonly CaseloadFlag[];
  readonly needsAttention: boolean;
  readonly openSteps: number;
  readonly overdueSteps: number;
  readonly nextDue?: { readonly title: string; readonly on: IsoDate };
  /** What the person needs on the day of release, each with its state; absent before pre-release work and once closed. */
  readonly essentials?: readonly EssentialNow[];
}

export interface OpenStepView {
  readonly key: string;
  /** Changes when the step, or anything its form shows, does. */
  readonly version: string;
  readonly kind: StepKind;
  readonly subject?: string;
  readonly title: string;
  /** The step, to follow "Waiting for ...". */
  readonly awaits: string;
  /** The whole sentence: owner, step and deadline. */
  readonly description: string;
  readonly waitsFor: Step['waitsFor'];
  readonly owner: string;
  readonly state: 'OPEN' | 'SCHEDULED';
  readonly pathway?: string;
  readonly opensOn?: IsoDate;
  readonly dueOn?: IsoDate;
  /** It depends on bank holidays that are not known yet. */
  readonly provisional: boolean;
  readonly overdue: boolean;
  readonly escalation: number;
  /** The desk above its owner on whose list it is too. */
  readonly escalatedTo?: WaitsFor;
  readonly outcomes: readonly { readonly outcome: string; readonly label: string }[];
  /** Whether the reader may answer it, and if not, why. */
  readonly mayComplete: boolean;
  readonly whyNot?: string;
  readonly cause?: string;
  /** What to read before answering, such as the question of an agency. */
  readonly background?: Background;
  /** The agency that it is about is paused: a sentence for officers. */
  readonly paused?: string;
}

export function journeyRow(
  journey: Journey,
  today: IsoDate,
  { law, calendar }: Pick<Services, 'law' | 'calendar'>,
): JourneyRow {
  const figures = figuresOf(law, journey);
  const responsible = responsibleOfficer(journey);
  const away = journey.phase === 'closed' ? [] : standIns(journey, today, law);
  const essentials = shownEssentials(journey, today);
  const next = journey.open
    .flatMap(({ kind, dueOn }) =>
      dueOn === undefined || comesAfterRelease(kind, dueOn, releaseOf(journey))
        ? []
        : [{ title: stepTitle(kind, figures), on: dueOn }],
    )
    .sort((a, b) => (a.on < b.on ? -1 : 1))[0];
  return {
    id: journey.id,
    version: journey.version,
    person: { name: `${journey.firstName} ${journey.lastName}`, prisonNumber: journey.prisonNumber },
    prison: journey.prison,
    region: journey.region,
    phase: journey.phase,
    releaseDateConfirmed: isConfirmed(journey),
    officers: journey.officers,
    pathways: pathwayStatuses(journey.pathways),
    flags: flagsOf(journey, today, calendar),
    needsAttention: needsAttention(journey, today),
    openSteps: journey.open.length,
    overdueSteps: journey.open.filter((step) => isOverdue(step, today)).length,
    ...(journey.releaseDateInForce !== undefined && {
      releaseDate: journey.releaseDateInForce,
      daysToRelease: daysBetween(today, journey.releaseDateInForce),
    }),
    ...(journey.release !== undefined && { dateType: journey.release.dateType }),
    ...(journey.releasedOn !== undefined && { releasedOn: journey.releasedOn }),
    ...(responsible !== undefined && { responsible }),
    ...(away.length > 0 && { away }),
    ...(next && { nextDue: next }),
    ...(essentials && { essentials }),
  };
}

/** The release date in force, and the day of release, as views name them. */
export function releaseOf({ releaseDateInForce: releaseDate, releasedOn }: Journey) {
  return {
    ...(releaseDate !== undefined && { releaseDate }),
    ...(releasedOn !== undefined && { releasedOn }),
  };
}

export function openStepView(
  step: Step,
  journey: Journey,
  user: User,
  today: IsoDate,
  known: Known,
  names: Names,
  referrals: readonly Referral[] = [],
): OpenStepView | undefined {
  if (step.state !== 'OPEN' && step.state !== 'SCHEDULED') return undefined;
  const definition = stepEntry(step.kind);
  const answerer = mayAnswer(user, journey, today, step.kind);
  const whyNot = answerer.ok ? notOpenYet(step) : answerer.detail;
  const figures = figuresOf(known.law, journey);
  const cause = step.details?.['cause'];
  const about = referrals.findLast(({ subject }) => subject === step.subject);
  const hidden = definition.health === true && !maySeeHealth(user, journey, today);
  const { calendar, law } = known;
  const background = hidden
    ? undefined
    : definition.background?.(journey, about, step.details ?? {}, { calendar, law, today });
  return {
    key: step.key,
    version: stepFormVersion(step),
    kind: step.kind,
    title: stepTitle(step.kind, figures, step.subject),
    awaits: awaitedBy(step.kind, figures),
    description: describeStep(step, figures, names),
    waitsFor: step.waitsFor,
    owner: describeWaitsFor(step.waitsFor, names),
    state: step.state,
    provisional: step.provisional === true,
    overdue: isOverdue(step, today),
    escalation: step.escalation,
    outcomes: Object.entries(definition.outcomes).flatMap(([outcome, { label, system }]) =>
      system === true ? [] : [{ outcome, label }],
    ),
    mayComplete: whyNot === undefined,
    ...(whyNot !== undefined && { whyNot }),
    ...(step.escalatedTo !== undefined && { escalatedTo: step.escalatedTo }),
    ...(step.subject !== undefined && { subject: step.subject }),
    ...(definition.pathway !== undefined && { pathway: definition.pathway }),
    ...(step.opensOn !== undefined && { opensOn: step.opensOn }),
    ...(step.dueOn !== undefined && { dueOn: step.dueOn }),
    ...(typeof cause === 'string' && { cause }),
    ...(background && { background }),
  };
}
