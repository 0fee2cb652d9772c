import { type Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { Egress } from './egress.ts';
import { GateFunction, type StageContext } from './gate-function.ts';
import { grantTable, type RecordAction } from './record-access.ts';

export interface WebhookSenderProps extends StageContext {
  readonly table: ITable;
  readonly deliveries: Queue;
  readonly publicUrl: string;
  readonly timeout: Duration;
}

const WHAT_IT_DOES: readonly RecordAction[] = ['GetItem', 'PutItem'];

/** Sends webhooks. It alone reads signing keys and calls addresses chosen by partners. */
export class WebhookSender extends Construct {
  /** The network it sends from. */
  readonly egress: Egress;

  constructor(
    scope: Construct,
    id: string,
    { table, deliveries, publicUrl, timeout, ...context }: WebhookSenderProps,
  ) {
    super(scope, id);
    const { names, stage } = context;
    const egress = new Egress(this, 'Egress', { ...context, table });
    this.egress = egress;
    const gate = new GateFunction(this, 'Handler', {
      ...context,
      placement: egress.placement,
      name: 'deliver-webhook',
      description: 'Makes one attempt at each due delivery',
      timeout,
      reservedConcurrency: stage.webhookSenders,
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_URL: publicUrl,
        SIGNING_KEYS_PREFIX: names.signingKeysPrefix,
      },
    });
    grantTable(gate, table, WHAT_IT_DOES);
    egress.admit(gate, names.function('deliver-webhook'), WHAT_IT_DOES);
    const { partition, region, account } = Stack.of(this);
    gate.allow(
      'ReadSigningKeys',
      ['ssm:GetParameter'],
      [`arn:${partition}:ssm:${region}:${account}:parameter${names.signingKeysPrefix}*`],
    );
    const parameters = `arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter${names.signingKeysPrefix}*`;
    acknowledge(gate.role, {
      [`AwsSolutions-IAM5[Resource::${parameters}]`]:
        'One parameter per agency, added as agencies join; this prefix holds signing keys only.',
    });
    const source = new SqsEventSource(deliveries, {
      batchSize: 5,
      reportBatchItemFailures: true,
      // As many as may run, so that the queue is never throttled.
      maxConcurrency: stage.webhookSenders,
    });
    gate.alias.addEventSource(source);
    acknowledge(this, {
      'Serverless-LambdaEventSourceMappingDestination': 'The queue it reads has its own dead-letter queue.',
    });
  }
}
