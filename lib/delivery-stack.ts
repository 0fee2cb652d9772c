import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { FIVE_MINUTES } from './constructs/alarm-topic.ts';
import { DeadLetters } from './constructs/dead-letters.ts';
import { DomainEvents } from './constructs/domain-events.ts';
import type { StageContext } from './constructs/gate-function.ts';
import { MessageQueue, MessageSender } from './constructs/message-sender.ts';
import { IncomingEvents } from './constructs/incoming-events.ts';
import { Reconcile } from './constructs/reconcile.ts';
import { Relay } from './constructs/relay.ts';
import { Sweep } from './constructs/sweep.ts';
import { VerifyTimelines } from './constructs/verify-timelines.ts';
import { WebhookSender } from './constructs/webhook-sender.ts';

/**
 * A webhook sender waits 15 seconds for its slowest partner; a message becomes visible again after six times its
 * timeout.
 */
const SENDER_TIMEOUT = Duration.seconds(40);
const TRIES = 5;

export interface DeliveryStackProps extends StackProps {
  readonly context: StageContext;
  readonly table: ITable;
  readonly publicUrl: string;
  /** The address of the pages, for the links in messages to officers. */
  readonly consoleUrl: string;
}

/** The background work: relay, sweep, reconciler, webhooks, messages and events. */
export class DeliveryStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { context, table, publicUrl, consoleUrl, ...props }: DeliveryStackProps,
  ) {
    super(scope, id, props);
    const { names, alarms } = context;
    const deadLetters = new DeadLetters(this, 'DeliveriesDead', {
      queueName: `${names.prefix}-deliveries-dead`,
      alarms,
      of: 'queue',
      message:
        'Deliveries could not be attempted or recorded. Find the cause; the sweep queues due deliveries again.',
      runbook: 'dead-letters-deliveries',
    });
    const deliveries = new Queue(this, 'Deliveries', {
      queueName: `${names.prefix}-deliveries`,
      visibilityTimeout: Duration.seconds(6 * SENDER_TIMEOUT.toSeconds()),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: deadLetters.queue, maxReceiveCount: TRIES },
    });
    alarms.raiseWhen(this, 'DeliveriesLate', {
      metric: deliveries.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES }),
      atLeast: Duration.minutes(15).toSeconds(),
      message: 'Deliveries wait 15 minutes: the senders do not keep up.',
      runbook: 'deliveries-late',
    });

    const { queue: messages } = new MessageQueue(this, 'Messages', context);
    const shared = { ...context, table, deliveries, messages, publicUrl };
    new DomainEvents(this, 'DomainEvents', { ...context, table });
    new Relay(this, 'Relay', shared);
    const incoming = new IncomingEvents(this, 'IncomingEvents', { ...context, table, publicUrl });
    new Sweep(this, 'Sweep', { ...shared, events: incoming.queue });
    new Reconcile(this, 'Reconcile', shared);
    new VerifyTimelines(this, 'VerifyTimelines', { ...context, table, publicUrl });
    const { egress } = new WebhookSender(this, 'WebhookSender', { ...shared, timeout: SENDER_TIMEOUT });
    new MessageSender(this, 'MessageSender', { ...shared, consoleUrl, egress });
  }
}
