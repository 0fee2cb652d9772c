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
import type { Found } from '../../application/background/reconcile.ts';
import { readStep } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import type { Item, Key } from '../../application/ports/table.ts';
import { CHILD_MACHINES, type Machine } from '../../domain/pathways/machines.ts';
import { executionInput, executionName, type RootMachine } from '../../domain/record/machines.ts';
import { api, eventually, invoke } from './deployed.ts';
import { DeployedJourney } from './deployed-journey.ts';
import { EMULATOR, NAMES } from './stage.ts';
import { type Tokens, tokensOf } from './staff.ts';

const stepFunctions = new SFNClient({});
const dynamodb = new DynamoDBClient({});
const TableName = NAMES.prefix;
const REPAIRED = { repaired: 1, incidents: 0 };
const NOTHING = { repaired: 0, incidents: 0 };

let tokens: Tokens;
let journey: DeployedJourney;

/** Calls the function as the hour does, but for leaving nothing alone for being young. @returns what it found. */
async function reconcile(event: object = {}): Promise<Found> {
  await invoke('reconcile', { settledMinutes: 0, ...event });
  const row = await item(keys.lastRun('reconcile'));
  expect(row).toMatchObject({ complete: true });
  return row?.['found'] as unknown as Found;
}

/** As many runs as it takes to look at the children of every machine. */
async function eachChildsTurn(): Promise<void> {
  await CHILD_MACHINES.reduce<Promise<unknown>>(
    (before) => before.then(() => reconcile()),
    Promise.resolve(),
  );
}

async function item({ pk, sk }: Key): Promise<Item | undefined> {
  const { Item: found } = await dynamodb.send(
    new GetItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
  );
  return found && (unmarshall(found) as Item);
}

async function machineArn(machine: Machine): Promise<string> {
  const { stateMachines = [] } = await stepFunctions.send(new ListStateMachinesCommand({}));
  return stateMachines.find(({ name }) => name === NAMES.machine(machine))?.stateMachineArn ?? '';
}

/** The names of this journey's running executions of a machine. */
async function running(machine: Machine = 'reception'): Promise<readonly string[]> {
  const listed = await stepFunctions.send(
    new ListExecutionsCommand({ stateMachineArn: await machineArn(machine), statusFilter: 'RUNNING' }),
  );
  return (listed.executions ?? []).flatMap(({ name = '' }) => (name.startsWith(journey.id) ? [name] : []));
}

async function start(machine: Machine, name: string): Promise<void> {
  const input = JSON.stringify(executionInput(journey.id, 1));
  await stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn: await machineArn(machine), name, input }),
  );
}

async function stop(error?: string): Promise<void> {
  const executions = (await machineArn('reception')).replace(':stateMachine:', ':execution:');
  for (const name of await running()) {
    const executionArn = `${executions}:${name}`;
    await stepFunctions.send(
      new StopExecutionCommand({ executionArn, ...(error !== undefined && { error }) }),
    );
  }
}

/** Deletes a machine, and all its executions with it, and makes the machine again as it was. */
async function deleteExecutions(machine: RootMachine): Promise<void> {
  const stateMachineArn = await machineArn(machine);
  const described = await stepFunctions.send(new DescribeStateMachineCommand({ stateMachineArn }));
  const { name, definition, roleArn, type } = described;
  await stepFunctions.send(new DeleteStateMachineCommand({ stateMachineArn }));
  await stepFunctions.send(new CreateStateMachineCommand({ name, definition, roleArn, type }));
}

/** The attempts at reception so far: each new execution is one. */
let attempt = 1;

/** The journey is driven, by this execution, and the execution has come to where the journey waits. */
async function drivenBy(name: string): Promise<void> {
  await eventually(`${name} to drive the journey`, async () => {
    const row = await item(keys.step(journey.id, '1.allocate-officers'));
    const here = row !== undefined && readStep(row).execution === name && (await running()).includes(name);
    return here ? true : undefined;
  });
  expect(await running()).toEqual([name]);
}

async function drivenAgain(): Promise<void> {
  attempt += 1;
  await drivenBy(executionName(journey.id, 'reception', 1, attempt));
}

async function steps(): Promise<readonly string[]> {
  return (await journey.read()).steps.map(({ key }) => key).sort();
}

/** One person's, who waits in reception for their officers, and is not to be released for years. */
beforeAll(async () => {
  tokens = await tokensOf();
  // Children that other tests' restarts have left behind.
  await eachChildsTurn();
  const { body } = await api.get('/api/health');
  const today = Temporal.PlainDate.from(String(body['now']).slice(0, 10));
  const day = (days: number): string => today.add({ days }).toString();
  const started = await api.post(
    '/api/journeys',
    {
      prisonNumber: 'R4321CN',
      firstName: 'Zebedee',
      lastName: 'Quillfeather',
      dateOfBirth: '1990-05-17',
      prison: 'MDI',
      region: 'N54',
      sentence: { startDate: day(-60), releaseKind: 'DETERMINATE', supervisionEndsOn: day(1_500) },
      release: { date: day(1_000), dateType: 'CRD' },
    },
    tokens.officer,
  );
  expect(started.status).toBe(201);
  journey = new DeployedJourney(String(started.body['id']), tokens);
  await drivenBy(executionName(journey.id, 'reception', 1, 1));
});

