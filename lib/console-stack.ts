import { join } from 'node:path';
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { acknowledge } from './constructs/acknowledge.ts';
import { ConsoleIdentity } from './constructs/console-identity.ts';
import { Edge } from './constructs/edge.ts';
import { GateFunction, ROOT, type Surroundings } from './constructs/gate-function.ts';
import type { Identity } from './constructs/identity.ts';
import { serveWatched } from './constructs/watched-stage.ts';
import { letChangeTheRecord, letListBy } from './constructs/record-access.ts';

export interface ConsoleStackProps extends StackProps {
  readonly surroundings: Surroundings;
  readonly table: ITable;
  /** Where partners reach the API: the links in what they are told of an officer's decisions. */
  readonly publicUrl: string;
  readonly identity: Identity;
  readonly webAclArn: string;
}

/** What came of each request: no path, for it names journeys, no address, and nobody's name. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  status: '$context.status',
  latency: '$context.responseLatency',
  error: '$context.error.messageString',
});

/** The pages of officers and administrators, at an address of their own. */
export class ConsoleStack extends Stack {
  readonly url: string;

  constructor(
    scope: Construct,
    id: string,
    { surroundings, table, publicUrl, identity, webAclArn, ...props }: ConsoleStackProps,
  ) {
    super(scope, id, props);
    const { names, stage, key } = surroundings;
    const api = new HttpApi(this, 'Http', { apiName: `${names.prefix}-console`, createDefaultStage: false });
    const edge = new Edge(this, 'Edge', {
      surroundings,
      service: 'console',
      api,
      webAclArn,
      files: '/assets/*',
    });
    this.url = edge.url;
    const signIn = new ConsoleIdentity(this, 'SignIn', { stage, names, key, identity, url: this.url });
    const gate = new GateFunction(this, 'Console', {
      ...surroundings,
      name: 'console',
      description: 'Answers the pages of officers and administrators',
      timeout: Duration.seconds(20),
      memoryMb: 1_024,
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_URL: publicUrl,
        CONSOLE_URL: this.url,
        ...signIn.environment,
        ...edge.environment,
      },
      alsoBundle: (bundle) =>
        [process.execPath, join(ROOT, 'lib', 'console-files.ts'), ROOT, bundle]
          .map((each) => JSON.stringify(each))
          .join(' '),
    });
    letChangeTheRecord(gate, table);
    letListBy(gate, table);
    edge.letKnow(gate);
    gate.allow('ReadItsSecrets', ['secretsmanager:GetSecretValue'], signIn.secretArns);

    const everything = new HttpRoute(this, 'Everything', {
      httpApi: api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('Integration', gate.alias),
      authorizer: new HttpNoneAuthorizer(),
    });
    acknowledge(everything, {
      'AwsSolutions-APIG4':
        'Browsers come without tokens: the console has sessions of its own, and sends strangers to sign in.',
    });
    serveWatched(this, api, surroundings, {
      logGroupName: `/aws/vendedlogs/apis/${names.prefix}-console`,
      format: ACCESS_LOG,
      says: 'Pages end in errors: officers cannot work. Look in the console’s log, and whether the identity provider is up.',
    });
    new CfnOutput(this, 'Url', { value: this.url, description: 'Where officers and administrators work' });
    new CfnOutput(this, 'CallbackUrl', {
      value: signIn.callbackUrl,
      description: 'Where the identity provider sends staff back to: register it for the console’s client',
    });
  }
}
