import { readSubject, type FailureSubject } from './subjects.ts';

/** States without which a journey could never end: their incidents can be retried but not skipped. */
const NOT_SKIPPED: ReadonlySet<string> = new Set<FailureSubject>([
  'release-day.Release',
  'community.WatchSupervisionEnd',
  // Of definitions that open the last day of supervision only there.
  'community.AwaitSupervisionEnd',
]);

/** Whether the journey can continue without the failed state. It cannot without its driver. */
export function maySkip(incident: string | undefined): boolean {
  return (
    incident === undefined || !(NOT_SKIPPED.has(incident) || readSubject(incident)?.about === 'reconcile')
  );
}
