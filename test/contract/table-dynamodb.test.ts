import { setTimeout as pause } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { describe, expect, it } from '@jest/globals';
import type { DynamoDBRecord } from 'aws-lambda';
import { dynamoTable } from '../../adapters/dynamodb/dynamodb-table.ts';
import { streamChange } from '../../adapters/dynamodb/stream-change.ts';
import { tableSchema } from './table-schema.ts';
import type { Change } from '../../application/ports/table.ts';
import { dynamoDbLocalProblem, startDynamoDbLocal } from './dynamodb-local.ts';
import { describeTableContract } from './table-contract.ts';
import type { TableHarness } from './table-harness.ts';

const TABLE_NAME = 'gate';
const POLL_MS = 20;

async function openHarness(): Promise<TableHarness> {
  const { endpoint, stop } = await startDynamoDbLocal();
  const place = {
    endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const client = new DynamoDBClient(place);
  const streams = new DynamoDBStreamsClient(place);
  const created = await client.send(new CreateTableCommand(tableSchema(TABLE_NAME)));
  const StreamArn = created.TableDescription?.LatestStreamArn;

  async function latestIterators(): Promise<(string | undefined)[]> {
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const iterators = (StreamDescription?.Shards ?? []).map(({ ShardId }) =>
      streams.send(new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'LATEST' })),
    );
    return (await Promise.all(iterators)).map(({ ShardIterator }) => ShardIterator);
  }

  return {
    table: dynamoTable({ client, tableName: TABLE_NAME }),
    async watch() {
      let iterators = await latestIterators();
      return async (last) => {
        const heard: Change[] = [];
        while (!heard.some(({ key }) => key.pk === last.pk && key.sk === last.sk)) {
          const answers = await Promise.all(
            iterators.map((ShardIterator) => streams.send(new GetRecordsCommand({ ShardIterator }))),
          );
          iterators = answers.map(({ NextShardIterator }) => NextShardIterator);
          const records = answers.flatMap(({ Records }) => Records ?? []);
          heard.push(...records.map((record) => streamChange(record as unknown as DynamoDBRecord)));
          // The stream follows the table a little behind.
          if (records.length === 0) await pause(POLL_MS);
        }
        return heard;
      };
    },
    close() {
      client.destroy();
      streams.destroy();
      stop();
    },
    histories: 25,
  };
}

const problem = dynamoDbLocalProblem();
if (problem === undefined) {
  describeTableContract('DynamoDB', openHarness);
} else if (process.env['CI'] === 'true') {
  it('has DynamoDB Local to be tested against', () => {
    expect(problem).toBeUndefined();
  });
} else {
  process.stderr.write(`\n*** The Table port on DynamoDB is NOT TESTED here: ${problem}. ***\n\n`);
  describe.skip('the Table port on DynamoDB', () => {
    it('has DynamoDB Local to be tested against', () => undefined);
  });
}
