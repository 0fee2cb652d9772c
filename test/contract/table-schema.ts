import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { INDEXES } from '../../application/ports/table.ts';

/**
 * What the one table is made of on DynamoDB: keys `pk` and `sk`, an index for each of {@link INDEXES} with what it
 * holds, and a stream of new images for the change feed. The Table port needs no more and no less.
 */
export function tableSchema(tableName: string) {
  const indexes = Object.entries(INDEXES);
  const attributes = ['pk', 'sk', ...indexes.flatMap(([, { partition, sort }]) => [partition, sort])];
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes.map((name) => ({ AttributeName: name, AttributeType: 'S' as const })),
    KeySchema: keySchema('pk', 'sk'),
    GlobalSecondaryIndexes: indexes.map(([name, { partition, sort, holds }]) => ({
      IndexName: name,
      KeySchema: keySchema(partition, sort),
      Projection:
        holds.length === 0
          ? { ProjectionType: 'KEYS_ONLY' as const }
          : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...holds] },
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  } satisfies CreateTableCommandInput;
}

function keySchema(partition: string, sort: string) {
  return [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
}
