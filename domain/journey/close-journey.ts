import { stepEntry } from '../pathways/catalogue.ts';
import { placeForNight } from '../pathways/accommodation/places.ts';
import { benefitsAreSettled } from '../pathways/finance-benefits-id/benefits.ts';
import type { FollowUp } from '../record/closed.ts';
import { responsibleOfficer } from '../record/responsible-officer.ts';
import { deskWaitedFor, officerWaitedFor } from '../record/waits-for.ts';
import type { JourneyDraft } from './journey-draft.ts';
import type { Journey } from './journey.ts';
import { stopExecutions } from './restart.ts';

/**
 * Supervision is over. Every step still open is closed, because a closed journey waits for nothing; those that someone
 * had been asked are listed as never answered. Where housing or benefits are unsettled, an officer is to offer the
 * person voluntary follow-up.
 */
export function closeJourney(draft: JourneyDraft): void {
  const { today, now, by } = draft.context;
  const unanswered: string[] = [];
  for (const step of draft.openSteps()) {
    const { wakeAt: _asleep, token: _token, ...rest } = step;
    if (step.state === 'OPEN' && stepEntry(step.kind).asked !== 'event') unanswered.push(step.key);
    draft.putStep({ ...rest, state: 'CLOSED', outcome: 'JOURNEY_CLOSED', completedAt: now, completedBy: by });
    draft.record('step-closed', { step: step.kind, subject: step.subject, outcome: 'JOURNEY_CLOSED' });
  }
  stopExecutions(draft, 'the journey is closed');
  const housed = placeForNight(draft.journey, today).kind === 'home';
  const benefits = draft.journey.benefits.firstPaymentOn !== undefined;
  const followUp = followUpOf(draft.journey, housed);
  draft.update({
    phase: 'closed',
    closed: { on: today, housed, benefits, unanswered, ...(followUp && { followUp }) },
  });
  draft.record('journey-closed', { housed, benefits, unanswered });
  if (followUp) draft.record('follow-up-needed', { about: followUp.about, owner: followUp.owner });
}

function followUpOf(journey: Journey, housed: boolean): FollowUp | undefined {
  const about = [
    ...(housed ? [] : (['housing'] as const)),
    ...(benefitsAreSettled(journey) ? [] : (['benefits'] as const)),
  ];
  if (about.length === 0) return undefined;
  const officer = responsibleOfficer(journey);
  const owner = officer === undefined ? deskWaitedFor('PDU', journey.region) : officerWaitedFor(officer);
  return { about, owner };
}
