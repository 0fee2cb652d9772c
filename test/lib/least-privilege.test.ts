import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINES, type Machine } from '../../domain/pathways/machines.ts';
import { definitions } from '../../workflows/definitions.ts';
import { allIn, type Found, synthesise } from './synthesised.ts';

const made = synthesise();
/** The stages that are looked at: nobody is real in the one, and everybody in the other. */
type Stage = 'dev' | 'prod';

/** What every function may do for itself. */
const OWN = [
  'logs: CreateLogStream, PutLogEvents; to its log',
  'xray: PutTelemetryRecords, PutTraceSegments; to anything',
];
const COMMANDS = 'dynamodb: DeleteItem, GetItem, PutItem, Query; to the table';
const COMMANDS_OF_STAFF = 'dynamodb: ConditionCheckItem, DeleteItem, GetItem, PutItem, Query; to the table';
const LISTS = ['attention', 'caseload', 'communityOfficer', 'prisonOfficer', 'waiting'];
const listsBy = (indexes: readonly string[]) =>
  `dynamodb: Query; to ${indexes.map((index) => `index ${index}`).join(', ')}`;

const ROOTS = ['community', 'pre-release', 'reception', 'release-day'];
const everyMachine = [...MACHINES].sort().map((machine) => `machine ${machine}`);
const ANSWERS_TASKS = `states: SendTaskSuccess; to ${everyMachine.join(', ')}`;
const DRIVES = [
  ANSWERS_TASKS,
  `states: StartExecution; to ${ROOTS.map((root) => `machine ${root}`).join(', ')}`,
  `states: StopExecution; to ${ROOTS.map((root) => `executions of ${root}`).join(', ')}`,
];
const CARRIES_OUT = [...DRIVES, 'sqs: SendMessage; to queue deliveries, queue messages'];
const READS_THE_STREAM = [
  'dynamodb: DescribeStream, GetRecords, GetShardIterator; to the stream',
  'dynamodb: ListStreams; to anything',
];
const givesUpTo = (queue: string) => `sqs: GetQueueAttributes, GetQueueUrl, SendMessage; to queue ${queue}`;
const INTERFACES =
  'AssignPrivateIpAddresses, CreateNetworkInterface, DeleteNetworkInterface, DescribeNetworkInterfaces, DescribeSubnets, UnassignPrivateIpAddresses';

