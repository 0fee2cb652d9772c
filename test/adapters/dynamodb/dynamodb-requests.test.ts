import { describe, expect, it } from '@jest/globals';
import { queryInput, transactItem } from '../../../adapters/dynamodb/dynamodb-requests.ts';
import { planQuery } from '../../../adapters/table/query-plan.ts';
import type { Query, Write } from '../../../application/ports/table.ts';

const KEY = { pk: 'J', sk: 'HEAD' };
const IS_KEY = { '#partition': 'pk', '#sort': 'sk' };

describe('a query to DynamoDB', () => {
  const asked = (query: Partial<Query>) => {
    const whole: Query = { partition: 'J', limit: 10, ...query };
    return queryInput('gate', whole, planQuery(whole), undefined, 11);
  };

  it.each<readonly [Partial<Query>, string, Readonly<Record<string, string>>]>([
    [{ startsWith: 'FACT#' }, 'begins_with(#sort, :prefix)', { ':prefix': 'FACT#' }],
    [{ from: 'A', to: 'B' }, '#sort BETWEEN :from AND :to', { ':from': 'A', ':to': 'B' }],
    [{ from: 'A' }, '#sort >= :from', { ':from': 'A' }],
    [{ to: 'B' }, '#sort <= :to', { ':to': 'B' }],
  ])('has one condition on the sort key for %j', (query, condition, values) => {
    expect(asked(query)).toMatchObject({
      KeyConditionExpression: `#partition = :partition AND ${condition}`,
      ExpressionAttributeNames: IS_KEY,
      ExpressionAttributeValues: { ':partition': 'J', ...values },
      ConsistentRead: true,
      ScanIndexForward: true,
      Limit: 11,
    });
  });

  it('names no sort key where there is no condition on one', () => {
    const input = asked({ direction: 'backward' });
    expect(input).toMatchObject({
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': 'pk' },
      ScanIndexForward: false,
    });
    expect(Object.keys(input.ExpressionAttributeNames ?? {})).toEqual(['#partition']);
  });

  it('of an index is not consistent, which DynamoDB would refuse', () => {
    const input = asked({ index: 'due', to: '2027' });
    expect(input).toMatchObject({ IndexName: 'due', ExpressionAttributeNames: { '#sort': 'dueSk' } });
    expect(input).not.toHaveProperty('ConsistentRead');
  });
});

describe('a write to DynamoDB', () => {
  it.each<readonly [Write, object]>([
    [
      { kind: 'put', item: { ...KEY, version: 2 } },
      { Put: { TableName: 'gate', Item: { ...KEY, version: 2 } } },
    ],
    [{ kind: 'delete', key: KEY }, { Delete: { TableName: 'gate', Key: KEY } }],
    [
      { kind: 'check', key: KEY, when: { kind: 'version', equals: 3 } },
      {
        ConditionCheck: {
          TableName: 'gate',
          Key: KEY,
          ConditionExpression: '#name = :value',
          ExpressionAttributeNames: { '#name': 'version' },
          ExpressionAttributeValues: { ':value': 3 },
        },
      },
    ],
    [
      { kind: 'delete', key: KEY, when: { kind: 'attribute', name: 'state', equals: 'waiting' } },
      {
        Delete: {
          TableName: 'gate',
          Key: KEY,
          ConditionExpression: '#name = :value',
          ExpressionAttributeNames: { '#name': 'state' },
          ExpressionAttributeValues: { ':value': 'waiting' },
        },
      },
    ],
    [
      { kind: 'put', item: KEY, when: { kind: 'absent' } },
      { Put: { TableName: 'gate', Item: KEY, ConditionExpression: 'attribute_not_exists(pk)' } },
    ],
  ])('%j', (write, item) => {
    expect(transactItem('gate', write)).toEqual(item);
  });

  it('names only the key of a row that is deleted or checked', () => {
    const whole = { ...KEY, version: 2 };
    expect(transactItem('gate', { kind: 'delete', key: whole })).toEqual({
      Delete: { TableName: 'gate', Key: KEY },
    });
  });
});
