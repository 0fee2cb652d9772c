import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { logProblems } from '../shared/problems.ts';
import { xrayTracer } from '../shared/tracer.ts';
import { verifyHandler, type CountVerified } from './handler.ts';

const logger = new Logger();
const tracer = xrayTracer(process.env);
const metrics = new Metrics();
const environment = settings(['TABLE_NAME', 'PUBLIC_URL', 'TRAINING_CLOCK'], process.env);
const services = awsServices(environment, tracer);
const count: CountVerified = (name, value) => metrics.addMetric(name, MetricUnit.Count, value);

/** Called each night by a schedule. */
export const handler = observed(verifyHandler(services, count, logProblems(logger), pause), {
  logger,
  tracer,
  metrics: logMetrics(metrics),
  before: services.readClock,
});
