import { SQSClient } from '@aws-sdk/client-sqs';
import { sqsDeliveryQueue } from '../../adapters/aws/sqs-delivery-queue.ts';
import { sqsMessageQueue } from '../../adapters/aws/sqs-message-queue.ts';
import type { Queues } from '../../application/background/relay.ts';
import type { Tracer } from './tracer.ts';

/** The queues of deliveries and of messages on SQS, for functions that send work to them. */
export function awsQueues(
  {
    DELIVERY_QUEUE_URL,
    MESSAGE_QUEUE_URL,
  }: { readonly DELIVERY_QUEUE_URL: string; readonly MESSAGE_QUEUE_URL: string },
  tracer: Tracer,
): Queues {
  const client = tracer.follow(new SQSClient({}));
  return {
    deliver: sqsDeliveryQueue({ client, queueUrl: DELIVERY_QUEUE_URL }),
    tell: sqsMessageQueue({ client, queueUrl: MESSAGE_QUEUE_URL }),
  };
}
