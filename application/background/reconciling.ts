import type { IsoInstant } from '../../domain/law/time.ts';
import type { Executions } from '../ports/executions.ts';
import type { Services } from '../services.ts';
import type { Mended } from './reconcile-journey.ts';
import type { QueueDelivery } from './relay.ts';

/** What a run of the reconciler is made with, and where it says what it came to. */
export interface Reconciling {
  readonly services: Services;
  readonly executions: Executions;
  readonly queue: QueueDelivery;
  /** What began later is left alone. */
  readonly before: IsoInstant;
  readonly hasTime: () => boolean;
  readonly count: (mended: Mended | undefined) => void;
  readonly failed: (error: unknown) => void;
}
