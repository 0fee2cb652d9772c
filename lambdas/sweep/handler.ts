import { oldestUnsentSeconds, relayUnsent, type QueueDelivery } from '../../application/background/relay.ts';
import { sweep } from '../../application/background/sweep.ts';
import { keepRun } from '../../application/last-runs.ts';
import type { Services } from '../../application/services.ts';
import { isoInstant } from '../../domain/law/time.ts';
import type { ReportProblem } from '../shared/problems.ts';

/** What a sweep found. Counted also when it is nothing: silence must mean that the sweep did not run. */
export type CountSwept = (
  name: 'StepsWoken' | 'DeliveriesQueued' | 'OutboxLeftBehind' | 'OldestUnsentSeconds' | 'SweepCompleted',
  count: number,
) => void;

/** By then the stream has brought a row to the relay, or has lost it. */
const STREAM_SECONDS = 60;

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
    const leftBehind = isoInstant(services.clock.now().subtract({ seconds: STREAM_SECONDS }));
    const [due, outbox, oldest] = await Promise.allSettled([
      sweep(services, queue),
      relayUnsent(services, queue, { writtenBy: leftBehind }),
      oldestUnsentSeconds(services),
    ]);
    if (due.status === 'fulfilled') {
      count('StepsWoken', due.value.steps);
      count('DeliveriesQueued', due.value.deliveries);
    }
    if (outbox.status === 'fulfilled') count('OutboxLeftBehind', outbox.value.relayed);
    if (oldest.status === 'fulfilled') count('OldestUnsentSeconds', oldest.value);
    const failures = [
      ...failuresOf(due),
      ...failuresOf(outbox),
      ...(oldest.status === 'rejected' ? [oldest.reason as unknown] : []),
    ];
    for (const failure of failures) report('The sweep could not do one thing', {}, failure);
    if (failures.length > 0) throw new SweepIncompleteError('The sweep did not do everything.');
    await keepRun(services.table, 'sweep', isoInstant(services.clock.now()));
    count('SweepCompleted', 1);
  };
}

function failuresOf(
  part: PromiseSettledResult<{ readonly failures: readonly unknown[] }>,
): readonly unknown[] {
  return part.status === 'fulfilled' ? part.value.failures : [part.reason];
}
