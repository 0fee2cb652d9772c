import { Logger } from '@aws-lambda-powertools/logger';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { lambdaReconciler } from '../../adapters/aws/lambda-reconciler.ts';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { logProblems } from '../shared/problems.ts';
import { authorizedRequests } from './authorized-claims.ts';
import { createApi } from './create-api.ts';
import { apiHandler } from './handler.ts';
import { advanceClock } from './routes/advance-clock.ts';

const logger = new Logger();
const tracer = new Tracer();
const authorized = authorizedRequests();
const environment = settings(
  ['TABLE_NAME', 'PUBLIC_URL', 'RECONCILE_FUNCTION', 'TRAINING_CLOCK'],
  process.env,
);
const services = awsServices(environment, tracer);
const reconciler = lambdaReconciler({
  client: tracer.captureAWSv3Client(new LambdaClient({})),
  functionArn: environment.RECONCILE_FUNCTION,
});
const api = createApi({
  services: { ...services, reconciler },
  verifier: authorized.verifier,
  logger: {
    failed: logProblems(logger),
    denied: (about) => logger.warn('The access rules said no', { ...about }),
  },
  extraRoutes: environment.TRAINING_CLOCK === undefined ? [] : [advanceClock],
});

/** What the HTTP API calls. */
export const handler = observed(apiHandler(api, authorized), {
  logger,
  tracer,
  before: services.readClock,
});
