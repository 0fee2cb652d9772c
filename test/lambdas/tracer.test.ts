import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSocket, type Socket } from 'node:dgram';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { xrayTracer } from '../../lambdas/shared/tracer.ts';

const ROOT = '1-67891233-abcdef012345678912345678';
const LAMBDAS_PART = '53995c3f42cd8ad8';
const GET = new GetItemCommand({ TableName: 'gate-test', Key: { pk: { S: 'JOURNEY#secret' } } });

interface Part {
  readonly id: string;
  readonly parent_id: string;
  readonly start_time: number;
  readonly end_time: number;
}

/** Answers every call with what the test says, and keeps the headers of each. */
let answer: { status: number; type?: string } = { status: 200 };
const headers: IncomingHttpHeaders[] = [];
let daemon: Socket;
let aws: Server;
let parts: (Part & Readonly<Record<string, unknown>>)[] = [];

beforeEach(async () => {
  answer = { status: 200 };
  headers.length = 0;
  parts = [];
  daemon = createSocket('udp4');
  daemon.on('message', (message) => {
    const [header, body] = message.toString().split('\n');
    expect(header).toBe('{"format":"json","version":1}');
    parts.push(JSON.parse(body ?? '') as (typeof parts)[number]);
  });
  await new Promise<void>((bound) => daemon.bind(0, '127.0.0.1', bound));
  aws = createServer((request, response) => {
    headers.push(request.headers);
    response.writeHead(answer.status, {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': 'REQUEST1',
    });
    response.end(
      JSON.stringify(
        answer.type === undefined ? {} : { __type: `com.amazonaws#${answer.type}`, message: 'of a person' },
      ),
    );
  });
  await new Promise<void>((listening) => aws.listen(0, '127.0.0.1', listening));
});

afterEach(async () => {
  await new Promise<void>((closed) => daemon.close(closed));
  aws.closeAllConnections();
  await new Promise((closed) => aws.close(closed));
});

function settingsOf(trace: string | undefined = `Root=${ROOT};Parent=${LAMBDAS_PART};Sampled=1;Lineage=a:0`) {
  return {
    _X_AMZN_TRACE_ID: trace,
    _HANDLER: 'index.handler',
    POWERTOOLS_SERVICE_NAME: 'sweep',
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
  };
}

function made(settings: Readonly<Record<string, string | undefined>> = settingsOf()) {
  const tracer = xrayTracer(settings);
  const { port } = aws.address() as AddressInfo;
  const client = tracer.follow(
    new DynamoDBClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-west-2',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'of-the-test' },
      maxAttempts: 1,
    }),
  );
  return { tracer, client };
}

/** The daemon's socket hands over what has reached it in later turns of the loop. */
async function received(count: number) {
  while (parts.length < count) await new Promise((turn) => setImmediate(turn));
  return parts;
}

