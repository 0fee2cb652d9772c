import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { FIVE_MINUTES } from './constructs/alarm-bell.ts';
import { DeadLetters } from './constructs/dead-letters.ts';
import { DomainEvents } from './constructs/domain-events.ts';
import type { Surroundings } from './constructs/gate-function.ts';
import { Reconcile } from './constructs/reconcile.ts';
import { Relay } from './constructs/relay.ts';
import { Sweep } from './constructs/sweep.ts';
import { WebhookSender } from './constructs/webhook-sender.ts';

/** A webhook sender has 15 seconds for its slowest partner; a message is seen again after six times its own timeout. */
const SENDER_TIMEOUT = Duration.seconds(40);
const TRIES = 5;

export interface DeliveryStackProps extends StackProps {
  readonly surroundings: Surroundings;
  readonly table: ITable;
  readonly publicUrl: string;
}

/** What carries the record's decisions out: relay, sweep, reconcile, webhooks and events. */
export class DeliveryStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { surroundings, table, publicUrl, ...props }: DeliveryStackProps,
  ) {
    super(scope, id, props);
    const { names, bell } = surroundings;
    const deadLetters = new DeadLetters(this, 'DeliveriesDead', {
      queueName: `${names.prefix}-deliveries-dead`,
      bell,
      of: 'queue',
      says: 'Deliveries could not be attempted or recorded. Find out why; the sweep queues what is still due.',
      runbook: 'dead-letters-deliveries',
    });
    const deliveries = new Queue(this, 'Deliveries', {
      queueName: `${names.prefix}-deliveries`,
      visibilityTimeout: Duration.seconds(6 * SENDER_TIMEOUT.toSeconds()),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: deadLetters.queue, maxReceiveCount: TRIES },
    });
    bell.ringWhen(this, 'DeliveriesLate', {
      metric: deliveries.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES }),
      atLeast: Duration.minutes(15).toSeconds(),
      says: 'Deliveries wait a quarter of an hour and more: the senders do not keep up.',
      runbook: 'deliveries-late',
    });

    const shared = { ...surroundings, table, deliveries, publicUrl };
    new DomainEvents(this, 'DomainEvents', { ...surroundings, table });
    new Relay(this, 'Relay', shared);
    new Sweep(this, 'Sweep', shared);
    new Reconcile(this, 'Reconcile', shared);
    new WebhookSender(this, 'WebhookSender', { ...shared, timeout: SENDER_TIMEOUT });
  }
}
