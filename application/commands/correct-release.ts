import type { User } from '../../domain/access/user.ts';
import { correctReleaseDay, hasReleaseToCorrect, undoRelease } from '../../domain/journey/correct-release.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { approvalKey, propose } from '../../domain/journey/proposals.ts';
import { notAuthorised } from '../../domain/journey/release.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import type { ProposalOf } from '../../domain/record/proposals.ts';
import type { DraftContext } from '../../domain/record/record-draft.ts';
import type { GivenCorrection } from '../../domain/record/recorded-release.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { leadBack, refuseOtherJourney } from '../open-again.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { wrongDay } from './record-release.ts';

export type CorrectionProposed = { readonly proposal: string };

/**
 * Proposes to correct a release that was recorded wrongly: it did not happen, it was on another day, or the person is
 * back in custody. A second officer confirms it; until then nothing changes. A journey that closed because supervision
 * had ended, as it does on the day of release without a licence, is opened again.
 * @returns NOT_PERMITTED; CONFLICT when no release is recorded, the person has died or another record of them continues,
 * and when they have begun another journey; VALIDATION_FAILED without a reason or for a day that cannot be right;
 * RULE_REFUSED for a day before the person might be released.
 */
export async function correctRelease(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenCorrection,
  terms: Terms = {},
): Promise<Result<CorrectionProposed>> {
  const hidden = refuseHiddenText('reason', given.reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'correct-release' }, terms, async (change) => {
    const { draft } = change;
    const refused = await whyNot(services, draft.journey, given, draft.context);
    if (refused) return refused;
    await change.loadSteps([approvalKey(draft.journey, 'release-correction')]);
    const { id } = propose(draft, { kind: 'release-correction', change: given });
    return done({ proposal: id });
  });
}

/** Carries out a correction that a second officer has confirmed. */
export async function carryOutCorrection(
  change: Change,
  services: Services,
  { change: given }: ProposalOf<'release-correction'>,
): Promise<Refusal | undefined> {
  const { journey, context } = change.draft;
  const refused = await whyNot(services, journey, given, context);
  if (refused) return refused;
  if (opensAgain(journey, given)) await leadBack(change, services);
  await applyCorrection(change, given);
  return undefined;
}

/** Corrects a recorded release, once whoever says so may: two officers, or a report from the prison's system. */
export async function applyCorrection(change: Change, given: GivenCorrection): Promise<void> {
  const { draft } = change;
  const { journey } = draft;
  await change.loadReferrals(journey.referrals.flatMap(({ id, live }) => (live ? [id] : [])));
  if (given.correction === 'ANOTHER_DAY') {
    if (given.on === undefined) return;
    await change.loadSteps(journey.open.map(({ key }) => key));
    correctReleaseDay(draft, given.on, given.reason);
    return;
  }
  const steps = await change.loadAllSteps();
  const asked = ['pre-release-opens', 'release-day-opens', 'release-day-proposal', 'phone-for-release'];
  await change.loadSteps(asked.map((kind) => stepKey(journey.cycle, kind)));
  undoRelease(draft, given.correction, given.reason, steps);
}

/** The person is in prison after all, so a journey that closed when supervision ended goes on. */
function opensAgain({ phase }: Journey, { correction }: GivenCorrection): boolean {
  return phase === 'closed' && correction !== 'ANOTHER_DAY';
}

async function whyNot(
  services: Services,
  journey: Journey,
  given: GivenCorrection,
  context: DraftContext,
): Promise<Refusal | undefined> {
  if (!hasReleaseToCorrect(journey)) {
    return refuse('CONFLICT', 'There is no recorded release to correct, or the journey has ended.');
  }
  const wrong = whatIsWrong(journey, given, context);
  return wrong ?? (opensAgain(journey, given) ? await refuseOtherJourney(services, journey) : undefined);
}

function whatIsWrong(
  journey: Journey,
  { correction, on, reason }: GivenCorrection,
  context: DraftContext,
): Refusal | undefined {
  const { releasedOn, recordedRelease } = journey;
  if (reason.trim() === '') return invalid('reason', 'Give the reason for the correction.');
  if (correction !== 'ANOTHER_DAY') return undefined;
  if (on === undefined) return invalid('on', 'Give the day of release.');
  if (on === releasedOn) return invalid('on', 'This is the day that is recorded now.');
  const problem = wrongDay(journey, on, context);
  if (problem !== undefined) return invalid('on', problem);
  const byDate = recordedRelease?.ground === 'DATE_IN_FORCE';
  const broken = byDate ? notAuthorised(journey, on) : undefined;
  return broken && refuse('RULE_REFUSED', broken.explanation, { rule: broken.rule });
}

function invalid(field: string, problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field, problem }] });
}
