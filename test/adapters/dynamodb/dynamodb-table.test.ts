import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  InternalServerError,
  ProvisionedThroughputExceededException,
  ResourceNotFoundException,
  ThrottlingException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { dynamoTable } from '../../../adapters/dynamodb/dynamodb-table.ts';
import { type Table, TableUnavailableError, type Write } from '../../../application/ports/table.ts';
import { mockedClient } from '../../support/mocked-client.ts';

const $metadata = {};
const KEY = { pk: 'J', sk: 'HEAD' };
const PUT: Write = { kind: 'put', item: { ...KEY, version: 2 }, when: { kind: 'version', equals: 1 } };
const PAIR: Write[] = [PUT, { kind: 'put', item: { pk: 'J', sk: 'FACT#2' }, when: { kind: 'absent' } }];

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata,
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const conflict = () => cancelled('TransactionConflict', 'None');
const throttled = () => new ThrottlingException({ message: 'slow down', $metadata });
const networkError = (code: string) => Object.assign(new Error('no network'), { code });

describe('the DynamoDB table', () => {
  const dynamo = mockedClient(DynamoDBDocumentClient);
  let pauses: number[] = [];
  let table: Table;
  beforeEach(() => {
    dynamo.reset();
    pauses = [];
    table = dynamoTable({
      client: new DynamoDBClient({ region: 'eu-west-2' }),
      tableName: 'gate',
      pause: (milliseconds) => Promise.resolve(pauses.push(milliseconds)),
    });
  });

  describe('when a transaction is cancelled', () => {
    it.each([
      ['one condition', ['None', 'ConditionalCheckFailed'], [1]],
      ['both conditions', ['ConditionalCheckFailed', 'ConditionalCheckFailed'], [0, 1]],
      ['a condition and a conflict', ['TransactionConflict', 'ConditionalCheckFailed'], [1]],
      ['a condition and a throttle', ['ConditionalCheckFailed', 'ThrottlingError'], [0]],
      ['a condition and a mistake', ['ConditionalCheckFailed', 'ValidationError'], [0]],
    ])('for %s, names the failed conditions and does not ask again', async (_, codes, failed) => {
      dynamo.on(TransactWriteCommand).rejects(cancelled(...codes));
      expect(await table.transact(PAIR)).toEqual({ ok: false, failed });
      expect(dynamo.calls()).toHaveLength(1);
    });

    it.each([['TransactionConflict'], ['ThrottlingError'], ['ProvisionedThroughputExceeded']])(
      'for %s, asks again after a pause',
      async (code) => {
        dynamo.on(TransactWriteCommand).rejectsOnce(cancelled('None', code)).resolves({});
        expect(await table.transact(PAIR)).toEqual({ ok: true });
        expect(pauses).toHaveLength(1);
      },
    );

    it('tries again with the same token, so that it never acts twice', async () => {
      dynamo.on(TransactWriteCommand).rejectsOnce(conflict()).rejectsOnce(conflict()).resolves({});
      await table.transact(PAIR);
      await table.transact(PAIR);
      const tokens = dynamo
        .commandCalls(TransactWriteCommand)
        .map(({ args: [{ input }] }) => input.ClientRequestToken);
      expect(new Set(tokens.slice(0, 3)).size).toBe(1);
      expect(tokens[3]).not.toBe(tokens[0]);
    });

    it('fails after six attempts, with pauses of at most a second', async () => {
      dynamo.on(TransactWriteCommand).rejects(conflict());
      await expect(table.transact(PAIR)).rejects.toThrow('DynamoDB is too busy.');
      expect(dynamo.calls()).toHaveLength(6);
      expect(pauses).toHaveLength(5);
      [50, 100, 200, 400, 800].forEach((most, n) => expect(pauses[n]).toBeLessThanOrEqual(most));
    });

    it('for a mistake in a request, throws it as it is', async () => {
      dynamo.on(TransactWriteCommand).rejects(cancelled('ValidationError', 'None'));
      await expect(table.transact(PAIR)).rejects.toThrow(TransactionCanceledException);
      expect(dynamo.calls()).toHaveLength(1);
    });

    it('without a reason, throws it as it is', async () => {
      dynamo
        .on(TransactWriteCommand)
        .rejects(new TransactionCanceledException({ message: 'cancelled', $metadata }));
      await expect(table.transact(PAIR)).rejects.toThrow(TransactionCanceledException);
    });
  });

  describe('when DynamoDB is busy', () => {
    it.each([
      ['throttles', throttled],
      [
        'is out of throughput',
        () => new ProvisionedThroughputExceededException({ message: 'out', $metadata }),
      ],
      [
        'is in another transaction',
        () => new TransactionConflictException({ message: 'in the way', $metadata }),
      ],
    ])('because it %s, asks again', async (_, error) => {
      dynamo.on(PutCommand).rejectsOnce(error()).resolves({});
      expect(await table.transact([PUT])).toEqual({ ok: true });
    });

    it.each<[string, () => Promise<unknown>]>([
      ['get', () => table.get(KEY)],
      ['query', () => table.query({ partition: 'J', limit: 5 })],
      ['put', () => table.transact([PUT])],
      ['delete', () => table.transact([{ kind: 'delete', key: KEY }])],
      ['transaction', () => table.transact(PAIR)],
    ])('for too long, a %s is unavailable', async (_, ask) => {
      dynamo.onAnyCommand().rejects(throttled());
      await expect(ask()).rejects.toThrow(TableUnavailableError);
      expect(dynamo.calls()).toHaveLength(6);
    });
  });

  describe('when DynamoDB cannot be reached', () => {
    it.each([
      ['refuses connections', networkError('ECONNREFUSED')],
      ['breaks a connection', networkError('ECONNRESET')],
      ['has no address', networkError('ENOTFOUND')],
      ['takes too long', Object.assign(new Error('late'), { name: 'TimeoutError' })],
      ['fails', new InternalServerError({ message: 'broken', $metadata })],
    ])('throws TableUnavailableError with the cause when it %s', async (_, cause) => {
      dynamo.onAnyCommand().rejects(cause);
      const asked = [
        table.get(KEY),
        table.query({ partition: 'J', limit: 5 }),
        table.transact([PUT]),
        table.transact(PAIR),
      ];
      for (const answer of asked) {
        await expect(answer).rejects.toMatchObject({ name: 'TableUnavailableError', cause });
      }
    });

    it('leaves a mistake in the set-up as it is', async () => {
      dynamo.on(GetCommand).rejects(new ResourceNotFoundException({ message: 'no table', $metadata }));
      await expect(table.get(KEY)).rejects.toThrow(ResourceNotFoundException);
    });
  });

  describe('one write on its own', () => {
    const refusal = (attempts: number, version: string) =>
      new ConditionalCheckFailedException({
        message: 'failed',
        $metadata: { attempts },
        Item: { pk: { S: 'J' }, sk: { S: 'HEAD' }, version: { N: version } },
      });

    it('is a plain put', async () => {
      dynamo.on(PutCommand).resolves({});
      await table.transact([PUT]);
      expect(dynamo.commandCalls(PutCommand).map(({ args: [{ input }] }) => input)).toEqual([
        {
          TableName: 'gate',
          Item: { ...KEY, version: 2 },
          ConditionExpression: '#name = :value',
          ExpressionAttributeNames: { '#name': 'version' },
          ExpressionAttributeValues: { ':value': 1 },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      ]);
    });

    it('is a plain delete when it has no condition', async () => {
      dynamo.on(DeleteCommand).resolves({});
      expect(await table.transact([{ kind: 'delete', key: KEY }])).toEqual({ ok: true });
      expect(dynamo.calls()).toHaveLength(1);
    });

    it('is a transaction when it deletes on a condition, because it needs a token', async () => {
      dynamo.on(TransactWriteCommand).resolves({});
      await table.transact([{ kind: 'delete', key: KEY, when: { kind: 'version', equals: 1 } }]);
      expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(1);
    });

    it.each([
      ['on the first attempt, though the item is the same', 1, '2', { ok: false, failed: [0] }],
      ['on a later attempt, by another item', 2, '3', { ok: false, failed: [0] }],
      ['on a later attempt, by its own item, whose answer was lost', 2, '2', { ok: true }],
    ])('that is refused %s', async (_, attempts, version, expected) => {
      dynamo.on(PutCommand).rejects(refusal(attempts, version));
      expect(await table.transact([PUT])).toEqual(expected);
    });
  });

  describe('a query', () => {
    const item = (sk: string) => ({ pk: 'J', sk });

    it('continues after a short page of DynamoDB until it has the requested items', async () => {
      dynamo
        .on(QueryCommand)
        .resolvesOnce({ Items: [item('1'), item('2')], LastEvaluatedKey: item('2') })
        .resolvesOnce({ Items: [], LastEvaluatedKey: item('2') })
        .resolvesOnce({ Items: [item('3'), item('4')], LastEvaluatedKey: item('4') });
      const page = await table.query({ partition: 'J', limit: 3 });
      expect(page.items).toEqual([item('1'), item('2'), item('3')]);
      expect(page.cursor).toBeDefined();
      const asked = dynamo
        .commandCalls(QueryCommand)
        .map(({ args: [{ input }] }) => [input.Limit, input.ExclusiveStartKey]);
      expect(asked).toEqual([
        [4, undefined],
        [2, item('2')],
        [2, item('2')],
      ]);
    });

    it('begins an index page after the keys of the index and of the item', async () => {
      const due = (sk: string) => ({ ...item(sk), duePk: 'DUE', dueSk: `at ${sk}` });
      dynamo.on(QueryCommand).resolves({ Items: [due('1'), due('2')] });
      const query = { partition: 'DUE', index: 'due', limit: 1 } as const;
      const { cursor } = await table.query(query);
      await table.query({ ...query, cursor: String(cursor) });
      const [, second] = dynamo.commandCalls(QueryCommand);
      expect(second?.args[0].input).toMatchObject({ IndexName: 'due', ExclusiveStartKey: due('1') });
      expect(second?.args[0].input.ConsistentRead).toBeUndefined();
    });
  });

  it.each([
    ['a get', () => table.get(KEY)],
    ['a query of the table', () => table.query({ partition: 'J', limit: 5 })],
  ])('reads consistently with %s', async (_, ask) => {
    dynamo.onAnyCommand().resolves({});
    await ask();
    expect(dynamo.calls()[0]?.args[0].input).toMatchObject({ ConsistentRead: true });
  });

  it('reads eventually consistently with a get that asks for it', async () => {
    dynamo.onAnyCommand().resolves({});
    await table.get(KEY, 'eventual');
    expect(dynamo.calls()[0]?.args[0].input).toMatchObject({ ConsistentRead: false });
  });
});
