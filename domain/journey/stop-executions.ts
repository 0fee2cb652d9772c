import type { JourneyDraft } from './journey-draft.ts';

/** Ends what runs the journey, and starts nothing in its place. */
export function stopExecutions(draft: JourneyDraft, cause: string): void {
  for (const { machine, name } of draft.journey.executions) {
    draft.cause({ kind: 'stop-execution', machine, name, cause });
    draft.finish(machine, name);
  }
}
