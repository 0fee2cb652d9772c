import type { Context } from 'aws-lambda';
import { verifyTimelines } from '../../application/background/verify-timelines.ts';
import type { Services } from '../../application/services.ts';
import type { ReportProblem } from '../shared/problems.ts';

/** Metrics of a run. Zeros are sent too, so that silence means it did not run. */
export type CountVerified = (
  name: 'TimelinesVerified' | 'TimelinesChanged' | 'VerifyIncomplete' | 'VerifyReported',
  count: number,
) => void;

/** Enough time to finish a page of journeys and keep the place. */
const MARGIN_MS = 60_000;
/** Journeys a second, each with some four reads of 4 KB: little beside what people read, so that nobody waits for it. */
const A_SECOND = 200;

/** A timeline is not what was recorded. */
export class TimelineChangedError extends Error {
  override readonly name = 'TimelineChangedError';
}

/**
 * Verifies as many timelines as one run has time for; the next continues. The log has the id of each journey whose
 * timeline was changed.
 * @param pause waits so many milliseconds.
 * @throws when nothing could be done at all.
 */
export function verifyHandler(
  services: Services,
  count: CountVerified,
  report: ReportProblem,
  pause: (milliseconds: number) => Promise<unknown>,
): (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>) => Promise<void> {
  return async (_event, context) => {
    const hasTime = (): boolean => context.getRemainingTimeInMillis() > MARGIN_MS;
    const pace = async (journeys: number): Promise<void> => {
      await pause((journeys / A_SECOND) * 1_000);
    };
    const verified = await verifyTimelines(services, { hasTime, pace });
    for (const failure of verified.failures) report('A timeline could not be verified', {}, failure);
    for (const { journeyId, sequence, why } of verified.changed) {
      const error = new TimelineChangedError(`Fact ${sequence}: ${why}.`);
      report('A timeline was changed', { journeyId }, error);
    }
    count('TimelinesVerified', verified.journeys);
    count('TimelinesChanged', verified.changed.length);
    count('VerifyIncomplete', verified.failures.length > 0 ? 1 : 0);
    count('VerifyReported', 1);
  };
}