/** Each function, and all that its role lets it do. */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  api: [
    ...OWN,
    COMMANDS_OF_STAFF,
    listsBy([...LISTS, 'due', 'unsent'].sort()),
    'lambda: InvokeFunction; to reconcile:live',
    'secretsmanager: GetSecretValue; to secret api/cursor',
    'secretsmanager: GetSecretValue; to secret edge/api',
  ],
  console: [
    ...OWN,
    COMMANDS_OF_STAFF,
    listsBy([...LISTS, 'due', 'unsent'].sort()),
    'secretsmanager: GetSecretValue; to secret console/oidc-client, secret console/session',
    'secretsmanager: GetSecretValue; to secret edge/console',
  ],
  'do-step': [...OWN, COMMANDS],
  'open-step': [...OWN, 'dynamodb: GetItem, PutItem; to the table', ANSWERS_TASKS],
  relay: [
    ...OWN,
    'dynamodb: DeleteItem; to the table',
    ...READS_THE_STREAM,
    ...CARRIES_OUT,
    givesUpTo('relay-dead'),
  ],
  announce: [...OWN, ...READS_THE_STREAM, 'events: PutEvents; to the bus', givesUpTo('events-dead')],
  'domain-events': [
    ...OWN,
    COMMANDS,
    'sqs: ChangeMessageVisibility, DeleteMessage, GetQueueAttributes, GetQueueUrl, ReceiveMessage; to queue domain-events',
    'ssm: GetParameter; to parameters hmpps/client',
  ],
  sweep: [
    ...OWN,
    'dynamodb: DeleteItem, GetItem, PutItem; to the table',
    listsBy(['communityOfficer', 'due', 'prisonOfficer', 'unsent', 'waiting']),
    ...DRIVES,
    'sqs: SendMessage; to queue deliveries, queue domain-events, queue messages',
    givesUpTo('sweep-dead'),
  ],
  reconcile: [
    ...OWN,
    'dynamodb: DeleteItem, GetItem, PutItem; to the table',
    listsBy(['agency', 'attention', 'caseload', 'driven', 'due', 'unsent']),
    ...CARRIES_OUT,
    `states: DescribeStateMachineAlias; to ${ROOTS.map((root) => `machine ${root}`).join(', ')}`,
    `states: DescribeExecution; to ${ROOTS.map((root) => `executions of ${root}`).join(', ')}`,
    `states: ListExecutions, SendTaskHeartbeat; to ${everyMachine.join(', ')}`,
    `states: StopExecution; to ${MACHINES.filter((name) => !ROOTS.includes(name))
      .sort()
      .map((name) => `executions of ${name}`)
      .join(', ')}`,
    givesUpTo('reconcile-dead'),
  ],
  'verify-timelines': [
    ...OWN,
    'dynamodb: GetItem, PutItem, Query; to the table',
    givesUpTo('verify-timelines-dead'),
  ],
  'deliver-webhook': [
    ...OWN,
    'dynamodb: GetItem, PutItem; to the table',
    'ssm: GetParameter; to parameters agencies/*',
    'sqs: ChangeMessageVisibility, DeleteMessage, GetQueueAttributes, GetQueueUrl, ReceiveMessage; to queue deliveries',
    `ec2: ${INTERFACES}; to anything`,
    `never, in its own code, ec2: ${INTERFACES}; to anything`,
  ],
  'send-messages': [
    ...OWN,
    'dynamodb: GetItem, PutItem, Query; to the table',
    'ssm: GetParameter; to parameters messages/notify',
    'sqs: ChangeMessageVisibility, DeleteMessage, GetQueueAttributes, GetQueueUrl, ReceiveMessage; to queue messages',
    `ec2: ${INTERFACES}; to anything`,
    `never, in its own code, ec2: ${INTERFACES}; to anything`,
  ],
};

function mayOfMachine(children: readonly Machine[]): readonly string[] {
  const sorted = [...children].sort();
  return [
    'lambda: InvokeFunction; to do-step:live, open-step:live',
    'logs: CreateLogDelivery, DeleteLogDelivery, DescribeLogGroups, DescribeResourcePolicies, GetLogDelivery, ListLogDeliveries, PutResourcePolicy, UpdateLogDelivery; to anything',
    'xray: GetSamplingRules, GetSamplingTargets, PutTelemetryRecords, PutTraceSegments; to anything',
    ...(sorted.length === 0
      ? []
      : [
          `states: StartExecution; to ${sorted.map((child) => `machine ${child}`).join(', ')}`,
          `states: DescribeExecution, StopExecution; to ${sorted.map((child) => `executions of ${child}`).join(', ')}`,
          'events: DescribeRule, PutRule, PutTargets; to rule StepFunctionsGetEventsForStepFunctionsExecutionRule',
        ]),
  ];
}

/** What the rest may do, by what it is for. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'Writes the log of refused connections': [
    'logs: CreateLogStream, DescribeLogStreams, PutLogEvents; to its log',
  ],
};

const mayOfRollout = (name: string) => [
  'cloudwatch: DescribeAlarms; to its alarm',
  `lambda: GetAlias, GetProvisionedConcurrencyConfig, UpdateAlias; to ${name}, ${name}:live`,
];

/** All roles of a stage, by their descriptions, and all that each may do. */
function expected(stage: Stage): Readonly<Record<string, readonly string[]>> {
  const may = (name: string) => `Permissions of ${name}`;
  return {
    ...Object.fromEntries(Object.entries(FUNCTIONS).map(([name, lines]) => [may(name), lines])),
    ...Object.fromEntries(
      definitions().map(({ machine, children }) => [may(machine), mayOfMachine(children)]),
    ),
    ...OTHERS,
    ...(stage !== 'dev' &&
      Object.fromEntries(
        Object.keys(FUNCTIONS).map((name) => [
          `Allows CodeDeploy to move the alias of ${name}`,
          mayOfRollout(name),
        ]),
      )),
  };
}

