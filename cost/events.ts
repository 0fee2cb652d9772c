import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import type { QueueDelivery } from '../application/commands/relay.ts';
import type { Item } from '../application/ports/table.ts';

/** A new row as the table's stream brings it. */
export function streamRecord(row: Item, index: number): DynamoDBRecord {
  const image = (value: Pick<Item, 'pk' | 'sk'>) =>
    marshall(value, { removeUndefinedValues: true }) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];
  return {
    eventName: 'INSERT',
    dynamodb: {
      Keys: image({ pk: row.pk, sk: row.sk }) ?? {},
      NewImage: image(row) ?? {},
      SequenceNumber: String(index + 1),
    },
  };
}

/** A delivery as its queue brings it. */
export function queueRecord(delivery: Parameters<QueueDelivery>[0]): SQSRecord {
  return { messageId: delivery.deliveryId, body: JSON.stringify(delivery) } as SQSRecord;
}
