import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { sqsDeliveryQueue } from '../../../adapters/aws/sqs-delivery-queue.ts';
import { mockedClient } from '../../support/mocked-client.ts';

const sqs = mockedClient(SQSClient);
const queue = sqsDeliveryQueue({
  client: new SQSClient({ region: 'eu-west-2' }),
  queueUrl: 'https://sqs.eu-west-2.amazonaws.com/111122223333/deliveries',
});

beforeEach(() => {
  sqs.reset();
});

describe('the queue of deliveries', () => {
  it('sends ids only, in the group of the agency', async () => {
    sqs.on(SendMessageCommand).resolves({});
    await queue({ agencyId: 'eastmoor', deliveryId: 'd1', again: true });
    expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input).toEqual({
      QueueUrl: 'https://sqs.eu-west-2.amazonaws.com/111122223333/deliveries',
      MessageBody: '{"agencyId":"eastmoor","deliveryId":"d1","again":true}',
      MessageGroupId: 'eastmoor',
    });
  });

  it('fails when SQS does, so that the outbox row stays', async () => {
    sqs.on(SendMessageCommand).rejects(new Error('out'));
    await expect(queue({ agencyId: 'eastmoor', deliveryId: 'd1' })).rejects.toThrow('out');
  });
});
