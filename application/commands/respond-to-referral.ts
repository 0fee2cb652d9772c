import type { User } from '../../domain/access/user.ts';
import type { JourneyDraft } from '../../domain/journey/journey-draft.ts';
import {
  isLive,
  isStale,
  MOST_QUESTIONS,
  OUTCOME_CODES,
  stateOf,
  type Referral,
  type ReferralAnswer,
} from '../../domain/record/referral.ts';
import { recordLateAnswer } from '../../domain/journey/referrals.ts';
import { isOpen } from '../../domain/journey/step.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import type { StepDetails } from '../../domain/pathways/step-entry.ts';
import { openStep } from '../../domain/journey/open-step.ts';
import { noSuchReferral, ownReferral } from '../access.ts';
import type { Change } from '../change.ts';
import { changeJourney } from '../change-journey.ts';
import type { Idempotency } from '../idempotency.ts';
import { done, refuse, refuseHiddenLine, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { applyAnswer } from './complete-step.ts';

export interface ReferralResponse {
  readonly referralId: string;
  readonly answer: ReferralAnswer;
  /** One of the codes in `OUTCOME_CODES`. */
  readonly code?: string;
  /** The agency's own number for it, and who there deals with it. */
  readonly reference?: string;
  readonly officer?: string;
  readonly note?: string;
  /** The number of the latest message the agency had seen; refused when there is a newer one. */
  readonly expectedSequence?: number;
  readonly idempotency?: Idempotency;
}

export type ResponseKept = { readonly referral: string; readonly state: string; readonly late: boolean };

/**
 * A partner's answer to its own referral. An answer before the step is open is kept and used when it opens; a late one
 * becomes a fact and a step for the officer.
 * @returns NOT_PERMITTED for a user of no agency; NOT_FOUND for a referral that is not this agency's, whether or not it
 * exists; CONFLICT when it has been withdrawn or answered; VALIDATION_FAILED for a code the answer does not have.
 */
export async function respondToReferral(
  services: Services,
  user: User,
  response: ReferralResponse,
): Promise<Result<ResponseKept>> {
  const own = await ownReferral(services, user, response.referralId, 'answer-referral');
  if (!own.ok) return own;
  const { journeyId, by } = own.value;
  const wrongCode =
    checkCode(response) ??
    refuseHiddenText('note', response.note) ??
    refuseHiddenLine('reference', response.reference) ??
    refuseHiddenLine('officer', response.officer);
  if (wrongCode) return wrongCode;
  const options = { by, ...(response.idempotency && { idempotency: response.idempotency }) };
  return changeJourney(services, journeyId, options, (change) => keepAnswer(change, response));
}

async function keepAnswer(change: Change, response: ReferralResponse): Promise<Result<ResponseKept>> {
  const { draft } = change;
  await change.loadReferrals([response.referralId]);
  if (!draft.hasReferral(response.referralId)) return noSuchReferral();
  const referral = draft.referral(response.referralId);
  const details: StepDetails = {
    ...(response.code !== undefined && { code: response.code }),
    ...(response.reference !== undefined && { reference: response.reference }),
    ...(response.officer !== undefined && { officer: response.officer }),
    ...(response.note !== undefined && { note: response.note }),
  };
  const answerKey = stepKey(referral.cycle, 'referral-answer', referral.subject);
  await change.loadSteps(
    ['referral-answer', 'referral-more-information', 'late-answer'].map((kind) =>
      stepKey(referral.cycle, kind, referral.subject),
    ),
  );
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
  if (response.answer === 'MORE_INFORMATION' && (referral.questions ?? []).length >= MOST_QUESTIONS) {
    return refuse(
      'RULE_REFUSED',
      `A referral takes up to ${MOST_QUESTIONS} questions. Accept or decline it.`,
      {
        rule: 'too-many-questions',
      },
    );
  }
  const step = draft.step(answerKey);
  if (step && isOpen(step)) await applyAnswer(change, step, response.answer, details);
  else if (mayStillAnswer(draft, referral)) await answerUnasked(change, referral, response, details);
  else recordLateAnswer(draft, referral, response.answer, details);
  const after = draft.referral(response.referralId);
  return done({ referral: referral.id, state: stateOf(after), late: after.answer === undefined });
}

/** Our own date does not end a referral, and neither does release. */
function mayStillAnswer({ journey, context }: JourneyDraft, referral: Referral): boolean {
  return isLive(referral) && !isStale(referral, context.today, context.law) && journey.phase !== 'closed';
}

/**
 * An early answer, or a final one while information is still requested: the step is opened and answered at once, so
 * that the state machine finds it.
 */
async function answerUnasked(
  change: Change,
  referral: Referral,
  { answer }: ReferralResponse,
  details: StepDetails,
): Promise<void> {
  const { draft } = change;
  const { cycle, subject } = referral;
  const earlier = draft.step(stepKey(cycle, 'referral-answer', subject));
  if (earlier?.state === 'DONE') draft.putStep({ ...earlier, state: 'CLOSED' });
  const opened = openStep(draft, { kind: 'referral-answer', subject });
  if (opened.answered) {
    recordLateAnswer(draft, referral, answer, details);
    return;
  }
  await applyAnswer(change, opened.step, answer, details);
}

function checkCode(response: ReferralResponse): Refusal | undefined {
  if (response.code === undefined) return undefined;
  const codes: readonly string[] = OUTCOME_CODES[response.answer];
  if (codes.includes(response.code)) return undefined;
  const problem = codes.length === 0 ? 'This answer takes no code.' : `Use one of: ${codes.join(', ')}.`;
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'code', problem }] });
}
