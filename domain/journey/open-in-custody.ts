import { CUSTODY_ROWS, rowsInCustody } from '../pathways/custody/handover.ts';
import type { DraftContext } from '../record/record-draft.ts';
import { stepKey } from '../record/step-key.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { openStep } from './open-step.ts';

/** In prison with nothing that runs: in custody, or back after a recall, until work on the release begins. */
export function isAsleepInPrison({ phase, recall }: Pick<Journey, 'phase' | 'recall'>): boolean {
  return phase === 'custody' || (phase === 'recalled' && recall?.returnedOn !== undefined);
}

/** The keys of the steps that {@link openInCustody} may open, for its command to load first. */
export function keysInCustody({ cycle }: Pick<Journey, 'cycle'>): readonly string[] {
  return CUSTODY_ROWS.map((kind) => stepKey(cycle, kind));
}

/**
 * Opens what is asked in custody, each on its day, where it is not open or answered: as custody begins, when a date moves,
 * and on a journey that entered custody before there were such steps. Nothing in another phase.
 */
export function openInCustody(draft: JourneyDraft): void {
  const { today, calendar, law } = draft.context;
  if (!isAsleepInPrison(draft.journey)) return;
  for (const kind of rowsInCustody(draft.journey, today, calendar, law)) openStep(draft, { kind });
}

/** Whether {@link openInCustody} may have something to open; an answered step is found only in its row. */
export function mayLackCustodyRows(
  journey: Journey,
  { today, calendar, law }: Pick<DraftContext, 'today' | 'calendar' | 'law'>,
): boolean {
  if (!isAsleepInPrison(journey)) return false;
  const open = new Set(journey.open.map(({ kind }) => kind));
  return rowsInCustody(journey, today, calendar, law).some((kind) => !open.has(kind));
}
