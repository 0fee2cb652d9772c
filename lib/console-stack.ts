import { join } from 'node:path';
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { acknowledge } from './constructs/acknowledge.ts';
import { ConsoleIdentity } from './constructs/console-identity.ts';
import { Edge } from './constructs/edge.ts';
import { GateFunction, ROOT, type StageContext } from './constructs/gate-function.ts';
import type { Identity } from './constructs/identity.ts';
import { addApiStage } from './constructs/api-stage.ts';
import { COMMANDS_OF_STAFF, INDEXES_OF_STAFF, grantTable, grantIndexes } from './constructs/record-access.ts';

export interface ConsoleStackProps extends StackProps {
  readonly context: StageContext;
  readonly table: ITable;
  /** The API's address, for the links in messages to partners. */
  readonly publicUrl: string;
  readonly identity: Identity;
  readonly webAclArn: string;
}

/** Ids and status of each request. Not its path, which contains journey ids, no address and no name. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  status: '$context.status',
  latency: '$context.responseLatency',
  error: '$context.error.messageString',
});

/** The pages of officers and administrators. */
export class ConsoleStack extends Stack {
  readonly url: string;

  constructor(
    scope: Construct,
    id: string,
    { context, table, publicUrl, identity, webAclArn, ...props }: ConsoleStackProps,
  ) {
    super(scope, id, props);
    const { names, stage, key } = context;
    const api = new HttpApi(this, 'Http', { apiName: `${names.prefix}-console`, createDefaultStage: false });
    const edge = new Edge(this, 'Edge', {
      context,
      service: 'console',
      api,
      webAclArn,
      files: '/assets/*',
    });
    this.url = edge.url;
    const signIn = new ConsoleIdentity(this, 'SignIn', { stage, names, key, identity, url: this.url });
    const gate = new GateFunction(this, 'Console', {
      ...context,
      name: 'console',
      description: 'Serves the pages of officers and administrators',
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
    grantTable(gate, table, COMMANDS_OF_STAFF);
    grantIndexes(gate, table, INDEXES_OF_STAFF);
    edge.grantReadSecret(gate);
    gate.allow('ReadSecrets', ['secretsmanager:GetSecretValue'], signIn.secretArns);

    const everything = new HttpRoute(this, 'Everything', {
      httpApi: api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('Integration', gate.alias),
      authorizer: new HttpNoneAuthorizer(),
    });
    acknowledge(everything, {
      'AwsSolutions-APIG4': 'Browsers have no token: the console has its own sessions.',
    });
    addApiStage(this, api, context, {
      logGroupName: `/aws/vendedlogs/apis/${names.prefix}-console`,
      format: ACCESS_LOG,
      message:
        'The console returns errors, and officers cannot work. Look in its log, and check the identity provider.',
    });
    new CfnOutput(this, 'Url', { value: this.url, description: 'The address of the console' });
    new CfnOutput(this, 'CallbackUrl', {
      value: signIn.callbackUrl,
      description: 'The redirect address to register for the console’s client at the identity provider',
    });
  }
}
