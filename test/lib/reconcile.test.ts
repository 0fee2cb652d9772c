import { describe, expect, it } from '@jest/globals';
import { CHILD_MACHINES, MACHINES } from '../../domain/pathways/machines.ts';
import { ROOT_MACHINES } from '../../domain/record/machines.ts';
import { allIn, type Found, synthesise } from './synthesised.ts';

const all = allIn(synthesise().dev);
const text = (value: unknown): string => JSON.stringify(value);

function one(type: string, has: (found: Found) => boolean): Found {
  const [first, ...others] = all(type).filter(has);
  if (first === undefined || others.length > 0) throw new Error(`Not one ${type}`);
  return first;
}

const ours = ({ stack, logicalId }: Found): boolean =>
  stack === 'Delivery' && logicalId.startsWith('Reconcile');

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

function statements(of: (found: Found) => boolean): readonly Statement[] {
  const { PolicyDocument } = one('AWS::IAM::Policy', of).Properties;
  return (PolicyDocument as { readonly Statement: readonly Statement[] }).Statement;
}

describe('the reconciler’s function', () => {
  it('has Lambda’s longest timeout, a whole processor, and runs one at a time', () => {
    expect(one('AWS::Lambda::Function', ours).Properties).toMatchObject({
      FunctionName: 'through-the-gate-dev-reconcile',
      Timeout: 900,
      MemorySize: 1_769,
      ReservedConcurrentExecutions: 1,
    });
  });

  it('is called each hour with an empty event, through its alias', () => {
    const { ScheduleExpression, Targets } = one('AWS::Events::Rule', ours).Properties;
    expect(ScheduleExpression).toBe('rate(1 hour)');
    expect(Targets).toMatchObject([{ Input: '{}', DeadLetterConfig: expect.anything() }]);
    expect(text(Targets)).toMatch(/ReconcileHandlerLive/);
  });

  it('keeps a waiting call for an hour, tries it once, and sends it to the dead-letter queue', () => {
    expect(one('AWS::Lambda::EventInvokeConfig', ours).Properties).toMatchObject({
      MaximumEventAgeInSeconds: 3_600,
      MaximumRetryAttempts: 0,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^ReconcileDead/), 'Arn'] } },
      },
    });
  });

  const may = statements(
    (found) => ours(found) && text(found.Properties['Roles']).includes('ReconcileHandlerRole'),
  );
  const resourcesOf = (sid: string): readonly unknown[] =>
    [may.find(({ Sid }) => Sid === sid)?.Resource].flat();

  it.each([
    ['CheckExecutions', ['states:ListExecutions', 'states:SendTaskHeartbeat'], 'stateMachine', MACHINES],
    ['DescribePhases', 'states:DescribeExecution', 'execution', ROOT_MACHINES],
    ['DescribeVersions', 'states:DescribeStateMachineAlias', 'stateMachine', ROOT_MACHINES],
    ['StopPhases', 'states:StopExecution', 'execution', ROOT_MACHINES],
    ['StopChildren', 'states:StopExecution', 'execution', CHILD_MACHINES],
  ] as const)('%s: may do %s to each %s it needs to, and to no other', (sid, action, kind, machines) => {
    expect(may.find(({ Sid }) => Sid === sid)?.Action).toEqual(action);
    const named = resourcesOf(sid).map(
      (each) => new RegExp(`:${kind}:through-the-gate-dev-([a-z-]+)`).exec(text(each))?.[1],
    );
    expect(named.sort()).toEqual([...machines].sort());
  });

  it('may query only the indexes of what it compares, and of journeys that began before', () => {
    expect(
      resourcesOf('ListByIndex')
        .map((each) => /index\/(\w+)/.exec(text(each))?.[1])
        .sort(),
    ).toEqual(['agency', 'attention', 'caseload', 'driven', 'due', 'unsent']);
  });
});

describe('the API', () => {
  it('may call the reconciler’s function and no other', () => {
    const api = statements(
      ({ stack, Properties }) => stack === 'Api' && text(Properties['Roles']).includes('HandlerRole'),
    );
    const calls = api.filter(({ Action }) => [Action].flat().some((action) => action.startsWith('lambda:')));
    expect(calls).toMatchObject([{ Sid: 'AskForReconcile', Action: 'lambda:InvokeFunction' }]);
    expect(text(calls[0]?.Resource)).toContain(':function:through-the-gate-dev-reconcile:live');
    const { Environment } = one('AWS::Lambda::Function', ({ stack }) => stack === 'Api').Properties;
    const { Variables } = Environment as { readonly Variables: Readonly<Record<string, unknown>> };
    expect(Variables['RECONCILE_FUNCTION']).toEqual(calls[0]?.Resource);
  });
});

describe('the alarms', () => {
  const alarm = (metric: string) =>
    one('AWS::CloudWatch::Alarm', ({ Properties }) => Properties['MetricName'] === metric).Properties;

  it('are raised when no reconcile was completed for two hours', () => {
    expect(alarm('ReconcileCompleted')).toMatchObject({
      Namespace: 'ThroughTheGate/dev',
      Dimensions: [{ Name: 'service', Value: 'reconcile' }],
      Statistic: 'Sum',
      Period: 7_200,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it.each([
    ['ReconcileIncidents', 'Sum', 3_600, 1, 1],
    ['ReconcileIncomplete', 'Sum', 3_600, 3, 1],
    ['OldestUnsentSeconds', 'Maximum', 300, 1, 900],
  ])('are raised for %s', (metric, Statistic, Period, EvaluationPeriods, Threshold) => {
    expect(alarm(metric)).toMatchObject({
      Statistic,
      Period,
      EvaluationPeriods,
      Threshold,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  it.each(
    all('AWS::CloudWatch::Alarm')
      .filter(({ Properties }) => 'Period' in Properties)
      .map(({ stack, logicalId, Properties }) => [`${stack} ${logicalId}`, Properties] as const),
  )('%s looks back no further than CloudWatch does', (_name, { Period, EvaluationPeriods }) => {
    const longest = Number(Period) < 3_600 ? 86_400 : 604_800;
    expect(Number(Period) % 60).toBe(0);
    expect(Number(Period) * Number(EvaluationPeriods)).toBeLessThanOrEqual(longest);
  });
});
