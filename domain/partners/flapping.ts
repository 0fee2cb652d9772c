import { Temporal } from 'temporal-polyfill';
import type { DriveFinding } from '../record/findings.ts';
import { readStepKey } from '../record/step-key.ts';
import { readSubject, reconcileSubject } from '../record/subjects.ts';
import type { JourneyDraft } from '../journey/journey-draft.ts';
import type { Journey } from '../journey/journey.ts';
import type { RootMachine } from '../record/machines.ts';
import { openStep } from '../journey/open-step.ts';
import { isoInstant, type IsoInstant } from '../law/time.ts';

/** The reconciler restarts a journey this often within this many hours; after that it needs a person. */
export const MOST_RESTARTS = 3;
const WITHIN_HOURS = 24;

/** An administrator has been asked, and until they answer the reconciler leaves the journey alone. */
export function waitsForAdministrator(journey: Pick<Journey, 'open' | 'cycle'>): boolean {
  return journey.open.some(({ key }) => {
    const { kind, cycle, subject } = readStepKey(key) ?? {};
    return kind === 'incident' && cycle === journey.cycle && readSubject(subject)?.about === 'reconcile';
  });
}

/** The reconciler has restarted it as often as it may. */
export function isFlapping(journey: Pick<Journey, 'reconciled'>, now: IsoInstant): boolean {
  return lately(journey, now).length >= MOST_RESTARTS;
}

/** Counts a restart by the reconciler. */
export function countRestart(draft: JourneyDraft): void {
  const { now } = draft.context;
  draft.update({ reconciled: [...lately(draft.journey, now), now] });
}

/** Opens an incident instead of a fourth restart. */
export function openReconcileIncident(draft: JourneyDraft, machine: RootMachine, cause: DriveFinding): void {
  const incident = reconcileSubject(machine);
  draft.update({ incidents: draft.journey.incidents + 1 });
  draft.record('incident-opened', { incident, cause });
  openStep(draft, { kind: 'incident', subject: incident, details: { cause } });
}

function lately({ reconciled = [] }: Pick<Journey, 'reconciled'>, now: IsoInstant): readonly IsoInstant[] {
  const since = isoInstant(Temporal.Instant.from(now).subtract({ hours: WITHIN_HOURS }));
  return reconciled.filter((at) => at > since);
}
