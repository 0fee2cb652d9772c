import type { IsoInstant } from '../../domain/law/time.ts';
import type { Executions } from '../ports/executions.ts';
import type { Services } from '../services.ts';
import type { Repair } from './reconcile-journey.ts';
import type { Queues } from './relay.ts';

/** The parts of a reconcile run. */
export interface ReconcileRun {
  readonly services: Services;
  readonly executions: Executions;
  readonly queues: Queues;
  /** Anything that began later is left alone. */
  readonly before: IsoInstant;
  readonly hasTime: () => boolean;
  readonly count: (repair: Repair | undefined) => void;
  readonly failed: (error: unknown) => void;
}