/** Why an action is allowed on anything: AWS knows no resource for it, or asks for all. */
const OPEN: readonly { readonly actions: RegExp; readonly because: string }[] = [
  { actions: /^xray:/, because: 'traces are put to the account' },
  {
    actions: /^logs:\w*(LogDelivery|LogDeliveries|ResourcePolic|DescribeLogGroups)/,
    because: 'logs are delivered by the account',
  },
  { actions: /^dynamodb:ListStreams$/, because: 'streams are listed for the account' },
  {
    actions: /^ec2:\w*(NetworkInterface|Subnets|PrivateIpAddresses)/,
    because: 'Lambda asks before there are interfaces',
  },
];

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** Says what roles may do, in words that are the same in each stage. */
function wordsOf(stage: Stage) {
  const all = allIn(made[stage]);
  const prefix = `through-the-gate-${stage}`;
  const short = (name: unknown) => String(name).replace(`${prefix}-`, '').replace(`${prefix}/`, '');
  const resourceOf = (stack: string, id: string): Found | undefined => {
    const found = made[stage][stack]?.Resources[id];
    return found && { ...found, stack, logicalId: id };
  };

  function nameOf({ stack, Type, Properties }: Found): string {
    switch (Type) {
      case 'AWS::Lambda::Function':
        return short(Properties['FunctionName']);
      case 'AWS::Lambda::Alias': {
        const [id = ''] = idsIn(Properties['FunctionName']);
        const found = resourceOf(stack, id);
        return `${found ? nameOf(found) : ''}:${String(Properties['Name'])}`;
      }
      case 'AWS::SQS::Queue':
        return `queue ${short(Properties['QueueName'])}`;
      case 'AWS::SecretsManager::Secret':
        return `secret ${short(Properties['Name'])}`;
      case 'AWS::Logs::LogGroup':
        return 'its log';
      case 'AWS::CloudWatch::Alarm':
        return 'its alarm';
      case 'AWS::Events::EventBus':
        return 'the bus';
      default:
        return Type;
    }
  }

  /** A resource as it stands in a policy, in words. */
  function target(stack: string, resource: unknown): string {
    if (resource === '*') return 'anything';
    const text = flat(resource);
    const index = /\/index\/(\w+)$/.exec(text)?.[1];
    if (/FnGetAttTable\w*?StreamArn/.test(text)) return 'the stream';
    if (text.includes('FnGetAttTable')) return index === undefined ? 'the table' : `index ${index}`;
    const [, kind = '', name = ''] =
      /:(stateMachine|execution|parameter|rule|function)[:/](.+)$/.exec(text) ?? [];
    switch (kind) {
      case 'stateMachine':
        return `machine ${short(name)}`;
      case 'execution':
        return `executions of ${short(name).replace(/:\*$/, '')}`;
      case 'function':
        return short(name);
      case 'parameter':
        return `parameters ${name.replace(`through-the-gate/${stage}/`, '')}`;
      case 'rule':
        return `rule ${name}`;
      default:
        break;
    }
    const [id = ''] = idsIn(resource);
    const found = resourceOf(stack, id);
    const said = found === undefined ? text : nameOf(found);
    return text.endsWith(':live') ? `${said}:live` : said;
  }

  /** Lines, one a service and set of resources: `service: Actions; to resources`. */
  function lines(role: Found): readonly string[] {
    const statements = all('AWS::IAM::Policy')
      .filter(
        ({ stack, Properties }) =>
          stack === role.stack &&
          JSON.stringify(Properties['Roles']) === JSON.stringify([{ Ref: role.logicalId }]),
      )
      .flatMap(({ Properties }) => (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement);
    return statements
      .flatMap((statement) => {
        const resources = [statement.Resource].flat().map((each) => target(role.stack, each));
        const to = [...new Set(resources)].sort().join(', ');
        const services = new Set([statement.Action].flat().map((action) => action.split(':')[0] ?? ''));
        return [...services].map((service) => {
          const actions = [statement.Action]
            .flat()
            .filter((action) => action.startsWith(`${service}:`))
            .map((action) => action.slice(service.length + 1))
            .sort()
            .join(', ');
          return `${statement.Effect === 'Deny' ? 'never, in its own code, ' : ''}${service}: ${actions}; to ${to}`;
        });
      })
      .sort();
  }

  const roles = all('AWS::IAM::Role');
  return {
    roles,
    statements: all('AWS::IAM::Policy').flatMap(
      ({ Properties }) => (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement,
    ),
    may: Object.fromEntries(
      roles.map((role) => [short(role.Properties['Description']), lines(role)] as const),
    ),
  };
}

describe('the use cases', () => {
  it('check a row that they do not write only where the API and the console run them', () => {
    const files = ['application', 'web', 'lambdas'].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
    );
    const sources = files.filter((file) => file.endsWith('.ts') && !file.includes('ports'));
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.filter((file) => readFileSync(file, 'utf8').includes("kind: 'check'"))).toEqual([
      join('application', 'commands', 'record-victim-contact.ts'),
    ]);
  });
});

