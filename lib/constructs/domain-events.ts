import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnArchive, CfnEventBus } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { busArn, EVENT_SOURCE, pipeName } from '../names.ts';
import { acknowledge } from './acknowledge.ts';
import { FIVE_MINUTES } from './alarm-bell.ts';
import { DeadLetters } from './dead-letters.ts';
import type { Surroundings } from './gate-function.ts';

export interface DomainEventsProps extends Surroundings {
  readonly table: ITable;
}

/** Of all changes to the table, those that add a fact to a journey. */
const NEW_FACTS = { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'FACT#' }] } } } };

/** All that leaves of a fact beside its type: whose it is, which, and when. What it says stays in the record. */
const DETAIL = {
  journeyId: '<$.dynamodb.NewImage.journeyId.S>',
  sequence: '<$.dynamodb.NewImage.fact.M.sequence.N>',
  at: '<$.dynamodb.NewImage.fact.M.at.S>',
};

/** PutEvents takes ten at once. */
const MOST_EVENTS = 10;

/**
 * Tells whoever subscribes what happened: every fact of every journey is an event on a bus. A pipe carries them there
 * from the table's stream, beside the relay, and no code of ours sees them.
 */
export class DomainEvents extends Construct {
  constructor(scope: Construct, id: string, { table, ...surroundings }: DomainEventsProps) {
    super(scope, id);
    const { names, stage, key, bell } = surroundings;
    const dead = new DeadLetters(this, 'Dead', {
      queueName: `${names.prefix}-events-dead`,
      bell,
      of: 'function',
      says: 'Facts did not become events: those who subscribe see a gap in a journey’s sequence.',
      runbook: 'dead-letters-events',
    });
    const bus = new CfnEventBus(this, 'Bus', {
      name: names.prefix,
      description: 'What happened on each journey: ids only',
      kmsKeyIdentifier: key.keyArn,
      deadLetterConfig: { arn: dead.queue.queueArn },
    });
    letTheBusGiveUpTo(dead.queue, busArn(this, names));
    const archive = new CfnArchive(this, 'Archive', {
      archiveName: names.prefix,
      description: 'Events of the last while, to be replayed to whoever missed them',
      sourceArn: bus.attrArn,
      retentionDays: stage.eventsKeptDays,
      kmsKeyIdentifier: key.keyArn,
    });
    archive.applyRemovalPolicy(stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);

    const pipe = this.#pipe(surroundings, table, bus.attrArn, dead.queue.queueArn);
    this.#ring(surroundings, pipe.ref);
    new CfnOutput(this, 'BusArn', { value: bus.attrArn, description: 'Where domain events can be heard' });
  }

  #pipe({ names, stage, key }: Surroundings, table: ITable, target: string, deadLetters: string): CfnPipe {
    const source = table.tableStreamArn;
    if (source === undefined) throw new Error('The table has a stream, and it was not made');
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/pipes/${names.prefix}`,
      retention: stage.logRetention,
      encryptionKey: key,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: 'How facts get from the stream to the bus',
    });
    const allow = (sid: string, actions: string[], resources: string[]) =>
      role.addToPolicy(new PolicyStatement({ sid, effect: Effect.ALLOW, actions, resources }));
    allow(
      'ReadTheStream',
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      [source],
    );
    allow('FindTheStream', ['dynamodb:ListStreams'], ['*']);
    allow('PutOnTheBus', ['events:PutEvents'], [target]);
    allow('GiveUp', ['sqs:SendMessage'], [deadLetters]);
    allow('WriteItsLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn]);
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]': 'Streams are listed for the account: there is no resource to name.',
    });
    const pipe = new CfnPipe(this, 'Pipe', {
      name: pipeName(stage, names),
      description: 'Makes an event of each new fact',
      roleArn: role.roleArn,
      source,
      sourceParameters: {
        dynamoDbStreamParameters: {
          startingPosition: 'TRIM_HORIZON',
          batchSize: MOST_EVENTS,
          maximumRetryAttempts: 10,
          maximumRecordAgeInSeconds: 3_600,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: deadLetters },
        },
        filterCriteria: { filters: [{ pattern: JSON.stringify(NEW_FACTS) }] },
      },
      target,
      targetParameters: {
        eventBridgeEventBusParameters: {
          source: EVENT_SOURCE,
          detailType: '$.dynamodb.NewImage.fact.M.type.S',
        },
        inputTemplate: JSON.stringify(DETAIL),
      },
      // Without the data of what failed: errors only, and of which stage.
      logConfiguration: { level: 'ERROR', cloudwatchLogsLogDestination: { logGroupArn: log.logGroupArn } },
    });
    pipe.node.addDependency(role);
    return pipe;
  }

  #ring({ bell }: Surroundings, pipeName: string): void {
    const counted = (metricName: string) =>
      new Metric({
        namespace: 'AWS/EventBridge/Pipes',
        metricName,
        dimensionsMap: { PipeName: pipeName },
        statistic: 'Sum',
        period: FIVE_MINUTES,
      });
    bell.ringWhen(this, 'Failed', {
      metric: counted('ExecutionFailed'),
      atLeast: 1,
      periods: 2,
      says: 'Facts do not become events: the pipe from the record to the bus fails, and tries again for an hour.',
      runbook: 'events-failed',
    });
    bell.ringWhen(this, 'Throttled', {
      metric: counted('ExecutionThrottled'),
      atLeast: 1,
      periods: 3,
      says: 'Events are late: the pipe from the record to the bus is throttled.',
      runbook: 'events-failed',
    });
  }
}

/** An event that could not be encrypted or read again goes here, and only from this bus. */
function letTheBusGiveUpTo(queue: Queue, arn: string): void {
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid: 'FromTheBus',
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': arn } },
    }),
  );
}
