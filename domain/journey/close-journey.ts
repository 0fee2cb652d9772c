import { stepEntry, type StepKind } from '../pathways/catalogue.ts';
import { placeForNight } from '../pathways/accommodation/places.ts';
import { benefitsAreSettled } from '../pathways/finance-benefits-id/benefits.ts';
import { endEmergencyAccess } from '../pathways/emergency-access/end.ts';
import { SUPPORT_PATHWAYS } from '../pathways/support/pathways.ts';
import type { FollowUp } from '../record/closed.ts';
import type { PathwayStatus } from '../record/head.ts';
import { stepKey } from '../record/step-key.ts';
import type { JourneyDraft } from './journey-draft.ts';
import type { Journey } from './journey.ts';
import { openStep } from './open-step.ts';
import { stopExecutions } from './stop-executions.ts';

/** Asked when a journey closes with housing, benefits or a need for support unsettled. */
const FOLLOW_UP: StepKind = 'voluntary-follow-up';

/** The row that closing reads besides the open steps, for the command to load first. */
export function rowOpenedByClosing({ cycle }: Pick<Journey, 'cycle'>): string {
  return stepKey(cycle, FOLLOW_UP);
}

/**
 * Supervision is over. Every step still open is closed, because nothing else waits for a closed journey; those that
 * someone had been asked are listed as never answered. Where housing, benefits or a need for support is unsettled, an
 * officer is asked to offer the person voluntary follow-up.
 */
export function closeJourney(draft: JourneyDraft): void {
  const { today } = draft.context;
  const unanswered = closeAllSteps(draft, 'JOURNEY_CLOSED');
  stopExecutions(draft, 'the journey is closed');
  const housed = placeForNight(draft.journey, today).kind === 'home';
  const benefits = draft.journey.benefits.firstPaymentOn !== undefined;
  draft.forget('hold');
  draft.update({ phase: 'closed', closed: { on: today, housed, benefits, unanswered } });
  draft.record('journey-closed', { housed, benefits, unanswered });
  askForFollowUp(draft);
}

/** Closes every open step. @returns the keys of those that someone had been asked. */
export function closeAllSteps(
  draft: JourneyDraft,
  outcome: 'JOURNEY_CLOSED' | 'PERSON_DIED' | 'RECORDS_MERGED',
): readonly string[] {
  const { now: completedAt, by: completedBy } = draft.context;
  const unanswered: string[] = [];
  endEmergencyAccess(draft);
  for (const step of draft.openSteps()) {
    const { wakeAt: _asleep, token: _token, ...rest } = step;
    if (step.state === 'OPEN' && stepEntry(step.kind).asked !== 'event') unanswered.push(step.key);
    draft.putStep({ ...rest, state: 'CLOSED', outcome, completedAt, completedBy });
    // Merging is one transaction of two journeys; the fact that it closed lists what was never answered.
    if (outcome !== 'RECORDS_MERGED')
      draft.record('step-closed', { step: step.kind, subject: step.subject, outcome });
  }
  return unanswered;
}

/** It closed when supervision ended, with something unsettled, and its follow-up is not an open step. */
export function mayLackFollowUp(journey: Journey): boolean {
  const { phase, closed, open } = journey;
  if (phase !== 'closed' || closed === undefined || closed.because !== undefined) return false;
  return open.length === 0 && unsettledIn(journey).length > 0;
}

/** For a journey that closed before follow-up was a step: nobody was asked. The row must have been loaded. */
export function askForFollowUpLate(draft: JourneyDraft): void {
  if (draft.step(rowOpenedByClosing(draft.journey)) === undefined) askForFollowUp(draft);
}

function askForFollowUp(draft: JourneyDraft): void {
  const { closed } = draft.journey;
  const about = unsettledIn(draft.journey);
  if (closed === undefined || about.length === 0) return;
  const opened = openStep(draft, { kind: FOLLOW_UP });
  if (opened.answered) return;
  const followUp: FollowUp = { about, owner: opened.step.waitsFor };
  draft.update({ closed: { ...closed, followUp } });
  draft.record('follow-up-needed', { about, owner: followUp.owner });
}

function unsettledIn(journey: Journey): FollowUp['about'] {
  return [
    ...(journey.closed?.housed === true ? [] : ['housing']),
    ...(benefitsAreSettled(journey) ? [] : ['benefits']),
    ...SUPPORT_PATHWAYS.filter((pathway) =>
      NEEDS_HELP.some((status) => journey.pathways[pathway] === status),
    ),
  ];
}

/** Support is needed or goes on. What nobody has assessed is on the list of what was never answered. */
const NEEDS_HELP: readonly PathwayStatus[] = ['SUPPORT_REQUIRED', 'IN_PROGRESS'];
