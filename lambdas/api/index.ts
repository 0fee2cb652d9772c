import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { lambdaReconciler } from '../../adapters/aws/lambda-reconciler.ts';
import { secretText } from '../../adapters/aws/secret-text.ts';
import { machinePlans } from '../../adapters/stepfunctions/machine-plans.ts';
import { createSealer } from '../../application/seal.ts';
import { awsEdge } from '../shared/aws-edge.ts';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { logProblems } from '../shared/problems.ts';
import { throughTheEdge } from '../shared/through-the-edge.ts';
import { xrayTracer } from '../shared/tracer.ts';
import { authorizedRequests } from './authorized-claims.ts';
import { createApi } from '../../web/api/create-api.ts';
import { apiHandler } from './handler.ts';
import { problemResponse } from '../../web/http/problem.ts';
import { TRAINING_ROUTES } from '../../web/api/routes/all.ts';

const logger = new Logger();
const tracer = xrayTracer(process.env);
const authorized = authorizedRequests();
const environment = settings(
  ['TABLE_NAME', 'PUBLIC_URL', 'RECONCILE_FUNCTION', 'EDGE_SECRET_ID', 'CURSOR_SECRET_ID', 'TRAINING_CLOCK'],
  process.env,
);
const services = awsServices(environment, tracer);
const report = logProblems(logger);
const secrets = tracer.follow(new SecretsManagerClient({}));
const reconciler = lambdaReconciler({
  client: tracer.follow(new LambdaClient({})),
  functionArn: environment.RECONCILE_FUNCTION,
});
const cursorSecret = secretText({
  client: secrets,
  secretId: environment.CURSOR_SECRET_ID,
  now: () => performance.now(),
});
const sealer = createSealer(async () => Buffer.from(await cursorSecret()), 'cursor');
const api = createApi({
  services: { ...services, machines: machinePlans(), reconciler, sealer },
  verifier: authorized.verifier,
  logger: {
    failed: report,
    denied: (about) => logger.warn('The access rules said no', { ...about }),
  },
  extraRoutes: environment.TRAINING_CLOCK === undefined ? [] : TRAINING_ROUTES,
});

const edge = {
  ...awsEdge(environment, secrets, new Metrics(), report),
  refused: problemResponse({ code: 'NOT_PERMITTED', detail: 'The API is not served at this address.' }),
  unavailable: problemResponse({
    code: 'UNAVAILABLE',
    detail: 'The API cannot answer at the moment. Nothing was changed.',
  }),
};

/** Called by the HTTP API. */
export const handler = observed(apiHandler(throughTheEdge(api, edge), authorized), {
  logger,
  tracer,
  before: services.readClock,
});
