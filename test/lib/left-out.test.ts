import { describe, expect, it } from '@jest/globals';
import { withoutLeftOut } from '../../tools/emulator/left-out.ts';

const MACHINE = { Type: 'AWS::StepFunctions::StateMachine', Properties: {} };
const VERSION = {
  Type: 'AWS::StepFunctions::StateMachineVersion',
  Properties: { StateMachineArn: { Ref: 'Machine' } },
};
const ALIAS = {
  Type: 'AWS::StepFunctions::StateMachineAlias',
  Properties: {
    Name: 'live',
    RoutingConfiguration: [{ StateMachineVersionArn: { 'Fn::GetAtt': ['Version', 'Arn'] }, Weight: 100 }],
  },
};
const parent = (Child: object) => ({ Type: 'AWS::StepFunctions::StateMachine', Properties: { Child } });

describe('the template for the emulator', () => {
  it('removes versions and aliases, and puts the machine in place of an alias', () => {
    const Resources = {
      Machine: MACHINE,
      Version: VERSION,
      Live: ALIAS,
      Parent: parent({ 'Fn::GetAtt': ['Live', 'Arn'] }),
    };

    expect(withoutLeftOut({ Resources })).toEqual({
      Resources: { Machine: MACHINE, Parent: parent({ Ref: 'Machine' }) },
    });
  });

  it('removes resources without effect there', () => {
    const Resources = {
      Machine: MACHINE,
      Association: { Type: 'AWS::WAFv2::WebACLAssociation', Properties: {} },
      Budget: { Type: 'AWS::Budgets::Budget', Properties: {} },
    };
    expect(withoutLeftOut({ Resources })).toEqual({ Resources: { Machine: MACHINE } });
  });

  it('empties references to a stack of another region', () => {
    const output = { StackName: 'firewall', Region: 'us-east-1', OutputName: 'WebAclArn' };
    expect(withoutLeftOut({ Resources: { Parent: parent({ 'Fn::GetStackOutput': output }) } })).toEqual({
      Resources: { Parent: parent({ Ref: 'AWS::NoValue' }) },
    });
  });

  it('does the same for an alias that moves gradually', () => {
    const moving = {
      Type: ALIAS.Type,
      Properties: {
        Name: 'live',
        DeploymentPreference: {
          Type: 'CANARY',
          Alarms: [{ Ref: 'Failed' }],
          StateMachineVersionArn: { 'Fn::GetAtt': ['Version', 'Arn'] },
        },
      },
    };
    const failed = { Type: 'AWS::CloudWatch::Alarm', Properties: { Dimensions: [{ Ref: 'Machine' }] } };
    const Resources = {
      Machine: MACHINE,
      Failed: failed,
      Version: VERSION,
      Live: moving,
      Parent: parent({ 'Fn::GetAtt': ['Live', 'Arn'] }),
    };

    expect(withoutLeftOut({ Resources })).toEqual({
      Resources: {
        Machine: MACHINE,
        Failed: failed,
        Parent: parent({ Ref: 'Machine' }),
      },
    });
  });

  it('removes routes, alarms, outputs and dependencies along with it', () => {
    const gateway = { Type: 'AWS::EC2::NatGateway', Properties: { AllocationId: { Ref: 'Address' } } };
    const route = (properties: Record<string, unknown>) => ({
      Type: 'AWS::EC2::Route',
      Properties: properties,
    });
    const alarm = (properties: Record<string, unknown>) => ({
      Type: 'AWS::CloudWatch::Alarm',
      Properties: properties,
    });
    const sender = { Type: 'AWS::Lambda::Function', Properties: {} };
    const Resources = {
      Address: { Type: 'AWS::EC2::EIP', Properties: {} },
      Gateway: gateway,
      ThroughIt: route({ NatGatewayId: { Ref: 'Gateway' } }),
      ByItself: route({ GatewayId: { Ref: 'Internet' } }),
      OnIt: alarm({ Dimensions: [{ Value: { Ref: 'Gateway' } }] }),
      OnSender: alarm({ Dimensions: [{ Value: { Ref: 'Sender' } }] }),
      Sender: { ...sender, DependsOn: ['ByItself', 'ThroughIt'] },
      Other: { ...sender, DependsOn: 'Gateway' },
    };
    const Outputs = { Addresses: { Value: { Ref: 'Address' } }, Sender: { Value: { Ref: 'Sender' } } };

    expect(withoutLeftOut({ Resources, Outputs })).toEqual({
      Resources: {
        ByItself: Resources.ByItself,
        OnSender: Resources.OnSender,
        Sender: { ...sender, DependsOn: ['ByItself'] },
        Other: sender,
      },
      Outputs: { Sender: Outputs.Sender },
    });
  });

  it('removes alarms on more than one metric', () => {
    const alarm = (Properties: Record<string, unknown>) => ({ Type: 'AWS::CloudWatch::Alarm', Properties });
    const Resources = { Sum: alarm({ Metrics: [{ Expression: 'a + b' }] }), One: alarm({ MetricName: 'a' }) };
    expect(withoutLeftOut({ Resources })).toEqual({ Resources: { One: Resources.One } });
  });

  it('removes the update policy of an alias with it, and no other', () => {
    const group = { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: {} };
    const moved = (by: string) => ({
      Type: 'AWS::Lambda::Alias',
      Properties: {},
      UpdatePolicy: { CodeDeployLambdaAliasUpdate: { DeploymentGroupName: { Ref: by } } },
    });
    const Resources = { Group: group, Live: moved('Group'), Other: moved('Parameter') };
    expect(withoutLeftOut({ Resources })).toEqual({
      Resources: { Live: { Type: 'AWS::Lambda::Alias', Properties: {} }, Other: moved('Parameter') },
    });
  });

  it('leaves everything else unchanged', () => {
    const template = {
      Resources: { Machine: MACHINE, Parent: parent({ Ref: 'Machine' }) },
      Outputs: { Url: {} },
    };
    expect(withoutLeftOut(template)).toEqual(template);
  });

  it.each([{ Ref: 'Version' }, { 'Fn::GetAtt': ['Version', 'Arn'] }])(
    'does not let %j, which is left out, be referred to',
    (reference) => {
      const Resources = { Machine: MACHINE, Version: VERSION, Parent: parent(reference) };
      expect(() => withoutLeftOut({ Resources })).toThrow('Version is left out, and still referred to');
    },
  );
});
