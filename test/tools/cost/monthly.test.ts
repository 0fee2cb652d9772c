import { describe, expect, it } from '@jest/globals';
import { readPrices } from '../../../tools/cost/data.ts';
import { monthlyCosts, UnpricedResourceError } from '../../../tools/cost/monthly.ts';

const costsOf = (...resources: { Type: string; Properties?: Record<string, unknown> }[]) =>
  monthlyCosts(
    { data: { Resources: Object.fromEntries(resources.map((each, index) => [`R${index}`, each])) } },
    readPrices(),
  );

describe('monthly costs', () => {
  it.each([
    ['a key', { Type: 'AWS::KMS::Key' }, 1, 1],
    ['a NAT gateway', { Type: 'AWS::EC2::NatGateway' }, 1, 36.5],
    [
      'an alarm on one metric',
      { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
      1,
      0.1,
    ],
    [
      'an alarm on two metrics and an expression',
      {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { Metrics: [{ MetricStat: {} }, { MetricStat: {} }, { Expression: 'a / b' }] },
      },
      2,
      0.2,
    ],
    ['an ACL with four rules', { Type: 'AWS::WAFv2::WebACL', Properties: { Rules: [1, 2, 3, 4] } }, 9, 9],
    [
      'an interface endpoint in two zones',
      { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: 'Interface', SubnetIds: ['a', 'b'] } },
      2,
      16.06,
    ],
  ] as const)('count %s', (_case, resource, quantity, usd) => {
    const [cost, ...others] = costsOf(resource);
    expect(others).toEqual([]);
    expect(cost?.quantity).toBe(quantity);
    expect(cost?.usd).toBeCloseTo(usd, 9);
  });

  it.each([
    ['a gateway endpoint', { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: 'Gateway' } }],
    ['a table, which is charged by use', { Type: 'AWS::DynamoDB::Table' }],
  ])('are nothing for %s', (_case, resource) => {
    expect(costsOf(resource)).toEqual([]);
  });

  it('add up resources of one type', () => {
    expect(costsOf({ Type: 'AWS::KMS::Key' }, { Type: 'AWS::KMS::Key' })).toEqual([
      { what: 'Keys', quantity: 2, usd: 2 },
    ]);
  });

  it('refuse types without a price, and name each once', () => {
    const database = { Type: 'AWS::RDS::DBInstance' };
    expect(() => costsOf(database, database, { Type: 'AWS::ECS::Service' })).toThrow(UnpricedResourceError);
    expect(() => costsOf(database, database, { Type: 'AWS::ECS::Service' })).toThrow(
      /notByTheMonth: AWS::ECS::Service, AWS::RDS::DBInstance\.$/,
    );
  });
});
