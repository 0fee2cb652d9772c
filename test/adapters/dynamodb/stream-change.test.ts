import { describe, expect, it } from '@jest/globals';
import type { DynamoDBRecord } from 'aws-lambda';
import { streamChange } from '../../../adapters/dynamodb/stream-change.ts';

const Keys = { pk: { S: 'J' }, sk: { S: 'HEAD' } };
const NewImage = { ...Keys, version: { N: '2' }, none: { NULL: true }, list: { L: [{ BOOL: false }] } };

describe('a record of the stream', () => {
  it.each(['INSERT', 'MODIFY'] as const)('of an %s is a change to the new image', (eventName) => {
    expect(streamChange({ eventName, dynamodb: { Keys, NewImage } })).toEqual({
      key: { pk: 'J', sk: 'HEAD' },
      after: { pk: 'J', sk: 'HEAD', version: 2, none: null, list: [false] },
    });
  });

  it('of a REMOVE has no item', () => {
    expect(streamChange({ eventName: 'REMOVE', dynamodb: { Keys } })).toEqual({
      key: { pk: 'J', sk: 'HEAD' },
    });
  });

  it.each<[string, DynamoDBRecord, RegExp]>([
    ['a body', { eventName: 'INSERT' }, /no key/],
    ['a sort key', { eventName: 'REMOVE', dynamodb: { Keys: { pk: { S: 'J' } } } }, /no key/],
    ['a new image', { eventName: 'MODIFY', dynamodb: { Keys } }, /no new image/],
  ])('without %s is refused', (_, record, message) => {
    expect(() => streamChange(record)).toThrow(message);
  });
});
