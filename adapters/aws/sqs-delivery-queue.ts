import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueDelivery } from '../../application/background/relay.ts';

export interface SqsDeliveryQueueOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/**
 * Puts deliveries on the queue that the webhook sender reads: ids only. Each message names its agency as its group,
 * so that SQS shares the senders fairly and one agency's backlog holds up no other (fair queues).
 * At least once: a delivery may be queued twice, and its row tells the sender whether it is still to be made.
 */
export function sqsDeliveryQueue({ client, queueUrl }: SqsDeliveryQueueOptions): QueueDelivery {
  return async (delivery) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(delivery),
        MessageGroupId: delivery.agencyId,
      }),
    );
  };
}
