import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fileURLToPath } from 'node:url';
import { secretText } from '../../adapters/aws/secret-text.ts';
import { oidcSignIn } from '../../adapters/identity/oidc-sign-in.ts';
import { machinePlans } from '../../adapters/stepfunctions/machine-plans.ts';
import { createSealer } from '../../application/seal.ts';
import { createConsole } from '../../web/console/console.ts';
import { readFromDisk } from '../../web/console/files.ts';
import { CALLBACK_PATH, providerSignIn } from '../../web/console/sign-in.ts';
import { tableDirectory } from '../../web/console/table-directory.ts';
import { userOf } from '../api/authorized-claims.ts';
import { awsEdge } from '../shared/aws-edge.ts';
import { awsServices } from '../shared/aws-services.ts';
import { settings } from '../shared/environment.ts';
import { observed } from '../shared/observed.ts';
import { logProblems } from '../shared/problems.ts';
import { throughTheEdge } from '../shared/through-the-edge.ts';
import { xrayTracer } from '../shared/tracer.ts';
import { plainPage } from './plain-page.ts';
import { consoleHandler } from './handler.ts';
import { sessionKeyFrom } from './session-key.ts';

const logger = new Logger();
const tracer = xrayTracer(process.env);
const told = settings(
  [
    'TABLE_NAME',
    'PUBLIC_URL',
    'CONSOLE_URL',
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET_ID',
    'SESSION_SECRET_ID',
    'EDGE_SECRET_ID',
    'TRAINING_CLOCK',
  ],
  process.env,
);
const services = awsServices(told, tracer);
const secrets = tracer.follow(new SecretsManagerClient({}));
const secret = (secretId: string) => secretText({ client: secrets, secretId, now: () => performance.now() });
const sessionSecret = secret(told.SESSION_SECRET_ID);
const sessionKey = async () => sessionKeyFrom(await sessionSecret());
const sealer = createSealer(sessionKey, 'cursor');
const report = logProblems(logger);
const onProblem = (what: string, error: unknown) => {
  report(what, {}, error);
};
const identity = oidcSignIn({
  issuer: told.OIDC_ISSUER,
  clientId: told.OIDC_CLIENT_ID,
  clientSecret: secret(told.OIDC_CLIENT_SECRET_ID),
  redirectUri: `${told.CONSOLE_URL}${CALLBACK_PATH}`,
  userFrom: userOf,
});
const edge = {
  ...awsEdge(told, secrets, new Metrics(), report),
  refused: plainPage(403, 'These pages are not served at this address.'),
  unavailable: plainPage(503, 'These pages cannot be served at the moment. Try again soon.'),
};
/** The console's files are beside the bundle, in one folder each. */
const beside = (folder: string) => fileURLToPath(new URL(`./${folder}/`, import.meta.url));

async function makeConsole() {
  return createConsole({
    services: { ...services, machines: machinePlans(), sealer },
    directory: tableDirectory(services),
    signIn: providerSignIn(identity, onProblem),
    sessionKey: await sessionKey(),
    files: {
      read: readFromDisk,
      directories: { own: beside('console'), govuk: beside('govuk-frontend'), moj: beside('moj-frontend') },
    },
    onProblem,
  });
}

/** Called by the console's HTTP API. */
export const handler = observed(
  consoleHandler(async () => throughTheEdge(await makeConsole(), edge)),
  { logger, tracer, before: services.readClock },
);