let open: readonly string[];

describe('the reconcile as it is deployed', () => {
  beforeEach(async () => {
    // Repairs first what another test or the moved clock has left behind.
    await reconcile();
    open = await steps();
  });

  it('finds nothing when engine and record agree', async () => {
    expect(await reconcile()).toMatchObject({ EXECUTION_GONE: NOTHING, EXECUTION_ORPHANED: NOTHING });
    await drivenBy(executionName(journey.id, 'reception', 1, 1));
  });

  it('stops an orphan', async () => {
    const stranger = executionName(journey.id, 'community', 1, 99);
    await start('community', stranger);
    expect((await reconcile()).EXECUTION_ORPHANED).toEqual(REPAIRED);
    expect(await running('community')).toEqual([]);
  });

  it('stops a child without its parent when its machine’s turn comes', async () => {
    const child = `${executionName(journey.id, 'pre-release', 1, 99)}-housing-0`;
    await start('housing', child);
    await eachChildsTurn();
    expect(await running('housing')).toEqual([]);
  });

  it('leaves alone what was started only just now, as the hour would', async () => {
    await stop();
    await reconcile({ settledMinutes: 5 });
    expect(await running()).toEqual([]);
    expect((await reconcile()).EXECUTION_GONE).toEqual(REPAIRED);
    await drivenAgain();
    expect(await steps()).toEqual(open);
  });

  it('restarts a journey whose driver failed', async () => {
    await stop('States.Runtime');
    expect((await reconcile()).EXECUTION_GONE).toEqual(REPAIRED);
    await drivenAgain();
    expect(await steps()).toEqual(open);
  });

  it('restarts a journey whose driver was deleted', async () => {
    if (EMULATOR === undefined) {
      process.stderr.write('NOT TESTED in a real account: deleting executions, with their machine.\n');
      await stop();
    } else await deleteExecutions('reception');
    expect(await running()).toEqual([]);
    expect((await reconcile()).EXECUTION_GONE.repaired).toBeGreaterThan(0);
    await drivenAgain();
    expect(await steps()).toEqual(open);
  });

  it('hands the journey to an administrator when that happens a fourth time in a day', async () => {
    await stop();
    expect((await reconcile()).EXECUTION_GONE).toEqual({ repaired: 0, incidents: 1 });
    const { subject, cause, key } = await journey.openStep('incident');
    expect([subject, cause]).toEqual(['reconcile.reception', 'EXECUTION_GONE']);
    expect(await reconcile()).toMatchObject({ EXECUTION_GONE: NOTHING });

    const answer = { outcome: 'RETRY', details: { reason: 'The quota was raised' } };
    expect((await journey.change(`steps/${key}/complete`, answer, tokens.admin)).status).toBe(200);
    await drivenAgain();
    expect(await steps()).toEqual(open);
  });

  it('finds a token that no task waits on, when it is asked about the journey', async () => {
    const row = await item(keys.step(journey.id, '1.allocate-officers'));
    if (row === undefined) throw new Error('The step is not there');
    const lost = { ...row, step: { ...readStep(row), token: 'lost' } };
    await dynamodb.send(new PutItemCommand({ TableName, Item: marshall(lost) }));
    await invoke('reconcile', { settledMinutes: 0, journeyId: journey.id });
    await drivenAgain();
    expect(await steps()).toEqual(open);
  });

  it('leaves a failed task to its incident', async () => {
    const row = await item(keys.step(journey.id, '1.allocate-officers'));
    const taskToken = row && readStep(row).token;
    await stepFunctions.send(new SendTaskFailureCommand({ taskToken, error: 'Broken' }));
    const { key } = await journey.openStep('incident');
    expect((await reconcile()).EXECUTION_GONE).toEqual(NOTHING);
    await invoke('reconcile', { settledMinutes: 0, journeyId: journey.id });
    expect(await running()).toEqual([executionName(journey.id, 'reception', 1, attempt)]);
    const answer = { outcome: 'RETRY', details: { reason: 'Tried again' } };
    expect((await journey.change(`steps/${key}/complete`, answer, tokens.admin)).status).toBe(200);
    await drivenBy(executionName(journey.id, 'reception', 1, attempt));
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

  it('has repeated nothing: the journey goes to sleep', async () => {
    expect(await journey.complete('allocate-officers')).toMatchObject({ status: 200 });
    expect(await journey.complete('immediate-needs')).toMatchObject({ status: 200 });
    await eventually('the journey to be asleep', async () =>
      (await journey.read()).phase === 'custody' ? true : undefined,
    );
    const { body } = await api.get(`/api/journeys/${journey.id}/timeline`, tokens.admin);
    const types = (body['items'] as readonly { readonly type: string }[]).map(({ type }) => type);
    expect(types.filter((type) => type === 'restarted')).toHaveLength(attempt - 1);
    expect(types.filter((type) => type === 'officers-allocated')).toHaveLength(1);
  });
});
