import { oldestUnsentSeconds, relayUnsent } from '../../application/background/relay.ts';
import { sweep, type SweepQueues } from '../../application/background/sweep.ts';
import { keepRun } from '../../application/last-runs.ts';
import type { Services } from '../../application/services.ts';
import { isoInstant } from '../../domain/law/time.ts';
import type { ReportProblem } from '../shared/problems.ts';

/** Metrics of a sweep. Zeros are sent too, so that silence means it did not run. */
export type CountSwept = (
  name:
    | 'StepsWoken'
    | 'DeliveriesQueued'
    | 'EventsQueued'
    | 'OutboxLeftBehind'
    | 'OldestUnsentSeconds'
    | 'SweepCompleted',
  count: number,
) => void;

/** By then the stream has given the row to the relay, or has lost it. */
const STREAM_SECONDS = 60;

/** Part of a sweep failed. The cause is in the log; the next sweep tries again. */
export class SweepIncompleteError extends Error {
  override readonly name = 'SweepIncompleteError';
}

/**
 * Fires due rows, and sends outbox rows that the stream lost. Each runs even if the other fails.
 * @throws SweepIncompleteError when either failed.
 */
export function sweepHandler(
  services: Services,
  queues: SweepQueues,
  count: CountSwept,
  report: ReportProblem,
): () => Promise<void> {
  return async () => {
    const leftBehind = isoInstant(services.clock.now().subtract({ seconds: STREAM_SECONDS }));
    const [due, outbox, oldest] = await Promise.allSettled([
      sweep(services, queues),
      relayUnsent(services, queues, { writtenBy: leftBehind }),
      oldestUnsentSeconds(services),
    ]);
    if (due.status === 'fulfilled') {
      count('StepsWoken', due.value.steps);
      count('DeliveriesQueued', due.value.deliveries);
      count('EventsQueued', due.value.events);
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
