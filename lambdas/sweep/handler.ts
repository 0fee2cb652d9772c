import { relayUnsent, type QueueDelivery } from '../../application/commands/relay.ts';
import { sweep } from '../../application/commands/sweep.ts';
import type { Services } from '../../application/services.ts';
import type { ReportProblem } from '../shared/problems.ts';

/** How much a sweep found. Counted also when it is nothing: silence must mean that the sweep did not run. */
export type CountSwept = (
  name: 'StepsWoken' | 'DeliveriesQueued' | 'OutboxLeftBehind' | 'SweepCompleted',
  count: number,
) => void;

/** Part of a sweep failed. What it was is in the log; the next minute tries again. */
export class SweepIncompleteError extends Error {
  override readonly name = 'SweepIncompleteError';
}

/**
 * Fires what is due, and carries out the outbox rows that the stream lost. Neither waits for the other to succeed.
 * @throws SweepIncompleteError when either failed.
 */
export function sweepHandler(
  services: Services,
  queue: QueueDelivery,
  count: CountSwept,
  report: ReportProblem,
): () => Promise<void> {
  return async () => {
    const [due, outbox] = await Promise.allSettled([sweep(services, queue), relayUnsent(services, queue)]);
    if (due.status === 'fulfilled') {
      count('StepsWoken', due.value.steps);
      count('DeliveriesQueued', due.value.deliveries);
    } else {
      report('What is due was not all fired', {}, due.reason);
    }
    if (outbox.status === 'fulfilled') count('OutboxLeftBehind', outbox.value);
    else report('The outbox was not emptied', {}, outbox.reason);
    if (due.status === 'rejected' || outbox.status === 'rejected') {
      throw new SweepIncompleteError('The sweep did not do everything.');
    }
    count('SweepCompleted', 1);
  };
}