describe.each(['dev', 'prod'] as const)('the roles of %s', (stage) => {
  const { roles, statements, may } = wordsOf(stage);
  const table = expected(stage);

  it('are those of the test’s table, each with its own description', () => {
    expect(Object.keys(may).sort()).toEqual(Object.keys(table).sort());
    expect(roles).toHaveLength(Object.keys(table).length);
  });

  it.each(Object.entries(table))('%s: only these', (name, lines) => {
    expect(may[name]).toEqual([...lines].sort());
  });

  it('have no policies but those that say so: no managed ones, and none beside', () => {
    for (const { Properties } of roles) {
      expect(Properties['ManagedPolicyArns']).toBeUndefined();
      expect(Properties['Policies']).toBeUndefined();
    }
  });

  it('allow actions by their whole names', () => {
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions.length).toBeGreaterThan(20);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('leave the resource open only where there is a reason', () => {
    const open = statements
      .filter(({ Effect, Resource }) => Effect === 'Allow' && [Resource].flat().includes('*'))
      .flatMap(({ Action }) => Action);
    expect(open.filter((action) => !OPEN.some(({ actions }) => actions.test(action)))).toEqual([]);
    for (const { actions, because } of OPEN) {
      expect({ because, used: open.some((action) => actions.test(action)) }).toEqual({ because, used: true });
    }
  });

  it('let only the webhook sender read signing keys', () => {
    const readers = Object.entries(may).filter(([, lines]) =>
      lines.some((line) => line.includes('agencies/')),
    );
    expect(readers.map(([name]) => name)).toEqual(['Permissions of deliver-webhook']);
  });

  it('let only the sender of messages read the key of GOV.UK Notify', () => {
    const readers = Object.entries(may).filter(([, lines]) =>
      lines.some((line) => line.includes('messages/notify')),
    );
    expect(readers.map(([name]) => name)).toEqual(['Permissions of send-messages']);
  });

  it('refuse a function’s own code what Lambda does to the network for it', () => {
    const refused = statements
      .filter(({ Effect }) => Effect === 'Deny')
      .map(({ Condition }) => flat(Condition));
    for (const condition of refused) expect(condition).toContain(`lambda:SourceFunctionArn`);
    expect(refused.map((condition) => /:function:(.+)$/.exec(condition)?.[1])).toEqual([
      `through-the-gate-${stage}-deliver-webhook`,
      `through-the-gate-${stage}-send-messages`,
    ]);
  });
});

/** The text of a value with what it refers to, joined as CloudFormation would. */
function flat(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(flat).join('');
  const { 'Fn::Join': join, ...rest } = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(join)) return flat(join[1]);
  return Object.entries(rest)
    .map(([key, each]) => (/^(Ref|Fn::\w+)$/.test(key) ? flat(each) : `${key}=${flat(each)}`))
    .join('');
}

/** The logical ids in a value, but for those of AWS. */
function idsIn(value: unknown): readonly string[] {
  const text = JSON.stringify(value);
  return [...text.matchAll(/"Ref":"(\w+)"|"Fn::GetAtt":\["(\w+)"/g)].map(([, ref, of]) => ref ?? of ?? '');
}
