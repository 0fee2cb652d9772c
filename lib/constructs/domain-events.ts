import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnArchive, CfnEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { busArn } from '../names.ts';
import { ROW_PREFIXES } from '../../application/keys.ts';
import { FIVE_MINUTES } from './alarm-topic.ts';
import { DeadLetters } from './dead-letters.ts';
import { GateFunction, type StageContext } from './gate-function.ts';
import { streamOf } from './record-access.ts';

export interface DomainEventsProps extends StageContext {
  readonly table: ITable;
}

/** Stream filter: only new facts. */
const NEW_FACTS = {
  eventName: ['INSERT'],
  dynamodb: { Keys: { sk: { S: [{ prefix: ROW_PREFIXES.fact }] } } },
};

/** Puts every fact of every journey on an event bus, with a function that reads the table's stream. */
export class DomainEvents extends Construct {
  constructor(scope: Construct, id: string, { table, ...context }: DomainEventsProps) {
    super(scope, id);
    const { names, stage, key, alarms } = context;
    const dead = new DeadLetters(this, 'Dead', {
      queueName: `${names.prefix}-events-dead`,
      alarms,
      of: 'function',
      message: 'Facts did not become events: subscribers see a gap in a journey’s sequence.',
      runbook: 'dead-letters-events',
    });
    const bus = new CfnEventBus(this, 'Bus', {
      name: names.prefix,
      description: 'Facts of journeys: ids only',
      kmsKeyIdentifier: key.keyArn,
      deadLetterConfig: { arn: dead.queue.queueArn },
    });
    grantSendFromBus(dead.queue, busArn(this, names));
    const archive = new CfnArchive(this, 'Archive', {
      archiveName: names.prefix,
      description: 'Recent events, for replay to subscribers',
      sourceArn: bus.attrArn,
      retentionDays: stage.eventsKeptDays,
      kmsKeyIdentifier: key.keyArn,
    });
    archive.applyRemovalPolicy(stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);

    this.#announce({ ...context, table }, bus, dead.queue);
    new CfnOutput(this, 'BusArn', { value: bus.attrArn, description: 'The bus of domain events' });
  }

  #announce({ table, ...context }: DomainEventsProps, bus: CfnEventBus, dead: Queue): void {
    const { names, alarms } = context;
    const gate = new GateFunction(this, 'Handler', {
      ...context,
      name: 'announce',
      description: 'Puts each new fact on the event bus',
      timeout: Duration.minutes(1),
      // It copies a few ids and waits for the bus.
      memoryMb: 256,
      environment: { EVENT_BUS_NAME: names.prefix },
    });
    gate.allow('PutEvents', ['events:PutEvents'], [bus.attrArn]);
    gate.alias.addEventSource(
      new DynamoEventSource(streamOf(this, table), {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        // Events are not urgent: one call for everything within five seconds is cheaper.
        maxBatchingWindow: Duration.seconds(5),
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 10,
        maxRecordAge: Duration.hours(1),
        onFailure: new SqsDlq(dead),
        filters: [{ pattern: JSON.stringify(NEW_FACTS) }],
      }),
    );
    alarms.raiseWhen(this, 'Behind', {
      metric: gate.alias.metric('IteratorAge', { statistic: 'Maximum', period: FIVE_MINUTES }),
      atLeast: Duration.minutes(5).toMilliseconds(),
      message: 'Events are five minutes behind the record; after an hour they go to the dead-letter queue.',
      runbook: 'events-behind',
    });
  }
}

/** Allows only this bus to send events that it cannot encrypt or read. */
function grantSendFromBus(queue: Queue, arn: string): void {
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
