import { readSubject, type FailureSubject } from './subjects.ts';

/**
 * States without which a journey would wait for nobody, or never for its end: their incidents can be retried, as
 * often as it takes, but not skipped.
 */
const NOT_SKIPPED: ReadonlySet<string> = new Set<FailureSubject>([
  'release-day.Release',
  'community.AwaitSupervisionEnd',
]);

/** Whether the journey can go on without what failed. Without the execution of a phase it cannot. */
export function maySkip(incident: string | undefined): boolean {
  return (
    incident === undefined || !(NOT_SKIPPED.has(incident) || readSubject(incident)?.about === 'reconcile')
  );
}
