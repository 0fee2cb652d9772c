import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { readStep } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import type { Item, Key } from '../../application/ports/table.ts';
import { executionInput, executionName, type RootMachine } from '../../domain/machines.ts';
import type { Found } from '../../application/commands/reconcile.ts';
import { api, eventually, invoke } from './deployed.ts';
import { DeployedJourney } from './deployed-journey.ts';
import { NAMES } from './stage.ts';
import { type Tokens, tokensOf } from './staff.ts';

const TableName = NAMES.prefix;
const stepFunctions = new SFNClient({});
const dynamodb = new DynamoDBClient({});

let tokens: Tokens;
let journey: DeployedJourney;
let id: string;
let people = 0;

beforeAll(async () => {
  tokens = await tokensOf();
});

/** A journey in reception, waiting for its officers to be named, where nothing else is amiss. */
beforeEach(async () => {
  await reconcile();
  people += 1;
  const { body } = await api.get('/api/health');
  const today = Temporal.PlainDate.from(String(body['now']).slice(0, 10));
  const day = (days: number): string => today.add({ days }).toString();
  const started = await api.post(
    '/api/journeys',
    {
      prisonNumber: `R4${String(people).padStart(3, '0')}CN`,
      firstName: 'Zebedee',
      lastName: 'Quillfeather',
      dateOfBirth: '1990-05-17',
      prison: 'MDI',
      region: 'N54',
      sentence: { startDate: day(-60), releaseKind: 'DETERMINATE', supervisionEndsOn: day(600) },
      release: { date: day(200), dateType: 'CRD' },
    },
    tokens.officer,
  );
  expect(started.status).toBe(201);
  id = String(started.body['id']);
  journey = new DeployedJourney(id, tokens);
  await journey.openStep('allocate-officers');
  await eventually('the execution to wait', async () =>
    (await tokenOf('allocate-officers')) ? true : undefined,
  );
});

async function machineArn(machine: RootMachine): Promise<string> {
  const { stateMachines = [] } = await stepFunctions.send(new ListStateMachinesCommand({}));
  const found = stateMachines.find(({ name }) => name === NAMES.machine(machine));
  return found?.stateMachineArn ?? '';
}

/** The names of this journey's running executions of a machine. */
async function running(machine: RootMachine = 'reception'): Promise<readonly string[]> {
  const listed = await stepFunctions.send(
    new ListExecutionsCommand({ stateMachineArn: await machineArn(machine), statusFilter: 'RUNNING' }),
  );
  return (listed.executions ?? []).flatMap(({ name = '' }) => (name.startsWith(id) ? [name] : []));
}

async function stop(name: string, error?: string): Promise<void> {
  const executionArn = `${(await machineArn('reception')).replace(':stateMachine:', ':execution:')}:${name}`;
  await stepFunctions.send(new StopExecutionCommand({ executionArn, ...(error !== undefined && { error }) }));
}

async function item({ pk, sk }: Key): Promise<Item | undefined> {
  const { Item: found } = await dynamodb.send(
    new GetItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
  );
  return found && (unmarshall(found) as Item);
}

async function tokenOf(step: string): Promise<string | undefined> {
  const row = await item(keys.step(id, `1.${step}`));
  return row && readStep(row).token;
}

/** Calls the function as the hour does, but for leaving nothing alone for being young. */
async function reconcile(event: object = {}): Promise<void> {
  await invoke('reconcile', { settledMinutes: 0, ...event });
}

async function found(): Promise<Found> {
  const row = await item(keys.lastRun('reconcile'));
  expect(row).toMatchObject({ complete: true });
  return row?.['found'] as unknown as Found;
}

async function openSteps(): Promise<readonly string[]> {
  return (await journey.read()).steps.map(({ key }) => key).sort();
}

/** The journey is driven by another execution, waits for the same, and goes on when it is answered. */
async function drivenAgain(open: readonly string[]): Promise<void> {
  const name = executionName(id, 'reception', 1, 2);
  await eventually('another execution to run', async () =>
    (await running()).includes(name) ? true : undefined,
  );
  expect(await openSteps()).toEqual(open);
  expect(await journey.complete('allocate-officers')).toMatchObject({ status: 200 });
  await journey.openStep('immediate-needs');
}

