import type { RootMachine } from './machines.ts';

/**
 * States without which a journey would wait for nobody, or never for its end: their incidents can be retried, as
 * often as it takes, but not skipped.
 */
const NOT_SKIPPED: ReadonlySet<string> = new Set(['release-day.Release', 'community.AwaitSupervisionEnd']);

const RECONCILE = 'reconcile.';

/** What the subject of an incident is when nothing in a machine failed, but what runs the machine goes on failing. */
export function reconcileIncident(machine: RootMachine): string {
  return `${RECONCILE}${machine}`;
}

export function isReconcileIncident(subject: string | undefined): boolean {
  return subject?.startsWith(RECONCILE) === true;
}

/** The machine in {@link reconcileIncident}. */
export function reconciledMachine(subject: string): string | undefined {
  return isReconcileIncident(subject) ? subject.slice(RECONCILE.length) : undefined;
}

/**
 * Whether the journey can go on without what failed; `incident` names the machine and state, as the step's subject
 * does. Without what drives it, it cannot.
 */
export function maySkip(incident: string | undefined): boolean {
  return incident === undefined || !(NOT_SKIPPED.has(incident) || isReconcileIncident(incident));
}
