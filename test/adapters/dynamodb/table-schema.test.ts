import { describe, expect, it } from '@jest/globals';
import { tableSchema } from '../../../adapters/dynamodb/table-schema.ts';
import { INDEXES } from '../../../application/ports/table.ts';

describe('the schema of the DynamoDB table', () => {
  const schema = tableSchema('gate');

  it('has an index of whole items for each of the port, by the same name', () => {
    expect(schema.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName)).toEqual(Object.keys(INDEXES));
    const projections = schema.GlobalSecondaryIndexes.map(({ Projection }) => Projection.ProjectionType);
    expect(new Set(projections)).toEqual(new Set(['ALL']));
  });

  it('defines exactly the attributes that are keys', () => {
    const keys = [schema, ...schema.GlobalSecondaryIndexes].flatMap(({ KeySchema }) => KeySchema);
    const names = keys.map(({ AttributeName }) => AttributeName);
    expect(schema.AttributeDefinitions.map(({ AttributeName }) => AttributeName).toSorted()).toEqual(
      names.toSorted(),
    );
  });

  it('streams new images', () => {
    expect(schema.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
  });
});
