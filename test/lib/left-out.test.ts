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

describe('what is left out for the emulator', () => {
  it('takes out versions and aliases, and puts the machine where an alias was given', () => {
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

  it('takes out what would come to nothing there', () => {
    const Resources = {
      Machine: MACHINE,
      Association: { Type: 'AWS::WAFv2::WebACLAssociation', Properties: {} },
      Budget: { Type: 'AWS::Budgets::Budget', Properties: {} },
    };
    expect(withoutLeftOut({ Resources })).toEqual({ Resources: { Machine: MACHINE } });
  });

  it('gives nothing of a stack in another region', () => {
    const output = { StackName: 'firewall', Region: 'us-east-1', OutputName: 'WebAclArn' };
    expect(withoutLeftOut({ Resources: { Parent: parent({ 'Fn::GetStackOutput': output }) } })).toEqual({
      Resources: { Parent: parent({ Ref: 'AWS::NoValue' }) },
    });
  });

  it('does the same for an alias that moves by and by', () => {
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

  it('takes what goes along with it: ways, alarms, outputs, and waiting for it', () => {
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

  it('takes an alarm on more than one metric, which the emulator cannot count', () => {
    const alarm = (Properties: Record<string, unknown>) => ({ Type: 'AWS::CloudWatch::Alarm', Properties });
    const Resources = { Sum: alarm({ Metrics: [{ Expression: 'a + b' }] }), One: alarm({ MetricName: 'a' }) };
    expect(withoutLeftOut({ Resources })).toEqual({ Resources: { One: Resources.One } });
  });

  it('takes the way an alias moves with it, and no other', () => {
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

  it('leaves everything else as it is', () => {
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
