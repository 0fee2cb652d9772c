import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { SFNClient } from '@aws-sdk/client-sfn';
import { sfnExecutions } from '../../adapters/stepfunctions/sfn-executions.ts';
import { awsEngine } from '../shared/aws-engine.ts';
import { awsQueues } from '../shared/aws-queues.ts';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { logProblems } from '../shared/problems.ts';
import { xrayTracer } from '../shared/tracer.ts';
import { reconcileHandler, type CountReconciled } from './handler.ts';

const logger = new Logger();
const tracer = xrayTracer(process.env);
const metrics = new Metrics();
const environment = settings(
  ['TABLE_NAME', 'PUBLIC_URL', 'MACHINE_ARN', 'DELIVERY_QUEUE_URL', 'MESSAGE_QUEUE_URL', 'TRAINING_CLOCK'],
  process.env,
);
const services = awsServices(environment, tracer, awsEngine(environment, tracer));

/** Thousands of calls in a row reach the quotas of Step Functions: adaptive retries find the pace. */
const patient = () => tracer.follow(new SFNClient({ retryMode: 'adaptive', maxAttempts: 8 }));
const executions = sfnExecutions({
  client: patient(),
  listing: patient(),
  machineArn: environment.MACHINE_ARN,
});
const count: CountReconciled = (name, value) => metrics.addMetric(name, MetricUnit.Count, value);

/** Called each hour by a schedule, and by the API when an administrator asks. */
export const handler = observed(
  reconcileHandler(services, executions, awsQueues(environment, tracer), count, logProblems(logger)),
  { logger, tracer, metrics: logMetrics(metrics), before: services.readClock },
);
