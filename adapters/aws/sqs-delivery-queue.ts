import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueDelivery } from '../../application/background/relay.ts';

export interface SqsDeliveryQueueOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/**
 * Puts deliveries (ids only) on the webhook sender's queue. The message group is the agency, so that one agency's
 * backlog does not delay others (fair queues). At least once: a delivery may be queued twice, and its row shows whether
 * it is still due.
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
