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
