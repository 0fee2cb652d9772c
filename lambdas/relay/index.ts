import { Logger } from '@aws-lambda-powertools/logger';
import { awsEngine } from '../shared/aws-engine.ts';
import { awsQueues } from '../shared/aws-queues.ts';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { logProblems } from '../shared/problems.ts';
import { xrayTracer } from '../shared/tracer.ts';
import { relayHandler } from './handler.ts';

const logger = new Logger();
const tracer = xrayTracer(process.env);
const environment = settings(
  ['TABLE_NAME', 'MACHINE_ARN', 'DELIVERY_QUEUE_URL', 'MESSAGE_QUEUE_URL'],
  process.env,
);
const services = awsServices(environment, tracer, awsEngine(environment, tracer));

/** Called by the table's stream with new outbox rows. */
export const handler = observed(relayHandler(services, awsQueues(environment, tracer), logProblems(logger)), {
  logger,
  tracer,
});
