import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import type { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Tracer } from './tracer.ts';

export interface Instruments {
  readonly logger: Logger;
  readonly tracer: Tracer;
  /** Sends metrics. Passed in, so that functions without metrics do not bundle the package. */
  readonly metrics?: ReturnType<typeof logMetrics>;
  /** Runs before each call, within its trace. */
  readonly before?: () => Promise<void>;
}

/**
 * A handler with a log context, a trace and metrics. Events and results are neither logged nor traced, because they may
 * hold task tokens or an officer's text.
 */
export function observed<Event, Answer>(
  handler: (event: Event, context: Context) => Promise<Answer>,
  { logger, tracer, metrics, before }: Instruments,
): (event: Event, context: Context) => Promise<Answer> {
  const wrapped = middy<Event, Answer>(handler).use(
    injectLambdaContext(logger, { logEvent: false, resetKeys: true }),
  );
  if (before !== undefined) wrapped.before(() => before());
  if (metrics !== undefined) wrapped.use(metrics);
  return (event, context) => tracer.record(() => wrapped(event, context));
}
