import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { reconcile, settledBefore, type Reconciled } from '../../application/background/reconcile.ts';
import { reconcileJourney } from '../../application/background/reconcile-journey.ts';
import type { Queues } from '../../application/background/relay.ts';
import type { Executions } from '../../application/ports/executions.ts';
import type { Services } from '../../application/services.ts';
import { FINDINGS, metricOf } from '../../domain/record/findings.ts';
import type { ReportProblem } from '../shared/problems.ts';

/** Metrics of a run. Zeros are sent too, so that silence means it did not run. */
export type CountReconciled = (name: string, count: number) => void;

/** The event: `{}` from the schedule, or what an administrator asks for. */
const Asked = z.strictObject({
  /** Only this journey, and all its tokens. */
  journeyId: z
    .string()
    .regex(/^[a-z0-9]{26}$/)
    .optional(),
  /** For tests: anything younger is left alone. */
  settledMinutes: z.int().min(0).max(60).optional(),
});

/** Enough time to finish what has begun and record the position. */
const MARGIN_MS = 60_000;

/**
 * Compares the engine with the record, for all journeys or for one, and repairs differences. Failures are in the log,
 * and the next run tries again.
 * @throws for an event of another form, or when nothing could be done at all.
 */
export function reconcileHandler(
  services: Services,
  executions: Executions,
  queues: Queues,
  count: CountReconciled,
  report: ReportProblem,
): (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>) => Promise<void> {
  async function everything(settledMinutes: number | undefined, hasTime: () => boolean): Promise<void> {
    const options = { hasTime, ...(settledMinutes !== undefined && { settledMinutes }) };
    const done = await reconcile(services, executions, queues, options).catch((error: unknown) => {
      count('ReconcileIncomplete', 1);
      throw error;
    });
    for (const failure of done.failures) report('The reconcile could not do one thing', {}, failure);
    countFound(done);
    count('ReconcileCompleted', done.complete ? 1 : 0);
    count('ReconcileIncomplete', done.complete ? 0 : 1);
  }

  function countFound({ found }: Pick<Reconciled, 'found'>): void {
    let incidents = 0;
    for (const finding of FINDINGS) {
      count(`${metricOf(finding)}Repaired`, found[finding].repaired);
      count(`${metricOf(finding)}Incidents`, found[finding].incidents);
      incidents += found[finding].incidents;
    }
    count('ReconcileIncidents', incidents);
  }

  async function one(journeyId: string, settledMinutes: number | undefined): Promise<void> {
    const look = { before: settledBefore(services, settledMinutes), tokens: true };
    const repair = await reconcileJourney(services, executions, journeyId, look);
    if (repair === undefined) return;
    count(`${metricOf(repair.finding)}${repair.result === 'repaired' ? 'Repaired' : 'Incidents'}`, 1);
    if (repair.result === 'incidents') count('ReconcileIncidents', 1);
  }

  return async (event, context) => {
    const { journeyId, settledMinutes } = Asked.parse(event);
    const hasTime = (): boolean => context.getRemainingTimeInMillis() > MARGIN_MS;
    await (journeyId === undefined ? everything(settledMinutes, hasTime) : one(journeyId, settledMinutes));
  };
}
