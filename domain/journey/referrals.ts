import type { JourneyDraft } from './journey-draft.ts';
import { tell } from './referral-moves.ts';
import { stateOf, subjectOf, type Referral, type ReferralAnswer, type Service } from '../record/referral.ts';
import { cas3Possible } from './settled.ts';
import { isOpen, stepKey, type StepDetails } from './step.ts';
import { answerStep, openStep } from './steps.ts';

/** Makes a referral, once: the same subject in the same cycle is the same referral. Its answer is awaited separately. */
export function makeReferral(
  draft: JourneyDraft,
  service: Service,
  subject: string,
  agencyId: string,
): Referral {
  const { journey, context } = draft;
  const referral: Referral = {
    id: context.newId(),
    journeyId: journey.id,
    cycle: journey.cycle,
    service,
    subject,
    agencyId,
    releaseDate: journey.releaseDateInForce,
    sequence: 0,
    createdAt: context.now,
  };
  draft.putReferral(referral);
  draft.record('referral-made', { referral: referral.id, service, agency: agencyId });
  if (service === 'CRS') draft.update({ housing: { ...journey.housing, crsReferredOn: context.today } });
  if (service === 'DTR') draft.update({ housing: { ...journey.housing, dutyToReferOn: context.today } });
  tell(draft, referral, 'through-the-gate.referral.created');
  const prerequisites = draft.step(stepKey(journey.cycle, 'cas3-prerequisites'));
  if (prerequisites && isOpen(prerequisites) && cas3Possible(draft.journey))
    answerStep(draft, prerequisites, 'MET');
  return referral;
}

/** An answer that finds nobody waiting is kept as a fact, and someone is asked to read it. */
export function recordLateAnswer(
  draft: JourneyDraft,
  referral: Referral,
  answer: ReferralAnswer,
  details: StepDetails,
): void {
  draft.record('referral-answered-late', {
    referral: referral.id,
    service: referral.service,
    agency: referral.agencyId,
    answer,
    code: typeof details['code'] === 'string' ? details['code'] : undefined,
    state: stateOf(referral),
  });
  // A closed journey waits for nothing and nobody: the fact is all that is kept.
  if (draft.journey.phase !== 'closed') openStep(draft, { kind: 'late-answer', subject: referral.subject });
}

/** The next local housing authority on the person's list that has not been asked, or whose answer is awaited. */
export function nextAuthority(
  draft: JourneyDraft,
):
  | { readonly outcome: 'REFER'; readonly subject: string }
  | { readonly outcome: 'NONE_LEFT' | 'NOT_NEEDED' | 'ACCEPTED' } {
  const { journey } = draft;
  if (journey.releasedOn !== undefined || journey.housing.address !== undefined)
    return { outcome: 'NOT_NEEDED' };
  if (journey.housing.dutyToReferOutcome !== undefined) return { outcome: 'ACCEPTED' };
  for (const index of journey.housing.authorities.keys()) {
    const subject = subjectOf('DTR', index + 1);
    const made = journey.referrals.find((known) => known.subject === subject);
    const unanswerable = journey.housing.unanswered?.includes(subject) === true;
    if (!unanswerable && (made === undefined || made.live)) return { outcome: 'REFER', subject };
  }
  const exhausted = draft.step(stepKey(journey.cycle, 'authorities-exhausted'));
  if (exhausted?.state === 'DONE' && exhausted.outcome === 'AUTHORITY_ADDED')
    draft.putStep({ ...exhausted, state: 'CLOSED' });
  return { outcome: 'NONE_LEFT' };
}
