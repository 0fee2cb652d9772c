import { isAdultOn } from '../law/age.ts';
import type { Law } from '../law/law.ts';
import type { IsoDate } from '../law/time.ts';
import { stepKey } from '../record/step-key.ts';
import type { JourneyDraft } from './journey-draft.ts';
import type { Journey } from './journey.ts';
import { openStep } from './open-step.ts';

const ASKED = ['youth-supervisor', 'comes-of-age'] as const;

/** A child's journey whose community offender manager is still to be replaced, and for which nobody has been asked. */
export function needsYouthWorker(
  { officers, dateOfBirth, phase, open }: Pick<Journey, 'officers' | 'dateOfBirth' | 'phase' | 'open'>,
  today: IsoDate,
  law: Law,
): boolean {
  return (
    phase !== 'closed' &&
    officers.com !== undefined &&
    officers.yot === undefined &&
    !open.some(({ kind }) => kind === 'youth-supervisor') &&
    !isAdultOn(dateOfBirth, today, law)
  );
}

/** The rows that `askForYouthWorker` reads. */
export function rowsOfYouthWorker({ cycle }: Pick<Journey, 'cycle'>): readonly string[] {
  return ASKED.map((kind) => stepKey(cycle, kind));
}

/**
 * Asks who of the youth offending team supervises a child, in a journey from before children had one. The community
 * offender manager stays until the worker is named, so that somebody always supervises.
 */
export function askForYouthWorker(draft: JourneyDraft): void {
  for (const kind of ASKED) {
    draft.askAgainLater(stepKey(draft.journey.cycle, kind));
    openStep(draft, { kind });
  }
}
