import type { User } from '../../domain/access/user.ts';
import type { MovedDay } from '../../domain/journey/moved-by-date.ts';
import { asksSomebody } from '../../domain/journey/restart-changes.ts';
import type { Step } from '../../domain/journey/step.ts';
import { describeWaitsFor, figuresOf, stepTitle, type Names } from '../../domain/journey/words.ts';
import type { LastingFigures } from '../../domain/law/figures.ts';
import { dayInLondon, type IsoDate } from '../../domain/law/time.ts';
import { serviceEntry } from '../../domain/pathways/services.ts';
import type { Phase } from '../../domain/record/head.ts';
import type { RunningExecution } from '../../domain/record/machines.ts';
import type { Referral } from '../../domain/record/referral.ts';
import type { WaitsFor } from '../../domain/record/waits-for.ts';
import type { WebhookEventType } from '../../domain/record/webhook-event.ts';
import { readToDo } from '../access.ts';
import { rehearseRestart } from '../rehearsal/rehearse-restart.ts';
import type { FailedState } from '../rehearsal/rehearsal-engine.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { agencyNames } from './agency-names.ts';

interface StepAbout {
  readonly key: string;
  readonly kind: string;
  readonly title: string;
}

/** A step that is open after the restart. */
export interface StepAfterRestart extends StepAbout {
  readonly waitsFor: WaitsFor;
  readonly owner: string;
  /** The day on which it is asked, where that is still to come. */
  readonly opensOn?: IsoDate;
  readonly dueOn?: IsoDate;
}

/** A step that has been answered. How is not said: a title is all that a restart needs. */
export interface AnsweredStep extends StepAbout {
  readonly answeredOn?: IsoDate;
}

interface ReferralAbout {
  readonly id: string;
  readonly service: Referral['service'];
  readonly serviceName: string;
  readonly agencyId: string;
  readonly agency: string;
}

type Run = Pick<RunningExecution, 'machine' | 'startedAt'>;

/** What restarting a journey on the current definitions would do. Days and events that nobody is asked about are left out. */
export interface RestartPreview {
  /** The version of the journey that it was worked out from. */
  readonly version: number;
  readonly phase: Phase;
  readonly ends: readonly Run[];
  readonly starts: readonly Pick<Run, 'machine'>[];
  readonly answered: readonly AnsweredStep[];
  readonly stays: readonly StepAfterRestart[];
  readonly opens: readonly StepAfterRestart[];
  /** Answered, and asked again. */
  readonly repeats: readonly AnsweredStep[];
  /** Open, and answered by what the record has by now. */
  readonly closes: readonly StepAbout[];
  /** Failures that are waiting for an administrator, and are tried again. */
  readonly triedAgain: readonly StepAbout[];
  /** The release date in force, where the record as it stands gives another: a proposed day that has passed lapses. */
  readonly releaseDate?: MovedDay;
  readonly referralsKept: readonly ReferralAbout[];
  readonly referralsMade: readonly ReferralAbout[];
  /** What agencies are sent. */
  readonly messages: readonly {
    readonly agencyId: string;
    readonly agency: string;
    readonly type: WebhookEventType;
  }[];
  /** States that cannot be done now: an administrator is asked about each. */
  readonly failed: readonly FailedState[];
}

/**
 * What a restart would do, for an administrator who may restart the journey. Rehearses the restart and stores nothing.
 * @returns NOT_FOUND; NOT_PERMITTED; CONFLICT for a journey that cannot be restarted; UNAVAILABLE while it keeps changing.
 */
export async function previewRestart(
  services: Services,
  user: User,
  journeyId: string,
): Promise<Result<RestartPreview>> {
  const found = await readToDo(services, user, journeyId, 'restart-journey');
  if (!found.ok) return found;
  const rehearsed = await rehearseRestart(services, journeyId, found.value.by);
  if (!rehearsed.ok) return rehearsed;
  const { journey, deliveries, failed, ends, starts, ...changes } = rehearsed.value;
  const referrals = [...changes.referralsKept, ...changes.referralsMade];
  const names = await agencyNames(
    services,
    referrals.map(({ agencyId }) => agencyId),
  );
  const agency = (id: string): string => names.agency?.(id) ?? id;
  const figures = figuresOf(services.law, journey);
  const about = (step: Step) => aboutStep(step, figures);
  const after = (step: Step) => stepAfter(step, figures, names);
  return done({
    version: journey.version,
    phase: journey.phase,
    ends: ends.map(({ machine, startedAt }) => ({ machine, startedAt })),
    starts: starts.map(({ machine }) => ({ machine })),
    answered: changes.answered.map((step) => answeredStep(step, figures)),
    stays: changes.stays.filter(asksSomebody).map(after),
    opens: changes.opens.filter(asksSomebody).map(after),
    repeats: changes.repeats.filter(asksSomebody).map((step) => answeredStep(step, figures)),
    closes: changes.closes.filter(asksSomebody).map(about),
    triedAgain: changes.triedAgain.map(about),
    ...(changes.releaseDate && { releaseDate: changes.releaseDate }),
    referralsKept: changes.referralsKept.map((each) => aboutReferral(each, agency)),
    referralsMade: changes.referralsMade.map((each) => aboutReferral(each, agency)),
    messages: deliveries.map(({ agencyId, type }) => ({ agencyId, agency: agency(agencyId), type })),
    failed,
  });
}

function aboutStep({ key, kind, subject }: Step, figures: LastingFigures): StepAbout {
  return { key, kind, title: stepTitle(kind, figures, subject) };
}

function answeredStep(step: Step, figures: LastingFigures): AnsweredStep {
  const { completedAt } = step;
  return {
    ...aboutStep(step, figures),
    ...(completedAt !== undefined && { answeredOn: dayInLondon(completedAt) }),
  };
}

function stepAfter(step: Step, figures: LastingFigures, names: Names): StepAfterRestart {
  const { waitsFor, state, opensOn, dueOn } = step;
  return {
    ...aboutStep(step, figures),
    waitsFor,
    owner: describeWaitsFor(waitsFor, names),
    ...(state === 'SCHEDULED' && opensOn !== undefined && { opensOn }),
    ...(dueOn !== undefined && { dueOn }),
  };
}

function aboutReferral(
  { id, service, agencyId }: Referral,
  agency: (agencyId: string) => string,
): ReferralAbout {
  return { id, service, serviceName: serviceEntry(service).name, agencyId, agency: agency(agencyId) };
}
