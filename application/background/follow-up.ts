import {
  askForFollowUpLate,
  mayLackFollowUp,
  rowOpenedByClosing,
} from '../../domain/journey/close-journey.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { changeJourney } from '../change-journey.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';

/** Asks for follow-up where a journey closed before anybody was asked to offer it. Safe to run twice. */
export async function offerFollowUpLate(services: Services, journeyId: string): Promise<void> {
  await changeJourney(services, journeyId, { by: SYSTEM }, async ({ draft, loadSteps }) => {
    if (mayLackFollowUp(draft.journey)) {
      await loadSteps([rowOpenedByClosing(draft.journey)]);
      askForFollowUpLate(draft);
    }
    return done('');
  });
}
