import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import type { QueueDelivery } from '../../application/background/relay.ts';
import type { Change, Item } from '../../application/ports/table.ts';

/** A new row as the table's stream brings it. */
function streamRecord(row: Item, index: number): DynamoDBRecord {
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

/** Of what was written, the rows that have an attribute, as the stream's filter lets them through. */
export function recordsWith(attribute: string, changes: readonly Change[]): DynamoDBRecord[] {
  return changes.flatMap(({ after }, index) =>
    after?.[attribute] === undefined ? [] : [streamRecord(after, index)],
  );
}

/** A delivery as its queue brings it. */
export function queueRecord(delivery: Parameters<QueueDelivery>[0]): SQSRecord {
  return { messageId: delivery.deliveryId, body: JSON.stringify(delivery) } as SQSRecord;
}
