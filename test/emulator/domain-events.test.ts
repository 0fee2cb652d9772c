import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { stillClock } from '../../adapters/clock/movable-clock.ts';
import { dynamoTable } from '../../adapters/dynamodb/dynamodb-table.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { journeyItem, readJourney, readStep, stepItem } from '../../application/items.ts';
import { isRowOf, journeyIdOf, keys, partitions, ROW_PREFIXES, SHARDS } from '../../application/keys.ts';
import type { Item, Table } from '../../application/ports/table.ts';
import { readAll } from '../../application/read-all.ts';
import { dateInLondon, daysBetween, isoInstant } from '../../domain/law/time.ts';
import {
  eventFile,
  FOUND_LATER,
  keepAnswers,
  LAST_DAY,
  peopleOfFile,
  starting,
  stateOf,
  type PeopleOfFile,
} from '../support/event-file.ts';
import { closeWorlds, newJourney, ok, OFFICER } from '../support/journey-world.ts';
import { keepStaff } from '../support/staff.ts';
import { api, eventually, invoke } from './deployed.ts';
import { EMULATOR, NAMES, notHere } from './stage.ts';

const sqs = new SQSClient({});
const QUEUE = `${NAMES.prefix}-domain-events`;

if (EMULATOR === undefined) notHere('HMPPS’s events: the stage asks its own services about them');

