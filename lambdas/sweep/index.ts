import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { awsEngine } from '../shared/aws-engine.ts';
import { awsEventQueue } from '../shared/aws-event-queue.ts';
import { awsQueues } from '../shared/aws-queues.ts';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { logProblems } from '../shared/problems.ts';
import { xrayTracer } from '../shared/tracer.ts';
import { sweepHandler, type CountSwept } from './handler.ts';

const logger = new Logger();
const tracer = xrayTracer(process.env);
const metrics = new Metrics();
const environment = settings(
  [
    'TABLE_NAME',
    'PUBLIC_URL',
    'MACHINE_ARN',
    'DELIVERY_QUEUE_URL',
    'MESSAGE_QUEUE_URL',
    'EVENT_QUEUE_URL',
    'TRAINING_CLOCK',
  ],
  process.env,
);
const services = awsServices(environment, tracer, awsEngine(environment, tracer));
const count: CountSwept = (name, value) =>
  metrics.addMetric(name, name === 'OldestUnsentSeconds' ? MetricUnit.Seconds : MetricUnit.Count, value);

/** Called each minute by a schedule. */
export const handler = observed(
  sweepHandler(
    services,
    { ...awsQueues(environment, tracer), lookAtEvents: awsEventQueue(environment, tracer) },
    count,
    logProblems(logger),
  ),
  { logger, tracer, metrics: logMetrics(metrics), before: services.readClock },
);
