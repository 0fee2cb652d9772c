import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { dynamoTable } from '../../../adapters/dynamodb/dynamodb-table.ts';

const ITEM = { pk: 'J', sk: 'HEAD', version: 2 };

/** A DynamoDB that makes the first write and then breaks the connection, and refuses the write when it comes again. */
let server: Server;
let client: DynamoDBClient;
let stored: unknown;
beforeEach(async () => {
  stored = undefined;
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (stored === undefined) {
        ({ Item: stored } = JSON.parse(Buffer.concat(parts).toString()) as { Item: unknown });
        request.socket.destroy();
        return;
      }
      const type = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException';
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: type, message: 'The conditional request failed', Item: stored }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterEach(() => {
  client.destroy();
  server.close();
});

it('takes a put as made when its answer was lost and the SDK’s next attempt finds the same item', async () => {
  const table = dynamoTable({ client, tableName: 'gate' });
  expect(await table.transact([{ kind: 'put', item: ITEM, when: { kind: 'version', equals: 1 } }])).toEqual({
    ok: true,
  });
});
