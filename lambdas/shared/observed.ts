import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import type { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import type { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';

export interface Instruments {
  readonly logger: Logger;
  readonly tracer: Tracer;
  /** What sends the metrics of a function that counts. Given, so that the others do not carry its package. */
  readonly metrics?: ReturnType<typeof logMetrics>;
  /** Done before each call, within its trace. */
  readonly before?: () => Promise<void>;
}

/**
 * A handler as Lambda calls it: with a log context, a trace and metrics round it. Events and answers are neither
 * logged nor traced, for they may hold task tokens or what a person wrote.
 */
export function observed<Event, Answer>(
  handler: (event: Event, context: Context) => Promise<Answer>,
  { logger, tracer, metrics, before }: Instruments,
): (event: Event, context: Context) => Promise<Answer> {
  const wrapped = middy<Event, Answer>(handler)
    .use(injectLambdaContext(logger, { logEvent: false, resetKeys: true }))
    .use(captureLambdaHandler(tracer, { captureResponse: false }));
  if (before !== undefined) wrapped.before(() => before());
  return metrics === undefined ? wrapped : wrapped.use(metrics);
}
