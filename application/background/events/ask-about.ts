import { answerStep } from '../../../domain/journey/answer-step.ts';
import { isOpen } from '../../../domain/journey/step.ts';
import { stepKey } from '../../../domain/record/step-key.ts';
import { eventSubject } from '../../../domain/record/subjects.ts';
import type { FactData } from '../../../domain/record/facts.ts';
import type { Change } from '../../change.ts';

/**
 * Asks the officer who answers for the person about an event that was not followed; once only, whatever comes again.
 * @param says what the fact says of it, besides its id.
 * @returns the key of the step.
 */
export async function askAbout(
  { draft, loadSteps, open }: Change,
  event: string,
  says: FactData,
): Promise<string> {
  const subject = eventSubject(event);
  const key = stepKey(draft.journey.cycle, 'contradictory-events', subject);
  await loadSteps([key]);
  const known = draft.step(key);
  if (known !== undefined && (isOpen(known) || known.state === 'DONE')) return key;
  draft.record('events-contradict', { event, ...says });
  await open({ kind: 'contradictory-events', subject });
  return key;
}

/** Withdraws the question about an event that a later report has explained. */
export async function explain({ draft, loadSteps }: Change, event: string, step: string): Promise<void> {
  await loadSteps([step]);
  const asked = draft.step(step);
  if (asked === undefined || !isOpen(asked)) return;
  answerStep(draft, asked, 'EXPLAINED');
  draft.record('contradiction-explained', { event });
}
