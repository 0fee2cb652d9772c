import { stepKey } from '../../domain/record/step-key.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { permitsSecondDay, proposalMayLapse } from '../../domain/journey/release-date.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { changeJourney } from '../change-journey.ts';
import { keys } from '../keys.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';

const ASKED_BESIDE = ['release-day-proposal', 'second-day-request'] as const;

/**
 * Asks what is asked while a governor decides, for a journey that began to wait before it was: whether the community
 * officer wants the earliest day permitted, and on which day the proposal lapses.
 */
export async function askSecondDay(services: Services, journey: Journey): Promise<void> {
  const { id, cycle, open } = journey;
  if (!open.some(({ kind }) => kind === 'release-day-decision')) return;
  const missing = ASKED_BESIDE.filter(
    (kind) =>
      !open.some((step) => step.kind === kind) &&
      (kind !== 'second-day-request' || permitsSecondDay(journey)),
  );
  const rows = await Promise.all(
    missing.map((kind) => services.table.get(keys.step(id, stepKey(cycle, kind)))),
  );
  if (rows.every((row) => row !== undefined)) return;
  await changeJourney(services, id, { by: SYSTEM }, async ({ draft, loadSteps }) => {
    if (!draft.journey.open.some(({ kind }) => kind === 'release-day-decision')) return done('');
    await loadSteps(ASKED_BESIDE.map((kind) => stepKey(draft.journey.cycle, kind)));
    proposalMayLapse(draft);
    return done('');
  });
}