describe('the reconcile as it is deployed', () => {
  it('finds nothing where everything is as the record says', async () => {
    await reconcile();
    expect((await found()).EXECUTION_GONE).toEqual({ healed: 0, incidents: 0 });
    expect(await running()).toEqual([executionName(id, 'reception', 1, 1)]);
  });

  it('leaves alone what was started only just now, as the hour would', async () => {
    for (const name of await running()) await stop(name);
    await reconcile({ settledMinutes: 5 });
    expect(await running()).toEqual([]);
  });

  it.each([
    ['stopped', undefined],
    ['stopped as one that failed', 'States.Runtime'],
  ])('drives a journey again whose execution was %s', async (_how, error) => {
    const open = await openSteps();
    for (const name of await running()) await stop(name, error);
    await reconcile();
    expect((await found()).EXECUTION_GONE).toEqual({ healed: 1, incidents: 0 });
    await drivenAgain(open);
  });

  it('drives a journey again whose execution was deleted with its machine', async () => {
    const open = await openSteps();
    const stateMachineArn = await machineArn('reception');
    const described = await stepFunctions.send(new DescribeStateMachineCommand({ stateMachineArn }));
    await stepFunctions.send(new DeleteStateMachineCommand({ stateMachineArn }));
    const { name, definition, roleArn, type } = described;
    await stepFunctions.send(new CreateStateMachineCommand({ name, definition, roleArn, type }));
    expect(await running()).toEqual([]);
    await reconcile();
    expect((await found()).EXECUTION_GONE.healed).toBeGreaterThan(0);
    await drivenAgain(open);
  });

  it('leaves a task that failed to the incident it became', async () => {
    await stepFunctions.send(
      new SendTaskFailureCommand({ taskToken: await tokenOf('allocate-officers'), error: 'Broken' }),
    );
    await journey.openStep('incident');
    await reconcile();
    expect((await found()).EXECUTION_GONE).toEqual({ healed: 0, incidents: 0 });
    expect(await running()).toEqual([executionName(id, 'reception', 1, 1)]);
  });

  it('drives a journey again when a step’s token is one that no task waits on', async () => {
    const open = await openSteps();
    const row = await item(keys.step(id, '1.allocate-officers'));
    if (row === undefined) throw new Error('The step is not there');
    const lost = { ...row, step: { ...readStep(row), token: 'lost' } };
    await dynamodb.send(new PutItemCommand({ TableName, Item: marshall(lost) }));
    await reconcile({ journeyId: id });
    await drivenAgain(open);
  });

  it('stops an execution that the record knows nothing of', async () => {
    const name = executionName(id, 'reception', 1, 99);
    await stepFunctions.send(
      new StartExecutionCommand({
        stateMachineArn: await machineArn('reception'),
        name,
        input: JSON.stringify(executionInput(id, 1)),
      }),
    );
    await reconcile();
    expect((await found()).EXECUTION_ORPHANED).toEqual({ healed: 1, incidents: 0 });
    expect(await running()).not.toContain(name);
  });

  it('hands a journey that does not keep running to an administrator', async () => {
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const name = executionName(id, 'reception', 1, attempt);
      await eventually(`${name} to run`, async () => ((await running()).includes(name) ? true : undefined));
      await stop(name);
      await reconcile();
    }
    expect((await found()).EXECUTION_GONE).toEqual({ healed: 0, incidents: 1 });
    const incident = await journey.openStep('incident');
    expect(incident.subject).toBe('reconcile.reception');
    const retry = { outcome: 'RETRY', details: { reason: 'The quota was raised' } };
    await journey.change(`steps/${incident.key}/complete`, retry, tokens.admin);
    const name = executionName(id, 'reception', 1, 5);
    await eventually(`${name} to run`, async () => ((await running()).includes(name) ? true : undefined));
  });

  it('is called when an administrator asks, and health says when it was completed', async () => {
    const before = await item(keys.lastRun('reconcile'));
    expect((await api.post('/api/reconcile', {}, tokens.officer)).status).toBe(403);
    expect((await api.post('/api/reconcile', {}, tokens.admin)).status).toBe(202);
    const after = await eventually('the reconcile that was asked for', async () => {
      const row = await item(keys.lastRun('reconcile'));
      return row?.['startedAt'] === before?.['startedAt'] ? undefined : row;
    });
    const { body } = await api.get('/api/health');
    expect(body['lastCompleted']).toMatchObject({ reconcile: after['completedAt'] });
  });
});
