import { SQSClient } from '@aws-sdk/client-sqs';
import { sqsEventQueue } from '../../adapters/aws/sqs-event-queue.ts';
import type { LookAtEvents } from '../../application/background/sweep.ts';
import type { Tracer } from './tracer.ts';

/** The queue of events on SQS, for functions that ask for a person's events to be looked at. */
export function awsEventQueue(
  { EVENT_QUEUE_URL }: { readonly EVENT_QUEUE_URL: string },
  tracer: Tracer,
): LookAtEvents {
  const client = tracer.follow(new SQSClient({}));
  return sqsEventQueue({ client, queueUrl: EVENT_QUEUE_URL });
}
