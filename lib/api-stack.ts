import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { withDescription } from '../web/api/openapi.ts';
import type { Route } from '../web/api/route.ts';
import { ROUTES } from '../web/api/routes/all.ts';
import { acknowledge } from './constructs/acknowledge.ts';
import { CursorSecret } from './constructs/cursor-secret.ts';
import { Edge } from './constructs/edge.ts';
import { GateFunction, type StageContext } from './constructs/gate-function.ts';
import { Identity } from './constructs/identity.ts';
import { SignInFirewall } from './constructs/sign-in-firewall.ts';
import { addApiStage } from './constructs/api-stage.ts';
import { COMMANDS_OF_STAFF, INDEXES_OF_STAFF, grantTable, grantIndexes } from './constructs/record-access.ts';
import { functionArn } from './names.ts';

export interface ApiStackProps extends StackProps {
  readonly context: StageContext;
  readonly table: ITable;
  readonly webAclArn: string;
}

/** Ids and status of each request. Not its path, which contains journey ids, and no address. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  error: '$context.error.messageString',
  subject: '$context.authorizer.claims.sub',
});

/** The JSON API for officers and partner agencies. */
export class ApiStack extends Stack {
  readonly url: string;
  readonly identity: Identity;

  constructor(scope: Construct, id: string, { context, table, webAclArn, ...props }: ApiStackProps) {
    super(scope, id, props);
    const { names, stage } = context;
    const api = new HttpApi(this, 'Http', { apiName: names.prefix, createDefaultStage: false });
    const edge = new Edge(this, 'Edge', { context, service: 'api', api, webAclArn });
    this.url = edge.url;
    const cursorSecret = new CursorSecret(this, 'CursorSecret', context);
    const gate = new GateFunction(this, 'Handler', {
      ...context,
      name: 'api',
      description: 'Answers the JSON API',
      timeout: Duration.seconds(20),
      memoryMb: 1_024,
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_URL: this.url,
        RECONCILE_FUNCTION: functionArn(this, names, 'reconcile'),
        ...cursorSecret.environment,
        ...edge.environment,
      },
    });
    grantTable(gate, table, COMMANDS_OF_STAFF);
    grantIndexes(gate, table, INDEXES_OF_STAFF);
    gate.allow('AskForReconcile', ['lambda:InvokeFunction'], [functionArn(this, names, 'reconcile')]);
    edge.grantReadSecret(gate);
    cursorSecret.grantRead(gate);

    const integration = new HttpLambdaIntegration('Integration', gate.alias);
    this.identity = new Identity(this, 'Identity', { stage, names });
    if (this.identity.staff) {
      new SignInFirewall(this, 'SignInFirewall', this.identity.staff, context);
    }
    const { authorizer } = this.identity;
    api.addRoutes({ path: '/api/{proxy+}', methods: [HttpMethod.ANY], integration, authorizer });
    for (const { method, path } of openRoutes()) {
      const routes = api.addRoutes({
        path,
        methods: method === 'GET' ? [HttpMethod.GET, HttpMethod.HEAD] : [HttpMethod.POST],
        integration,
        authorizer: new HttpNoneAuthorizer(),
      });
      for (const route of routes) {
        acknowledge(route, { 'AwsSolutions-APIG4': 'Holds nothing about a person: it needs no token.' });
      }
    }

    addApiStage(this, api, context, {
      logGroupName: `/aws/vendedlogs/apis/${names.prefix}`,
      format: ACCESS_LOG,
      message: 'The API returns errors: look in its log by the request ids of the access log.',
    });
    new CfnOutput(this, 'Url', { value: this.url, description: 'The address of the API, without /api' });
  }
}

/** The routes that their own definitions call open: API Gateway asks for a token everywhere else. */
function openRoutes(): readonly Route[] {
  return withDescription(ROUTES).filter(({ access }) => access === 'open');
}
