import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueMessages } from '../../application/background/relay.ts';

export interface SqsMessageQueueOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/** Puts notices and due mailboxes (ids only) on the queue of the function that sends messages. At least once. */
export function sqsMessageQueue({ client, queueUrl }: SqsMessageQueueOptions): QueueMessages {
  return async (work) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(work) }));
  };
}
