import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { sqsEventQueue } from '../../../adapters/aws/sqs-event-queue.ts';
import { sqsMessageQueue } from '../../../adapters/aws/sqs-message-queue.ts';
import { mockedClient } from '../../support/mocked-client.ts';

const sqs = mockedClient(SQSClient);
const client = new SQSClient({ region: 'eu-west-2' });
const queueUrl = 'https://sqs.eu-west-2.amazonaws.com/111122223333/events';

beforeEach(() => {
  sqs.reset();
});

const QUEUES = [
  {
    queue: 'of events',
    send: () => sqsEventQueue({ client, queueUrl })('A1234BC'),
    sent: { QueueUrl: queueUrl, MessageBody: '{"eventsOf":"A1234BC"}', MessageGroupId: 'A1234BC' },
  },
  {
    queue: 'of messages',
    send: () => sqsMessageQueue({ client, queueUrl })({ mailbox: 'officer:c.ahmed' }),
    sent: { QueueUrl: queueUrl, MessageBody: '{"mailbox":"officer:c.ahmed"}' },
  },
];

describe.each(QUEUES)('the queue $queue', ({ send, sent }) => {
  it('is sent ids only', async () => {
    sqs.on(SendMessageCommand).resolves({});
    await send();
    expect(sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input)).toEqual([sent]);
  });

  it('fails when SQS does, so that the row stays due', async () => {
    sqs.on(SendMessageCommand).rejects(new Error('out'));
    await expect(send()).rejects.toThrow('out');
  });
});
