import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnArchive, CfnEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { busArn } from '../names.ts';
import { FIVE_MINUTES } from './alarm-bell.ts';
import { DeadLetters } from './dead-letters.ts';
import { GateFunction, type Surroundings } from './gate-function.ts';
import { streamOf } from './record-access.ts';

export interface DomainEventsProps extends Surroundings {
  readonly table: ITable;
}

/** Of all changes to the table, those that add a fact to a journey. */
const NEW_FACTS = { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'FACT#' }] } } } };

/**
 * Tells whoever subscribes what happened: every fact of every journey is an event on a bus. A function puts them there
 * from the table's stream, beside the relay.
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

    this.#announce({ ...surroundings, table }, bus, dead.queue);
    new CfnOutput(this, 'BusArn', { value: bus.attrArn, description: 'Where domain events can be heard' });
  }

  #announce({ table, ...surroundings }: DomainEventsProps, bus: CfnEventBus, dead: Queue): void {
    const { names, bell } = surroundings;
    const gate = new GateFunction(this, 'Handler', {
      ...surroundings,
      name: 'announce',
      description: 'Makes an event of each new fact',
      timeout: Duration.minutes(1),
      // It copies a few ids, and waits for the bus.
      memoryMb: 256,
      environment: { EVENT_BUS_NAME: names.prefix },
    });
    gate.allow('PutOnTheBus', ['events:PutEvents'], [bus.attrArn]);
    gate.alias.addEventSource(
      new DynamoEventSource(streamOf(this, table), {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        // Nobody's journey waits for an event: what happens within some seconds is one call.
        maxBatchingWindow: Duration.seconds(5),
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 10,
        maxRecordAge: Duration.hours(1),
        onFailure: new SqsDlq(dead),
        filters: [{ pattern: JSON.stringify(NEW_FACTS) }],
      }),
    );
    bell.ringWhen(this, 'Behind', {
      metric: gate.alias.metric('IteratorAge', { statistic: 'Maximum', period: FIVE_MINUTES }),
      atLeast: Duration.minutes(5).toMilliseconds(),
      says: 'Events are five minutes and more behind the record; after an hour those that cannot be put are given up.',
      runbook: 'events-behind',
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