describe('the trace of a call', () => {
  it('has the call under the part that Lambda began, and each call to AWS under that', async () => {
    const { tracer, client } = made();
    const { $metadata } = await tracer.record(() => client.send(GET));
    const [toAws, call] = await received(2);

    expect($metadata.httpStatusCode).toBe(200);
    expect(call).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      trace_id: ROOT,
      parent_id: LAMBDAS_PART,
      type: 'subsegment',
      name: '## index.handler',
      start_time: expect.any(Number),
      end_time: expect.any(Number),
      annotations: { ColdStart: true, Service: 'sweep' },
    });
    expect(toAws).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      trace_id: ROOT,
      parent_id: call?.id,
      type: 'subsegment',
      name: 'DynamoDB',
      namespace: 'aws',
      start_time: expect.any(Number),
      end_time: expect.any(Number),
      http: { response: { status: 200 } },
      aws: {
        operation: 'GetItem',
        region: 'eu-west-2',
        request_id: 'REQUEST1',
        retries: 0,
        table_name: 'gate-test',
      },
    });
    const { start_time: began = 0, end_time: ended = 0 } = call ?? {};
    expect(began).toBeLessThanOrEqual(ended);
    expect(Math.abs(Date.now() / 1000 - ended)).toBeLessThan(60);
  });

  it('is handed on to AWS, with the parts of Lambda’s header that are not ours', async () => {
    const { tracer, client } = made();
    await tracer.record(() => client.send(GET));
    const [toAws] = await received(2);
    expect(headers[0]?.['x-amzn-trace-id']).toBe(`Root=${ROOT};Parent=${toAws?.id};Sampled=1;Lineage=a:0`);
  });

  it('says only of the first call of a process that it was a cold start', async () => {
    const { tracer } = made();
    await tracer.record(() => Promise.resolve());
    await tracer.record(() => Promise.resolve());
    expect(await received(2)).toMatchObject([
      { annotations: { ColdStart: true } },
      { annotations: { ColdStart: false } },
    ]);
  });

  it('follows the header that Lambda gives each call', async () => {
    const settings = settingsOf();
    const { tracer } = made(settings);
    await tracer.record(() => Promise.resolve());
    settings._X_AMZN_TRACE_ID = `Root=1-00000000-another;Parent=${LAMBDAS_PART};Sampled=1`;
    await tracer.record(() => Promise.resolve());
    expect(await received(2)).toMatchObject([{ trace_id: ROOT }, { trace_id: '1-00000000-another' }]);
  });

  it('has the name of an error and none of its text', async () => {
    const { tracer } = made();
    const failing = () => tracer.record(() => Promise.reject(new TypeError('Ann Example has no address')));
    await expect(failing()).rejects.toThrow('Ann Example has no address');
    const [call] = await received(1);
    expect(call).toMatchObject({
      fault: true,
      cause: { exceptions: [{ type: 'TypeError', remote: false }] },
    });
    expect(JSON.stringify(call)).not.toContain('Ann');
  });

  it.each([
    [400, 'ConditionalCheckFailedException', { error: true }],
    [400, 'ProvisionedThroughputExceededException', { error: true, throttle: true }],
    [429, 'SomethingElse', { error: true, throttle: true }],
    [500, 'InternalServerError', { fault: true }],
  ])('says how a call to AWS that got %d %s ended, without its text', async (status, type, flags) => {
    answer = { status, type };
    const { tracer, client } = made();
    await expect(tracer.record(() => client.send(GET))).rejects.toThrow('of a person');
    const [toAws] = await received(2);
    expect(toAws).toMatchObject({ ...flags, cause: { exceptions: [{ type, remote: true }] } });
    expect({ error: toAws?.['error'], throttle: toAws?.['throttle'], fault: toAws?.['fault'] }).toEqual({
      error: undefined,
      throttle: undefined,
      fault: undefined,
      ...flags,
    });
    expect(JSON.stringify(parts)).not.toContain('of a person');
  });

  it('marks a call to AWS that got no answer as a fault', async () => {
    const { tracer, client } = made();
    aws.removeAllListeners('request');
    aws.on('request', (request) => request.socket.destroy());
    await expect(tracer.record(() => client.send(GET))).rejects.toThrow();
    const [toAws] = await received(2);
    expect(toAws).toMatchObject({ fault: true });
    expect(toAws).not.toHaveProperty('http');
  });

  it('tells calls that are made side by side apart', async () => {
    const { tracer, client } = made();
    const query = new QueryCommand({ TableName: 'gate-test', KeyConditionExpression: 'pk = :pk' });
    await tracer.record(() => Promise.all([client.send(GET), client.send(query)]));
    const [one, other, call] = await received(3);
    expect([one, other].map((part) => part?.parent_id)).toEqual([call?.id, call?.id]);
    expect(one?.id).not.toBe(other?.id);
  });
});

describe('a call to AWS that is still under way when its call of the function ends', () => {
  it('is answered, and left out of the trace', async () => {
    const { tracer, client } = made();
    aws.removeAllListeners('request');
    const asked = new Promise<() => void>((resolve) => {
      aws.on('request', (_, response) => resolve(() => response.end('{}')));
    });
    const { slow, respond } = await tracer.record(async () => {
      const slow = client.send(GET);
      return { slow, respond: await asked };
    });
    respond();
    expect(await slow).toHaveProperty('$metadata');
    expect(await received(1)).toMatchObject([{ name: '## index.handler' }]);
  });
});

describe('a call that is not traced', () => {
  it.each([
    ['that Lambda did not sample', () => settingsOf(`Root=${ROOT};Parent=${LAMBDAS_PART};Sampled=0`)],
    ['without a header', () => ({ ...settingsOf(), _X_AMZN_TRACE_ID: undefined })],
    ['with half a header', () => settingsOf(`Root=${ROOT};Sampled=1`)],
    ['without a daemon', () => ({ ...settingsOf(), AWS_XRAY_DAEMON_ADDRESS: undefined })],
  ])('answers the same: one %s', async (_, settings) => {
    const { tracer, client } = made(settings());
    const { $metadata } = await tracer.record(() => client.send(GET));
    expect($metadata.httpStatusCode).toBe(200);

    // A traced call after it is the first that the daemon hears of.
    await made().tracer.record(() => Promise.resolve());
    expect(await received(1)).toMatchObject([{ name: '## index.handler', parent_id: LAMBDAS_PART }]);
  });

  it('is one whose daemon is not there', async () => {
    const gone = createSocket('udp4');
    await new Promise<void>((bound) => gone.bind(0, '127.0.0.1', bound));
    const { port } = gone.address();
    await new Promise<void>((closed) => gone.close(closed));
    const { tracer, client } = made({ ...settingsOf(), AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${port}` });
    const twice = () => Promise.all([client.send(GET), client.send(GET)]);
    expect(await tracer.record(twice)).toHaveLength(2);
  });

  it('is a call to AWS outside a call of the function', async () => {
    const { client } = made();
    const { $metadata } = await client.send(GET);
    expect($metadata.httpStatusCode).toBe(200);
    expect(headers[0]).not.toHaveProperty('x-amzn-trace-id');
  });
});
