import { Logger } from '@aws-lambda-powertools/logger';
import { awsEngine } from '../shared/aws-engine.ts';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { xrayTracer } from '../shared/tracer.ts';
import { openStepHandler } from './handler.ts';

const tracer = xrayTracer(process.env);
const environment = settings(['TABLE_NAME', 'PUBLIC_URL', 'MACHINE_ARN', 'TRAINING_CLOCK'], process.env);
const services = awsServices(environment, tracer, awsEngine(environment, tracer));

/** Called by Await states, with their token. */
export const handler = observed(openStepHandler(services), {
  logger: new Logger(),
  tracer,
  before: services.readClock,
});
