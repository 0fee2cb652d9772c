import { settleStep } from '../domain/journey/answer-step.ts';
import type { Journey } from '../domain/journey/journey.ts';
import type { StepKind } from '../domain/pathways/catalogue.ts';
import { isHoused } from '../domain/pathways/accommodation/places.ts';
import type { Service } from '../domain/record/referral.ts';
import { stepKey } from '../domain/record/step-key.ts';
import { readReferralSubject } from '../domain/record/subjects.ts';
import type { Change } from './change.ts';

/**
 * Before release, the decision on a referral that ended, or was not made, because the person did not agree. Of a
 * decision against it that had another reason nothing is asked again.
 */
const DECISIONS = {
  CRS: { decided: 'crs-decision', after: ['REFER', 'DECLINED'], again: 'crs-again' },
  CAS3: { decided: 'cas3-decision', after: ['REFER'], again: 'cas3-again' },
} as const satisfies Partial<Record<Service, Decision>>;

interface Decision {
  readonly decided: StepKind;
  /** The answers after which it is asked again. */
  readonly after: readonly string[];
  readonly again: StepKind;
}

/** Asks for the decision again, now that the person agrees. */
export async function decideAgain(change: Change, service: keyof typeof DECISIONS): Promise<void> {
  const { journey, context } = change.draft;
  const { decided, after, again } = DECISIONS[service];
  if (isHoused(journey, context.today) || isLive(journey, service)) return;
  const key = stepKey(journey.cycle, decided);
  await change.loadSteps([key]);
  const { state, outcome } = change.draft.step(key) ?? {};
  if (state === 'DONE' && after.some((each) => each === outcome)) await change.open({ kind: again });
}

/** The person no longer agrees, so nobody decides on it. */
export async function decideNoMore(
  { draft, loadSteps }: Change,
  service: keyof typeof DECISIONS,
): Promise<void> {
  const key = stepKey(draft.journey.cycle, DECISIONS[service].again);
  await loadSteps([key]);
  settleStep(draft, key);
}

function isLive({ referrals }: Journey, service: Service): boolean {
  return referrals.some(({ live, subject }) => live && readReferralSubject(subject)?.service === service);
}
