import { isAdultOn } from '../law/age.ts';
import type { Law } from '../law/law.ts';
import type { IsoDate } from '../law/time.ts';
import { SYSTEM } from '../record/actor.ts';
import { stepKey } from '../record/step-key.ts';
import type { JourneyDraft } from './journey-draft.ts';
import type { Journey } from './journey.ts';
import { openStep } from './open-step.ts';
import { recountStep } from './recount.ts';

const ASKED = ['allocate-officers', 'comes-of-age'] as const;

/** A child has a community offender manager, in whose place the youth offending team supervises them. */
export function hasAdultsSupervisor(
  { officers, dateOfBirth, phase }: Pick<Journey, 'officers' | 'dateOfBirth' | 'phase'>,
  today: IsoDate,
  law: Law,
): boolean {
  return phase !== 'closed' && officers.com !== undefined && !isAdultOn(dateOfBirth, today, law);
}

/** The rows that `askForYouthWorker` reads. */
export function rowsOfYouthWorker({ cycle, open }: Pick<Journey, 'cycle' | 'open'>): readonly string[] {
  return [...open.map(({ key }) => key), ...ASKED.map((kind) => stepKey(cycle, kind))];
}

/**
 * Takes the community offender manager and the deputy off a child's journey, and asks for the youth offending team
 * worker. So it is for journeys from before a child had one, and for a date of birth that was wrong.
 */
export function askForYouthWorker(draft: JourneyDraft): void {
  const { pom, yot } = draft.journey.officers;
  const officers = { ...(pom !== undefined && { pom }), ...(yot !== undefined && { yot }) };
  draft.update({ officers });
  draft.record('officers-allocated', { ...officers }, SYSTEM);
  for (const kind of ASKED) {
    draft.askAgainLater(stepKey(draft.journey.cycle, kind));
    openStep(draft, { kind });
  }
  for (const step of draft.openSteps()) recountStep(draft, step);
}
