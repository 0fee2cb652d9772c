import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { LookAtEvents } from '../../application/background/sweep.ts';

export interface SqsEventQueueOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/**
 * Asks on the queue of events that a person's events are looked at. The message group is the person, so that one
 * person's many events do not delay others (fair queues). At least once: looking twice is harmless.
 */
export function sqsEventQueue({ client, queueUrl }: SqsEventQueueOptions): LookAtEvents {
  return async (person) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ eventsOf: person }),
        MessageGroupId: person,
      }),
    );
  };
}
