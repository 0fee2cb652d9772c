import { Logger } from '@aws-lambda-powertools/logger';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { xrayTracer } from '../shared/tracer.ts';
import { doStepHandler } from './handler.ts';

const tracer = xrayTracer(process.env);
const environment = settings(['TABLE_NAME', 'PUBLIC_URL', 'TRAINING_CLOCK'], process.env);
const services = awsServices(environment, tracer);

/** Called by Do states. */
export const handler = observed(doStepHandler(services), {
  logger: new Logger(),
  tracer,
  before: services.readClock,
});
