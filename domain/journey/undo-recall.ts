import { endBed, setHousing } from '../pathways/accommodation/address.ts';
import { MOST_AUTHORITIES } from '../pathways/accommodation/data.ts';
import { stepEntry } from '../pathways/catalogue.ts';
import { ENDED_BY_WITHDRAWAL } from '../pathways/referrals/withdrawal.ts';
import type { Actor } from '../record/actor.ts';
import type { Recall } from '../record/recall.ts';
import type { Referral } from '../record/referral.ts';
import { stepKey } from '../record/step-key.ts';
import { referralSubject, type ReferralSubject } from '../record/subjects.ts';
import { REFERRAL_ENDS, SPENT } from './end-cycle.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { mayOpenAgain, openAgain } from './open-again.ts';
import type { PastCycle } from './past-cycle.ts';
import { recountStep } from './recount.ts';
import type { Step } from './step.ts';
import { stopExecutions } from './stop-executions.ts';

/** The recall that the current cycle began with, while the person has not been released since. */
export function recallToUndo({
  phase,
  releasedOn,
  recall,
  earlierCycles = [],
}: {
  readonly phase: Journey['phase'];
  readonly releasedOn?: Journey['releasedOn'] | undefined;
  readonly recall?: Recall | undefined;
  readonly earlierCycles?: Journey['earlierCycles'] | undefined;
}): Recall | undefined {
  const byRecall = earlierCycles.at(-1)?.because === 'RECALL';
  return byRecall && phase !== 'closed' && releasedOn === undefined ? recall : undefined;
}

/**
 * The recall was recorded wrongly: the person is on licence as before. The cycle that it ended goes on, with its steps
 * counted again, and what was asked in the other one ends. Every step and the referrals of the earlier cycle must have been
 * loaded.
 * @param past the cycle that the recall ended.
 */
export function undoRecall(
  draft: JourneyDraft,
  past: PastCycle,
  reason: string,
  by: { readonly recordedBy: Actor; readonly approvedBy: Actor },
): void {
  const { journey, context } = draft;
  const { now: completedAt, by: completedBy } = context;
  draft.record('recall-undone', {
    was: journey.recall?.revokedOn,
    reason,
    recordedBy: by.recordedBy.id,
    approvedBy: by.approvedBy.id,
  });
  stopExecutions(draft, 'the recall was recorded wrongly');
  for (const { wakeAt: _asleep, token: _token, execution: _stopped, ...step } of draft.openSteps())
    draft.putStep({ ...step, state: 'CLOSED', outcome: 'RECALL_UNDONE', completedAt, completedBy });
  draft.forget('release', 'releaseDay', 'releaseDateInForce', 'recall', 'decision', 'secondDayRequest');
  draft.forget('licence', 'ready', 'supervision', 'hold');
  draft.update({ ...asItWas(journey, past), phase: 'community', proposals: [] });
  draft.record('phase-entered', { phase: 'community' });
}

/** What the community asked when the recall ended it. To be called before its machine starts. */
export function askAsBeforeRecall(draft: JourneyDraft, steps: readonly Step[], undone: number): void {
  const { cycle } = draft.journey;
  for (const step of steps) {
    if (step.cycle !== cycle || step.outcome !== 'CYCLE_ENDED' || !mayOpenAgain(step)) continue;
    if (isOfEndedReferral(draft, step) || isAnsweredSince(draft, step, undone)) continue;
    openAgain(draft, step);
  }
  for (const step of draft.openSteps()) recountStep(draft, step);
}

/** A bed that was withdrawn with its referral may have gone to somebody else. */
export function loseWithdrawnBed(draft: JourneyDraft, ended: readonly Referral[]): void {
  if (ended.some(({ service, answer }) => service === 'CAS3' && answer?.answer === 'ACCEPTED'))
    endBed(draft, 'CAS3');
}

/** Referrals that nothing but this recall withdrew: not an earlier one, which was undone as well. */
export function endedByRecall(
  referrals: readonly Referral[],
  { recordedAt }: Pick<Recall, 'recordedAt'>,
): readonly Referral[] {
  return referrals.filter(({ withdrawn }) => withdrawn?.text === REFERRAL_ENDS && withdrawn.at >= recordedAt);
}

/** How a referral in place of one that was withdrawn is called; undefined where an officer has to ask another way. */
export function subjectInstead(
  draft: JourneyDraft,
  { service, agencyId }: Pick<Referral, 'service' | 'agencyId'>,
): ReferralSubject | undefined {
  const { housing, referrals } = draft.journey;
  switch (service) {
    case 'DTR': {
      if (housing.authorities.length >= MOST_AUTHORITIES) return undefined;
      setHousing(draft, { authorities: [...housing.authorities, agencyId] });
      return referralSubject('DTR', housing.authorities.length + 1);
    }
    case 'CRS':
      return referralSubject('CRS', referrals.filter(({ subject }) => subject.startsWith('CRS-')).length + 1);
    case 'CAS3':
      return undefined;
  }
}

type Restored = Partial<Omit<Journey, 'id' | 'version'>>;

/** Officers and the dates of the sentence that were recorded since stand. */
function asItWas(journey: Journey, past: PastCycle): Restored {
  const { endedOn: _ended, because: _recall, unanswered: _never, ...was } = past;
  const { cycle, latestCycle = 0, earlierCycles = [], officers, sentence } = journey;
  const { pom: _ofOtherPrison, ...community } = officers;
  const { supervisionEndsOn: _before, ...rest } = was.sentence;
  const known = journey.dates.filter(({ dateType }) => !SPENT.some((type) => type === dateType));
  const others = was.dates.filter(({ dateType }) => known.every((each) => each.dateType !== dateType));
  const { supervisionEndsOn } = sentence;
  return {
    ...was,
    latestCycle: Math.max(cycle, latestCycle),
    earlierCycles: earlierCycles.slice(0, -1),
    officers: { ...was.officers, ...(journey.prison === was.prison ? officers : community) },
    sentence: { ...rest, ...(supervisionEndsOn !== undefined && { supervisionEndsOn }) },
    dates: [...known, ...others],
    // Counted on, as the recall counted: the check of the date is made again should the release turn out wrong too.
    ...(was.release && { release: { ...was.release, revision: journey.releaseRevision } }),
  };
}

function isOfEndedReferral({ journey }: JourneyDraft, { kind, subject }: Step): boolean {
  if (!Object.hasOwn(ENDED_BY_WITHDRAWAL, kind)) return false;
  return !journey.referrals.some((referral) => referral.subject === subject && referral.live);
}

/** A step that goes on across cycles was answered in the one that is undone. */
function isAnsweredSince(draft: JourneyDraft, { kind, subject }: Step, undone: number): boolean {
  if (stepEntry(kind).acrossCycles !== true) return false;
  return draft.step(stepKey(undone, kind, subject))?.state === 'DONE';
}
