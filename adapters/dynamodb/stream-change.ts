import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Change, Item } from '../../application/ports/table.ts';

/**
 * A record of the table's stream (new images) as a change of the feed.
 * @throws TypeError for a record without a key, or without an image of an item that still exists.
 */
export function streamChange(record: DynamoDBRecord): Change {
  const { pk, sk } = plain(record.dynamodb?.Keys);
  if (typeof pk !== 'string' || typeof sk !== 'string') throw new TypeError('A stream record has no key.');
  if (record.eventName === 'REMOVE') return { key: { pk, sk } };
  if (record.dynamodb?.NewImage === undefined) throw new TypeError('A stream record has no new image.');
  // Only items of the Table port are ever written to the table.
  return { key: { pk, sk }, after: plain(record.dynamodb.NewImage) as Item };
}

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['Keys']>;

function plain(image: Image | undefined): Record<string, unknown> {
  // The Lambda event and the SDK give the same shape different types.
  return image === undefined ? {} : unmarshall(image as Record<string, AttributeValue>);
}
