import { describe, expect, it } from '@jest/globals';
import { stageConfig } from '../../lib/stages.ts';
import { allIn, type Found, synthesise } from './synthesised.ts';

const made = synthesise();
const dev = allIn(made.dev);
const prod = allIn(made.prod);

/** The resource of a type, in the same stack, that a value refers to. */
function referredTo(type: string, from: Found, value: unknown): Found {
  const text = JSON.stringify(value);
  const found = prod(type).find(
    ({ stack, logicalId }) => stack === from.stack && text.includes(`"${logicalId}"`),
  );
  if (found === undefined) throw new Error(`${from.logicalId} refers to no ${type}`);
  return found;
}

describe('a new version of a function', () => {
  const aliases = prod('AWS::Lambda::Alias').map((alias) => [alias.logicalId, alias] as const);

  it('is live at once in dev', () => {
    expect(stageConfig('dev').rollout).toBe('at-once');
    expect(dev('AWS::CodeDeploy::DeploymentGroup')).toEqual([]);
    for (const alias of dev('AWS::Lambda::Alias')) expect(alias.UpdatePolicy).toBeUndefined();
  });

  it('keeps earlier versions for rollback in preprod and prod', () => {
    for (const version of prod('AWS::Lambda::Version')) expect(version.DeletionPolicy).toBe('Retain');
    for (const version of dev('AWS::Lambda::Version')) expect(version.DeletionPolicy).not.toBe('Retain');
  });

  it('exists for each function', () => {
    expect(aliases).toHaveLength(prod('AWS::Lambda::Function').length);
  });

  it.each(aliases)('takes over by a canary, and is rolled back by its own errors: %s', (_id, alias) => {
    const group = referredTo('AWS::CodeDeploy::DeploymentGroup', alias, alias.UpdatePolicy);
    expect(alias.UpdatePolicy).toMatchObject({
      CodeDeployLambdaAliasUpdate: { DeploymentGroupName: { Ref: group.logicalId } },
    });
    expect(alias.DependsOn).toContain(group.logicalId);
    expect(group.Properties).toMatchObject({
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      AlarmConfiguration: { Enabled: true },
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: expect.arrayContaining(['DEPLOYMENT_STOP_ON_ALARM']),
      },
    });
    const { AlarmConfiguration } = group.Properties;
    const alarm = referredTo('AWS::CloudWatch::Alarm', alias, AlarmConfiguration);
    const version = referredTo('AWS::Lambda::Version', alias, alias.Properties['FunctionVersion']);
    expect(alarm.Properties).toMatchObject({
      MetricName: 'Errors',
      Period: 60,
      Threshold: 1,
      Dimensions: expect.arrayContaining([
        { Name: 'ExecutedVersion', Value: { 'Fn::GetAtt': [version.logicalId, 'Version'] } },
      ]),
    });
  });

  it('is moved by a role that exists before and reaches one function', () => {
    for (const group of prod('AWS::CodeDeploy::DeploymentGroup')) {
      const role = referredTo('AWS::IAM::Role', group, group.Properties['ServiceRoleArn']);
      expect([group.DependsOn].flat()).toEqual(
        expect.arrayContaining([role.logicalId, expect.stringMatching(/RoleDefaultPolicy/)]),
      );
    }
  });
});

describe('a new definition of a machine', () => {
  const live = prod('AWS::StepFunctions::StateMachineAlias').map(
    (alias) => [alias.logicalId, alias] as const,
  );

  it('is live at once in dev', () => {
    for (const { Properties } of dev('AWS::StepFunctions::StateMachineAlias')) {
      expect(Properties['DeploymentPreference']).toBeUndefined();
      expect(Properties['RoutingConfiguration']).toMatchObject([{ Weight: 100 }]);
    }
  });

  it.each(live)('takes over by a canary, and is rolled back by the first failure: %s', (_id, alias) => {
    const { DeploymentPreference, RoutingConfiguration } = alias.Properties;
    const { Alarms } = DeploymentPreference as { readonly Alarms: unknown };
    const alarm = referredTo('AWS::CloudWatch::Alarm', alias, Alarms);
    expect(RoutingConfiguration).toBeUndefined();
    expect(DeploymentPreference).toMatchObject({ Type: 'CANARY', Percentage: 10, Interval: 5 });
    expect(alarm.Properties).toMatchObject({ MetricName: 'ExecutionsFailed' });
  });

  /*
   * A, then B, then A again: the version of A was let go when B came, and is asked for once more. What makes
   * CloudFormation publish it, and not find the old one, is that a version is of one revision of the machine, and the
   * machine that goes back to A has a revision of its own.
   */
  it.each(live)(
    'is published again when it comes back after another, before the alias moves: %s',
    (_id, alias) => {
      const version = referredTo(
        'AWS::StepFunctions::StateMachineVersion',
        alias,
        alias.Properties['DeploymentPreference'],
      );
      const machine = referredTo(
        'AWS::StepFunctions::StateMachine',
        alias,
        version.Properties['StateMachineArn'],
      );
      expect(version).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      expect(version.Properties['StateMachineRevisionId']).toEqual({
        'Fn::GetAtt': [machine.logicalId, 'StateMachineRevisionId'],
      });
    },
  );

  it('is published after the functions it calls', () => {
    for (const { Properties } of prod('AWS::StepFunctions::StateMachine')) {
      const substitutions = JSON.stringify(Properties['DefinitionSubstitutions']);
      for (const alias of prod('AWS::Lambda::Alias').filter(({ stack }) => stack === 'Workflows')) {
        expect(substitutions).toContain(`"${alias.logicalId}"`);
      }
    }
  });
});
