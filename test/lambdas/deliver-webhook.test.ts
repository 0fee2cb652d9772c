import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import type { DeliveryResult } from '../../application/background/deliver-webhook.ts';
import { TableUnavailableError, type Table } from '../../application/ports/table.ts';
import { deliverWebhookHandler } from '../../lambdas/deliver-webhook/handler.ts';
import { recordingSender } from '../support/recording-sender.ts';
import { HandlerWorld } from './handler-world.ts';

let world: HandlerWorld;
let results: DeliveryResult[];

function deliverer(table: Table = world.table) {
  const services = {
    ...world.services,
    table,
    sender: recordingSender(),
    signer: { sign: () => Promise.resolve('v1,signature') },
    wallClock: world.services.clock,
    random: () => 0.5,
  };
  return deliverWebhookHandler(services, (result) => results.push(result), world.report);
}

const message = (messageId: string, body: string) => ({ messageId, body }) as SQSRecord;
const wanted = (deliveryId: string) => JSON.stringify({ agencyId: 'eastmoor', deliveryId });

beforeEach(() => {
  world = new HandlerWorld();
  results = [];
});

describe('the sender on the queue of deliveries', () => {
  it('removes a message whose delivery no longer exists', async () => {
    const answer = await deliverer()({ Records: [message('m1', wanted('d1'))] });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(results).toEqual(['gone']);
  });

  it.each([
    ['text that is not JSON', 'delivery d1'],
    ['no delivery', '{"agencyId":"eastmoor"}'],
    ['a field nobody sends', '{"agencyId":"eastmoor","deliveryId":"d1","url":"https://elsewhere.example"}'],
  ])('hands back a message with %s', async (_what, body) => {
    const answer = await deliverer()({ Records: [message('m1', body)] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(world.problems.map(({ ids }) => ids)).toEqual([{ messageId: 'm1' }]);
  });

  it('hands back only the message that failed', async () => {
    const table: Table = {
      ...world.table,
      get: (key) =>
        key.sk.endsWith('d2') ? Promise.reject(new TableUnavailableError('out')) : world.table.get(key),
    };
    const records = ['d1', 'd2', 'd3'].map((id) => message(`m-${id}`, wanted(id)));
    const answer = await deliverer(table)({ Records: records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-d2' }] });
    expect(results).toEqual(['gone', 'gone']);
  });
});
