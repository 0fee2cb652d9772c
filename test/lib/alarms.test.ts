import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { allIn, type Found, synthesise } from './synthesised.ts';

const made = synthesise();
const RUNBOOKS = new URL('../../docs/runbooks/', import.meta.url);
const WRITTEN = readdirSync(RUNBOOKS)
  .filter((file) => file !== 'README.md')
  .map((file) => file.replace(/\.md$/, ''));
const NAMES_ITS_RUNBOOK = / Runbook: docs\/runbooks\/([a-z][a-z-]*[a-z])\.md$/;

interface MetricStat {
  readonly Metric: Pick<Watched, 'Namespace' | 'MetricName' | 'Dimensions'>;
}
interface Watched {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly Metrics?: readonly { readonly MetricStat?: MetricStat }[];
  readonly AlarmActions?: readonly unknown[];
  readonly AlarmDescription?: string;
  readonly TreatMissingData?: string;
  readonly ComparisonOperator?: string;
}

/** What must be watched: of which resources, by which metrics; each needs an alarm with an action. */
const MUST_BE_WATCHED: readonly {
  readonly what: string;
  readonly type: string;
  readonly if?: (properties: Found['Properties']) => boolean;
  readonly namespace: string;
  readonly metrics: readonly string[];
  /** The property that names the resource the metrics are of, when it is not the resource itself. */
  readonly of?: string;
}[] = [
  {
    what: 'a queue of work, for its oldest message',
    type: 'AWS::SQS::Queue',
    if: ({ RedrivePolicy }) => RedrivePolicy !== undefined,
    namespace: 'AWS/SQS',
    metrics: ['ApproximateAgeOfOldestMessage'],
  },
  {
    what: 'a queue of dead letters, for anything in it',
    type: 'AWS::SQS::Queue',
    if: ({ RedrivePolicy }) => RedrivePolicy === undefined,
    namespace: 'AWS/SQS',
    metrics: ['ApproximateNumberOfMessagesVisible'],
  },
  {
    what: 'a reader of a stream, for how far it is behind',
    type: 'AWS::Lambda::EventSourceMapping',
    if: ({ StartingPosition }) => StartingPosition !== undefined,
    namespace: 'AWS/Lambda',
    metrics: ['IteratorAge'],
    of: 'FunctionName',
  },
  {
    what: 'a function',
    type: 'AWS::Lambda::Function',
    namespace: 'AWS/Lambda',
    metrics: ['Errors', 'Throttles'],
  },
  {
    // Executions are stopped on purpose, by every restart: that they are aborted is no alarm.
    what: 'a machine',
    type: 'AWS::StepFunctions::StateMachine',
    namespace: 'AWS/States',
    metrics: ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled'],
  },
  { what: 'an API', type: 'AWS::ApiGatewayV2::Api', namespace: 'AWS/ApiGateway', metrics: ['5xx'] },
  {
    what: 'a table',
    type: 'AWS::DynamoDB::Table',
    namespace: 'AWS/DynamoDB',
    metrics: ['ThrottledRequests', 'SystemErrors'],
  },
  {
    what: 'a way out',
    type: 'AWS::EC2::NatGateway',
    namespace: 'AWS/NATGateway',
    metrics: ['ErrorPortAllocation'],
  },
  { what: 'a rule', type: 'AWS::Events::Rule', namespace: 'AWS/Events', metrics: ['FailedInvocations'] },
];

/** The metrics an alarm looks at: one, or those of its expression. */
function metricsOf(alarm: Found): readonly Watched[] {
  const { Metrics, ...single } = alarm.Properties as Watched;
  return Metrics === undefined
    ? [single]
    : Metrics.flatMap(({ MetricStat: stat }) => (stat === undefined ? [] : [stat.Metric]));
}

/** Whether an alarm of this stack, or of one that imports from it, names the resource. */
function names(alarm: Found, { Dimensions = [] }: Watched, stack: string, logicalId: string): boolean {
  const text = JSON.stringify(Dimensions);
  return alarm.stack === stack
    ? text.includes(`"${logicalId}"`)
    : text.includes(`-${stack.toLowerCase()}:ExportsOutputRef${logicalId}`);
}

describe.each(['dev', 'prod'] as const)('every alarm of %s', (stage) => {
  const all = allIn(made[stage]);
  const alarms = all('AWS::CloudWatch::Alarm');
  const described = alarms.map(({ Properties }) => String((Properties as Watched).AlarmDescription));

  /** What these are, or are an alias of. */
  const behind = (stack: string, ids: readonly string[]) =>
    ids.flatMap((id) => {
      const alias = all('AWS::Lambda::Alias').find((each) => each.stack === stack && each.logicalId === id);
      return alias === undefined ? [id] : idsIn(alias.Properties['FunctionName']);
    });

  it('sends to a topic, and describes what is wrong', () => {
    for (const { Properties } of alarms) {
      expect((Properties as Watched).AlarmActions).toHaveLength(1);
    }
    for (const description of described) {
      expect(description.replace(NAMES_ITS_RUNBOOK, '').length).toBeGreaterThan(30);
      expect(description.length).toBeLessThan(1_024);
    }
  });

  it('ends with the path of its runbook, which is written', () => {
    const named = described.map((description) => NAMES_ITS_RUNBOOK.exec(description)?.[1]);
    expect(named.filter((name) => name === undefined || !WRITTEN.includes(name))).toEqual([]);
  });

  it.each(MUST_BE_WATCHED)('exists for $what', ({ type, namespace, metrics, of, ...only }) => {
    const watched = all(type).filter(({ Properties }) => only.if?.(Properties) ?? true);
    expect(watched.length).toBeGreaterThan(0);
    const unwatched = watched.flatMap((found) => {
      const ids = of === undefined ? [found.logicalId] : behind(found.stack, idsIn(found.Properties[of]));
      return metrics
        .filter(
          (metric) =>
            !alarms.some((alarm) =>
              metricsOf(alarm).some(
                (looked) =>
                  looked.Namespace === namespace &&
                  looked.MetricName === metric &&
                  ids.some((id) => names(alarm, looked, found.stack, id)),
              ),
            ),
        )
        .map((metric) => `${found.stack} ${found.logicalId}: ${metric}`);
    });
    expect(unwatched).toEqual([]);
  });

  it.each(['SweepCompleted'])('is raised when there is no %s any more', (metric) => {
    const [silence, ...others] = alarms.filter(
      ({ Properties }) => (Properties as Watched).MetricName === metric,
    );
    expect(others).toEqual([]);
    expect(silence?.Properties).toMatchObject({
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
    });
  });

  it('exists for outbox rows that the relay leaves behind', () => {
    expect(alarms.map(({ Properties }) => (Properties as Watched).MetricName)).toContain('OutboxLeftBehind');
  });
});

describe('every runbook', () => {
  it('is of an alarm', () => {
    const text = JSON.stringify([made.dev, made.prod]);
    expect(WRITTEN.filter((name) => !text.includes(`Runbook: docs/runbooks/${name}.md`))).toEqual([]);
  });
});

/** Every logical id that a value refers to. */
function idsIn(value: unknown): readonly string[] {
  return [...JSON.stringify(value).matchAll(/"Ref":"(\w+)"|"Fn::GetAtt":\["(\w+)"/g)].map(
    ([, ref, attribute]) => ref ?? attribute ?? '',
  );
}
