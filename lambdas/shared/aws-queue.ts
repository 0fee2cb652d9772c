import { SQSClient } from '@aws-sdk/client-sqs';
import { sqsDeliveryQueue } from '../../adapters/aws/sqs-delivery-queue.ts';
import type { QueueDelivery } from '../../application/background/relay.ts';
import type { Tracer } from './tracer.ts';

/** The delivery queue on SQS, for functions that queue deliveries. */
export function awsQueue(
  { DELIVERY_QUEUE_URL }: { readonly DELIVERY_QUEUE_URL: string },
  tracer: Tracer,
): QueueDelivery {
  const client = tracer.follow(new SQSClient({}));
  return sqsDeliveryQueue({ client, queueUrl: DELIVERY_QUEUE_URL });
}