async function queueUrl(name: string): Promise<string> {
  return (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl ?? '';
}

/** Messages that wait, and messages that are being taken in. */
async function inQueue(QueueUrl: string): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

async function send(QueueUrl: string, bodies: readonly string[]): Promise<void> {
  for (let first = 0; first < bodies.length; first += 10) {
    const Entries = bodies
      .slice(first, first + 10)
      .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
}

async function rowsOf(table: Table, journeyId: string): Promise<readonly Item[]> {
  const partition = keys.journey(journeyId).pk;
  const kinds = [...Object.values(ROW_PREFIXES), 'HEAD', 'CYCLE#', 'CONTACT'];
  return (await Promise.all(kinds.map((kind) => readAll(table, partition, kind)))).flat();
}

/** A person's rows as they are stored, without what ran the journey elsewhere. */
function withoutEngine(rows: readonly Item[]): readonly Item[] {
  return rows.map((row) => {
    if (isRowOf('step', row)) {
      const { token: _token, execution: _execution, ...step } = readStep(row);
      return stepItem(journeyIdOf(row) ?? '', step);
    }
    return row.sk === 'HEAD' ? journeyItem({ ...readJourney(row), executions: [] }) : row;
  });
}

/** A clock that is moved to the next due row would never go past one that stays due, because its journey is gone. */
async function leaveNothingDue(table: Table, now: Temporal.Instant): Promise<void> {
  await invoke('sweep');
  const to = isoInstant(now.add({ hours: 1 }));
  for (let shard = 0; shard < SHARDS; shard += 1) {
    const { items } = await table.query({ partition: partitions.due(shard), index: 'due', to, limit: 1000 });
    for (const { pk, sk } of items) await table.transact([{ kind: 'delete', key: { pk, sk } }]);
  }
}

async function copy(table: Table, { world, journeys }: PeopleOfFile, later: number): Promise<void> {
  await keepStaff(table);
  await keepAnswers(table, later);
  for (const [person, journeyId] of journeys) {
    const rows = withoutEngine(await rowsOf(world.table, journeyId));
    const items = [...rows, { ...keys.person(person), journeyId }];
    for (let first = 0; first < items.length; first += 50)
      await table.transact(items.slice(first, first + 50).map((item) => ({ kind: 'put', item })));
  }
}

(EMULATOR === undefined ? describe.skip : describe)('HMPPS’s events through the queue', () => {
  const table = dynamoTable({ client: new DynamoDBClient({}), tableName: NAMES.prefix });
  let here: PeopleOfFile;
  /** The same people, in the deployed table. */
  let there: ReadonlyMap<string, string>;
  /** The stage's clock, and the days by which the file is later for it. */
  let now: Temporal.Instant;
  let later: number;
  let queue: string;

  beforeAll(async () => {
    const { body } = await api.get('/api/health');
    now = Temporal.Instant.from(String(body['now']));
    later = daysBetween(LAST_DAY, dateInLondon(now).toString());
    here = await peopleOfFile(later, `file-${randomUUID().slice(0, 8)}`);
    there = new Map(here.journeys);
    await copy(table, here, later);
    queue = await queueUrl(QUEUE);
  });

  afterAll(async () => {
    closeWorlds();
    const engine = new SFNClient({});
    for (const journeyId of there.values()) {
      const rows = await rowsOf(table, journeyId);
      const head = rows.find(({ sk }) => sk === 'HEAD');
      for (const { machine, name } of head === undefined ? [] : readJourney(head).executions) {
        const executionArn = `arn:aws:states:eu-west-2:000000000000:execution:${NAMES.machine(machine)}:${name}`;
        await engine.send(new StopExecutionCommand({ executionArn })).catch(() => undefined);
      }
      for (let first = 0; first < rows.length; first += 50)
        await table.transact(
          rows.slice(first, first + 50).map(({ pk, sk }) => ({ kind: 'delete', key: { pk, sk } })),
        );
    }
    await leaveNothingDue(table, now);
  });

  /** Everything but the steps, which machines of this stage ask. */
  async function states(of: Table, journeys: ReadonlyMap<string, string>): Promise<readonly unknown[]> {
    const all = await Promise.all([...journeys].map((person) => stateOf(of, ...person)));
    return all.map(({ open: _open, ...state }) => state);
  }

  it('lead 300 events to the same state as the use case on this machine', async () => {
    const events = eventFile(later);
    await send(
      queue,
      events.map((event) => JSON.stringify(event)),
    );
    for (const event of events) ok(await here.world.runtime.receiveEvent(event));
    await here.world.startJourney(starting(FOUND_LATER, later));
    here.journeys.set(FOUND_LATER, here.world.id);
    await here.world.runtime.sweep();
    await here.world.settle();

    await eventually('the queue to be empty', async () => (await inQueue(queue)) === 0 || undefined, 120_000);
    const services = { ...here.world.services, table, clock: stillClock(now) };
    const given = newJourney(starting(FOUND_LATER, later), here.world.today());
    const { id } = ok(await startJourney(services, OFFICER, given));
    there = new Map([...there, [FOUND_LATER, id]]);
    await invoke('sweep');
    await eventually('the events of the person who was found later to be followed', async () => {
      const followed = await stateOf(table, FOUND_LATER, id);
      return followed.events.every((event) => !event.endsWith('unmatched')) || undefined;
    });
    expect(await states(table, there)).toEqual(await states(here.world.table, here.journeys));
  }, 240_000);

  it('start what follows a release', async () => {
    const { open } = await eventually('the machine of the community', async () => {
      const state = await stateOf(table, 'A1001AA', there.get('A1001AA') ?? '');
      return state.open.some((each) => each.startsWith('1.first-appointment')) ? state : undefined;
    });
    expect(open.length).toBeGreaterThan(0);
  }, 60_000);

  it.each([
    ['is not JSON', 'This is no event'],
    ['is JSON, and no event', JSON.stringify({ eventType: 'prison-offender-events.prisoner.released' })],
  ])(
    'a message that %s ends in the dead-letter queue',
    async (_what, MessageBody) => {
      const dead = await queueUrl(`${QUEUE}-dead`);
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['VisibilityTimeout'] }),
      );
      // Or each try would wait half an hour for the next.
      await sqs.send(
        new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { VisibilityTimeout: '1' } }),
      );
      try {
        await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody }));
        const body = await eventually(
          'the message to be given up',
          async () => {
            const { Messages = [] } = await sqs.send(
              new ReceiveMessageCommand({ QueueUrl: dead, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
            );
            return Messages.find(({ Body }) => Body === MessageBody)?.Body;
          },
          60_000,
        );
        expect(body).toBe(MessageBody);
      } finally {
        const { VisibilityTimeout = '1800' } = Attributes;
        await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { VisibilityTimeout } }));
      }
    },
    90_000,
  );
});
