import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import type { EventState } from '../../application/event-items.ts';
import type { HmppsData } from '../../application/ports/hmpps.ts';
import type { Table } from '../../application/ports/table.ts';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { logProblems } from '../shared/problems.ts';
import { xrayTracer, type Tracer } from '../shared/tracer.ts';
import { domainEventsHandler } from './handler.ts';

const METRICS: Readonly<Record<EventState, string>> = {
  done: 'EventsFollowed',
  waiting: 'EventsWaiting',
  unmatched: 'EventsUnmatched',
  kept: 'EventsKept',
  contradictory: 'EventsContradictory',
};

/** The function of events, except for where data comes from. */
export function eventsFunction(dataFrom: (tracer: Tracer, logger: Logger, table: Table) => HmppsData) {
  const logger = new Logger();
  const tracer = xrayTracer(process.env);
  const metrics = new Metrics();
  const services = awsServices(settings(['TABLE_NAME', 'PUBLIC_URL', 'TRAINING_CLOCK'], process.env), tracer);
  return observed(
    domainEventsHandler(
      {
        ...services,
        hmpps: dataFrom(tracer, logger, services.table),
        noted: (state) => metrics.addMetric(METRICS[state], MetricUnit.Count, 1),
      },
      (name) => metrics.addMetric(name, MetricUnit.Count, 1),
      logProblems(logger),
    ),
    { logger, tracer, metrics: logMetrics(metrics), before: services.readClock },
  );
}
