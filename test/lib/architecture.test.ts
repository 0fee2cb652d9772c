import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { pageFile, pageWith } from '../../tools/architecture/page.ts';
import type { Stage } from '../../tools/architecture/parts.ts';
import { drawArchitecture } from '../../tools/architecture/picture.ts';
import { synthesise } from './synthesised.ts';

const PREFIX = 'gate';
const draw = (stage: Stage) =>
  drawArchitecture(stage, PREFIX)
    .split('\n')
    .map((line) => line.trim());

const FUNCTION = {
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: 'gate-relay', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
};
const TABLE = { Type: 'AWS::DynamoDB::Table', Properties: {} };
const policy = (Action: string | readonly string[], Resource: unknown) => ({
  Type: 'AWS::IAM::Policy',
  Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: [{ Action, Resource }] } },
});

describe('the picture of what is deployed', () => {
  it('is the current one', async () => {
    const { prod } = synthesise();
    expect(await readFile(pageFile(), 'utf8')).toBe(await pageWith(prod, 'through-the-gate-prod'));
  });

  it('frames the parts of a stack, and leaves out how they are kept and watched', () => {
    const stage = { Data: { Resources: { Table: TABLE, Alarm: { Type: 'AWS::CloudWatch::Alarm' } } } };
    expect(draw(stage)).toEqual([
      'flowchart LR',
      'subgraph Data',
      'Data_Table[("table: the record")]',
      'end',
    ]);
  });

  it.each([
    ['by its logical id', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'One', 'One'],
    ['by an import', { 'Fn::ImportValue': 'gate-data:ExportsOutputFnGetAttTableArn1234' }, 'Data', 'One'],
  ])('draws a permission on what another resource names %s', (_how, resource, tableStack, roleStack) => {
    const stage = {
      [tableStack]: { Resources: { Table: TABLE } },
      ...{
        [roleStack]: {
          Resources: {
            ...(tableStack === roleStack && { Table: TABLE }),
            Function: FUNCTION,
            Policy: policy('dynamodb:GetItem', resource),
          },
        },
      },
    };
    expect(draw(stage)).toContain(`${roleStack}_Function -- reads --> ${tableStack}_Table`);
  });

  it('finds outputs of another stack in any region', () => {
    const WebACLId = {
      'Fn::GetStackOutput': { StackName: 'gate-firewall', Region: 'us-east-1', OutputName: 'Arn' },
    };
    const stage = {
      Firewall: {
        Resources: { Acl: { Type: 'AWS::WAFv2::WebACL' } },
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Acl', 'Arn'] } } },
      },
      Api: {
        Resources: {
          Edge: {
            Type: 'AWS::CloudFront::Distribution',
            Properties: { DistributionConfig: { Origins: [], WebACLId } },
          },
        },
      },
    };
    expect(draw(stage)).toContain('Firewall_Acl -- protects --> Api_Edge');
  });

  it('draws only the widest permission of a role on a part', () => {
    const resource = { 'Fn::GetAtt': ['Table', 'Arn'] };
    const Policy = policy(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], resource);
    const arrows = draw({ One: { Resources: { Table: TABLE, Function: FUNCTION, Policy } } }).filter((line) =>
      line.includes('-->'),
    );
    expect(arrows).toEqual(['One_Function -- changes --> One_Table']);
  });

  it('follows an alias to its function, and a name to its machine', () => {
    const Resources = {
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { StateMachineName: 'gate-reception' },
      },
      Function: FUNCTION,
      Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Function' } } },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 minute)', Targets: [{ Arn: { Ref: 'Live' } }] },
      },
      Policy: policy('states:StartExecution', 'arn:aws:states:eu-west-2:1:stateMachine:gate-reception'),
    };
    expect(draw({ One: { Resources } })).toEqual(
      expect.arrayContaining([
        'One_Rule(["each minute"])',
        'One_Rule -- calls --> One_Function',
        'One_Function -- drives --> One_StateMachine',
      ]),
    );
  });

  it('draws the network that a function is in, by its subnets', () => {
    const Resources = {
      Network: { Type: 'AWS::EC2::VPC' },
      Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Network' } } },
      Function: {
        ...FUNCTION,
        Properties: { ...FUNCTION.Properties, VpcConfig: { SubnetIds: [{ Ref: 'Subnet' }] } },
      },
    };
    expect(draw({ One: { Resources } })).toContain('One_Function -- calls out through --> One_Network');
  });

  it('draws dead letters by configuration, not by permission', () => {
    const dead = { 'Fn::GetAtt': ['Dead', 'Arn'] };
    const Resources = {
      Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'gate-relay-dead' } },
      Function: FUNCTION,
      Source: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'Function' },
          DestinationConfig: { OnFailure: { Destination: dead } },
        },
      },
      Policy: policy('sqs:SendMessage', dead),
    };
    expect(draw({ One: { Resources } }).filter((line) => line.includes('-->'))).toEqual([
      'One_Function -- dead letters to --> One_Dead',
    ]);
  });
});
