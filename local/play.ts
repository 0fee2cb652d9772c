import type { Temporal } from 'temporal-polyfill';
import { completeStep } from '../application/commands/complete-step.ts';
import { decideJourneyReleaseDay } from '../application/commands/decide-release-day.ts';
import type { AskedStep, AskedSteps } from './asked-steps.ts';
import { scriptedAnswer, type Script } from './officer-script.ts';
import type { Runtime } from './runtime.ts';

/** Who plays the officers of one journey, and what they leave undone. */
export interface Part extends Script {
  readonly governor: string;
  readonly omu: string;
  readonly neglected: readonly string[];
  readonly hasAddress: boolean;
  readonly consents: boolean;
}

/** Finds the part for a journey; undefined leaves the journey to itself. */
export type PartOf = (journeyId: string) => Part | undefined;

/**
 * Lets time pass until an instant, or until nothing more is due, with every officer answering what they are asked on
 * the day they are asked, as their part says. The time between is skipped.
 */
export async function playUntil(
  runtime: Runtime,
  asked: AskedSteps,
  partOf: PartOf,
  until?: Temporal.Instant,
): Promise<void> {
  do {
    await runtime.settle();
    for (const step of asked.take()) {
      const part = partOf(step.journeyId);
      if (part && !part.neglected.includes(step.kind)) await act(runtime, step, part);
    }
    await runtime.settle();
  } while (asked.waiting() || (await runtime.advanceToNext(until)) !== undefined);
}

async function act(runtime: Runtime, step: AskedStep, part: Part): Promise<void> {
  const { services } = runtime;
  if (step.kind === 'release-day-decision') {
    const by = { kind: 'officer', id: part.governor } as const;
    await decideJourneyReleaseDay(services, step.journeyId, { outcome: 'PRESUMPTIVE' }, { by });
    return;
  }
  const answer = answerOf(step.kind, part);
  if (answer === undefined) return;
  const officer = step.waitsFor.startsWith('officer:') ? step.waitsFor.slice('officer:'.length) : part.omu;
  await completeStep(
    services,
    { journeyId: step.journeyId, key: step.key, outcome: answer.outcome, details: answer.details ?? {} },
    { kind: 'officer', id: officer },
  );
}

function answerOf(kind: string, part: Part): ReturnType<typeof scriptedAnswer> {
  if (kind === 'housing-need' && part.hasAddress)
    return { outcome: 'HAS_ADDRESS', details: { settledType: 'SETTLED' } };
  if (kind === 'housing-consent' && !part.consents) {
    return { outcome: 'REFUSED', details: { reason: 'The person does not want the council to know.' } };
  }
  return scriptedAnswer(kind, part);
}
