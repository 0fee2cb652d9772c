import { isInWales } from '../pathways/accommodation/country.ts';
import { isHoused } from '../pathways/accommodation/places.ts';
import { serviceEntry } from '../pathways/services.ts';
import { tell } from '../pathways/referrals/moves.ts';
import { nextChoice } from '../pathways/referrals/withdrawal.ts';
import type { StepDetails } from '../pathways/step-entry.ts';
import { stateOf, type Referral, type ReferralAnswer } from '../record/referral.ts';
import { awaitsAnswer } from '../record/head.ts';
import { stepKey } from '../record/step-key.ts';
import { readReferralSubject, referralSubject, type ReferralSubject } from '../record/subjects.ts';
import { settleStep } from './answer-step.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { openStep } from './open-step.ts';

/** Keys of open steps that may have their answer once a referral is made, for the command to load first. */
export function rowsTouchedByReferral({ cycle, open }: Journey, subject: string): readonly string[] {
  const referral = readReferralSubject(subject);
  const waiting = referral ? (serviceEntry(referral.service).mayAnswer ?? []) : [];
  const keys = waiting.map((kind) => stepKey(cycle, kind));
  return open.flatMap(({ key }) => (keys.includes(key) ? [key] : []));
}

/** Makes a referral, once: the same subject in the same cycle is the same referral. Its answer is a step of its own. */
export function makeReferral(draft: JourneyDraft, subject: ReferralSubject, agencyId: string): Referral {
  const { journey, context } = draft;
  const service = readReferralSubject(subject)?.service;
  if (service === undefined) throw new Error(`A referral has no subject ${subject}`);
  const referral: Referral = {
    id: context.newId(),
    journeyId: journey.id,
    cycle: journey.cycle,
    service,
    subject,
    agencyId,
    ...(journey.releaseDateInForce !== undefined && { releaseDate: journey.releaseDateInForce }),
    sequence: 0,
    createdAt: context.now,
  };
  draft.addReferral(referral);
  draft.record('referral-made', { referral: referral.id, service, agency: agencyId });
  serviceEntry(service).made?.(draft);
  tell(draft, referral, 'through-the-gate.referral.created');
  for (const key of rowsTouchedByReferral(draft.journey, subject)) settleStep(draft, key);
  return referral;
}

/** An answer without an open step is kept as a fact, and an officer gets a step to read it. */
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
  // A closed journey waits for nothing, so only the fact is kept.
  if (draft.journey.phase !== 'closed') openStep(draft, { kind: 'late-answer', subject: referral.subject });
}

/**
 * The next local housing authority on the person's list that has not been asked, or has not answered yet. Without
 * agreement to be contacted none is asked; after release none is asked by itself.
 */
export function nextAuthority(draft: JourneyDraft): DoneChoice {
  const { journey, context } = draft;
  const { housing } = journey;
  if (isInWales(journey) || isHoused(journey, context.today)) return { outcome: 'NOT_NEEDED' };
  if (housing.dutyToReferOutcome !== undefined) return { outcome: 'ACCEPTED' };
  const subjects = [...housing.authorities.keys()].map((index) => referralSubject('DTR', index + 1));
  const asked = subjects.find((subject) =>
    journey.referrals.some((known) => known.subject === subject && awaitsAnswer(known)),
  );
  if (asked !== undefined) return { outcome: 'REFER', subject: asked };
  if (journey.releasedOn !== undefined) return { outcome: 'NOT_NEEDED' };
  if (housing.consent !== 'GIVEN' || housing.contact === undefined) return { outcome: 'NO_AGREEMENT' };
  const next = housing.asksNoOther === true ? undefined : nextChoice(journey);
  if (next !== undefined) return { outcome: 'REFER', subject: next };
  draft.askAgainLater(stepKey(journey.cycle, 'authorities-exhausted'));
  return { outcome: 'NONE_LEFT' };
}

type DoneChoice =
  | { readonly outcome: 'REFER'; readonly subject: ReferralSubject }
  | { readonly outcome: 'NONE_LEFT' | 'NO_AGREEMENT' | 'NOT_NEEDED' | 'ACCEPTED' };
