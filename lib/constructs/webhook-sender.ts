import { type Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { Egress } from './egress.ts';
import { GateFunction, type Surroundings } from './gate-function.ts';
import { letChangeTheRecord, type RecordAction } from './record-access.ts';

export interface WebhookSenderProps extends Surroundings {
  readonly table: ITable;
  readonly deliveries: Queue;
  readonly publicUrl: string;
  readonly timeout: Duration;
}

const WHAT_IT_DOES: readonly RecordAction[] = ['GetItem', 'PutItem'];

/** What sends webhooks: the only function that reads signing keys and that calls addresses others chose. */
export class WebhookSender extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { table, deliveries, publicUrl, timeout, ...surroundings }: WebhookSenderProps,
  ) {
    super(scope, id);
    const { names, stage } = surroundings;
    const egress = new Egress(this, 'Egress', { ...surroundings, table });
    const gate = new GateFunction(this, 'Handler', {
      ...surroundings,
      placement: egress.placement,
      name: 'deliver-webhook',
      description: 'Makes one attempt at each delivery that is due',
      timeout,
      reservedConcurrency: stage.webhookSenders,
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_URL: publicUrl,
        SIGNING_KEYS_PREFIX: names.signingKeysPrefix,
      },
    });
    letChangeTheRecord(gate, table, WHAT_IT_DOES);
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
        'One parameter an agency, made as agencies join; only signing keys are kept under this name.',
    });
    const source = new SqsEventSource(deliveries, {
      batchSize: 5,
      reportBatchItemFailures: true,
      // As many as may run, so that the queue never meets a throttle.
      maxConcurrency: stage.webhookSenders,
    });
    gate.alias.addEventSource(source);
    acknowledge(this, {
      'Serverless-LambdaEventSourceMappingDestination': 'The queue it reads has dead letters of its own.',
    });
  }
}
