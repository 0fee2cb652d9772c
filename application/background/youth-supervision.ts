import { needsYouthWorker } from '../../domain/journey/child-supervisor.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { dateInLondon } from '../../domain/law/time.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { changeJourney } from '../change-journey.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';
import { keepYouthSupervision } from '../youth-supervision.ts';

/** For a journey that nothing else changes; see {@link keepYouthSupervision}. */
export async function putUnderYouthSupervision(services: Services, journey: Journey): Promise<void> {
  const today = dateInLondon(services.clock.now()).toString();
  if (!needsYouthWorker(journey, today, services.law)) return;
  await changeJourney(services, journey.id, { by: SYSTEM }, async (change) => {
    await keepYouthSupervision(change);
    return done('');
  });
}
