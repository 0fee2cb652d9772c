import { placeForNight } from '../pathways/accommodation/places.ts';
import type { JourneyDraft } from './journey-draft.ts';

/** Supervision is over. Every step still open is closed, because a closed journey waits for nothing. */
export function closeJourney(draft: JourneyDraft): void {
  const { today, now, by } = draft.context;
  for (const step of draft.openSteps()) {
    const { wakeAt: _asleep, token: _token, ...rest } = step;
    draft.putStep({ ...rest, state: 'CLOSED', outcome: 'JOURNEY_CLOSED', completedAt: now, completedBy: by });
    draft.record('step-closed', { step: step.kind, subject: step.subject, outcome: 'JOURNEY_CLOSED' });
  }
  for (const { machine, name } of draft.journey.executions) {
    draft.cause({ kind: 'stop-execution', machine, name, cause: 'the journey is closed' });
    draft.finish(machine, name);
  }
  const housed = placeForNight(draft.journey, today).kind === 'home';
  const benefits = draft.journey.pathways['finance-benefits-id'] === 'DONE';
  draft.update({ phase: 'closed', closed: { on: today, housed, benefits } });
  draft.record('journey-closed', { housed, benefits });
}
