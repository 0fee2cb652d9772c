import type { Actor } from '../../domain/actor.ts';
import { isLive, OUTCOME_CODES, stateOf, type ReferralAnswer } from '../../domain/referral.ts';
import { recordAnswer } from '../../domain/referral-moves.ts';
import { recordLateAnswer } from '../../domain/referrals.ts';
import { isOpen, stepKey, type StepDetails } from '../../domain/step.ts';
import { changeJourney, type Change, type Idempotency } from '../change-journey.ts';
import { keys } from '../keys.ts';
import { done, refuse, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { applyAnswer } from './complete-step.ts';

export interface ReferralResponse {
  readonly referralId: string;
  readonly answer: ReferralAnswer;
  /** One of the service's codes; see `OUTCOME_CODES`. */
  readonly code?: string;
  readonly note?: string;
  /** The number of the latest message the agency had seen; refused when there has been one since. */
  readonly expectedSequence?: number;
  readonly idempotency?: Idempotency;
}

export type ResponseKept = { readonly referral: string; readonly state: string; readonly late: boolean };

/**
 * A partner's answer to a referral of its own. One that comes before the step is open is kept and matched when it
 * opens; one that comes after its date is kept as a fact and becomes a task.
 *
 * @returns NOT_FOUND for a referral that is not this agency's, whether or not it exists; CONFLICT when it has been
 * withdrawn or answered; VALIDATION_FAILED for a code the answer does not have.
 */
export async function respondToReferral(
  services: Services,
  response: ReferralResponse,
  by: Actor,
): Promise<Result<ResponseKept>> {
  const lookup = await services.table.get(keys.referralLookup(response.referralId));
  const mayAnswer = by.kind !== 'partner' || lookup?.['agencyId'] === by.id;
  if (!lookup || !mayAnswer) return refuse('NOT_FOUND', 'There is no such referral.');
  const wrongCode = checkCode(response);
  if (wrongCode) return wrongCode;
  const options = { by, ...(response.idempotency && { idempotency: response.idempotency }) };
  return changeJourney(services, String(lookup['journeyId']), options, (change) =>
    keepAnswer(change, response),
  );
}

async function keepAnswer(change: Change, response: ReferralResponse): Promise<Result<ResponseKept>> {
  const { draft } = change;
  await change.loadReferrals([response.referralId]);
  const referral = draft.referral(response.referralId);
  if (!referral) return refuse('NOT_FOUND', 'There is no such referral.');
  const details: StepDetails = {
    ...(response.code !== undefined && { code: response.code }),
    ...(response.note !== undefined && { note: response.note }),
  };
  const answerKey = stepKey(referral.cycle, 'referral-answer', referral.subject);
  await change.loadSteps([answerKey, stepKey(referral.cycle, 'late-answer', referral.subject)]);
  const state = stateOf(referral);
  if (
    state === 'withdrawn' ||
    referral.answer?.answer === 'ACCEPTED' ||
    referral.answer?.answer === 'DECLINED'
  ) {
    return refuse('CONFLICT', `This referral is ${state}.`, { current: { state } });
  }
  if (response.expectedSequence !== undefined && response.expectedSequence !== referral.sequence) {
    return refuse('CONFLICT', 'The referral has changed since you saw it. Read it again before you answer.', {
      current: { state, sequence: referral.sequence },
    });
  }
  const step = draft.step(answerKey);
  if (step && isOpen(step)) await applyAnswer(change, step, response.answer, details);
  else if (step === undefined && isLive(referral)) recordAnswer(draft, referral, response.answer, details);
  else recordLateAnswer(draft, referral, response.answer, details);
  const after = draft.referral(response.referralId) ?? referral;
  return done({ referral: referral.id, state: stateOf(after), late: after.answer === undefined });
}

function checkCode(response: ReferralResponse): Refusal | undefined {
  if (response.code === undefined) return undefined;
  const codes: readonly string[] = OUTCOME_CODES[response.answer];
  if (codes.includes(response.code)) return undefined;
  const problem = codes.length === 0 ? 'This answer takes no code.' : `Use one of: ${codes.join(', ')}.`;
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'code', problem }] });
}
