import { describe, expect, it } from '@jest/globals';
import { stageConfig } from '../../lib/stages.ts';
import { allIn, synthesise, type Found } from './synthesised.ts';

const made = synthesise();

interface Rule {
  readonly Egress: boolean;
  readonly RuleNumber: number;
  readonly RuleAction: 'allow' | 'deny';
  readonly CidrBlock: unknown;
  readonly PortRange?: { readonly From: number; readonly To: number };
}

/** A packet at the edge of a subnet: to an address on the way out, from one on the way in. */
interface Packet {
  readonly address: string;
  readonly port: number;
}

function isIn(address: string, cidr: string): boolean {
  const [network = '', bits = '32'] = cidr.split('/');
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(address) / size) === Math.floor(number(network) / size);
}

describe.each(['dev', 'prod'] as const)('the way out for webhooks of %s', (stage) => {
  const all = allIn(made[stage]);
  const { zones, natGateways } = stageConfig(stage).egress;
  const only = (type: string): Found => {
    const [found, ...others] = all(type);
    if (found === undefined || others.length > 0) throw new Error(`Expected one ${type}`);
    return found;
  };
  const range = String(only('AWS::EC2::VPC').Properties['CidrBlock']);

  /** Whether a subnet's rules let a packet through: the first that fits decides, and nothing fitting is a no. */
  function passes(kind: 'Senders' | 'Gateways', way: 'out' | 'in', { address, port }: Packet): boolean {
    const [first] = all('AWS::EC2::NetworkAclEntry')
      .filter(({ Properties }) => JSON.stringify(Properties['NetworkAclId']).includes(`Rules${kind}`))
      .map(({ Properties }) => Properties as unknown as Rule)
      .filter((rule) => rule.Egress === (way === 'out'))
      .sort((one, other) => one.RuleNumber - other.RuleNumber)
      .filter(({ CidrBlock }) => isIn(address, typeof CidrBlock === 'string' ? CidrBlock : range))
      .filter(({ PortRange }) => !PortRange || (port >= PortRange.From && port <= PortRange.To));
    return first?.RuleAction === 'allow';
  }

  const PARTNER = '203.0.113.10';
  const SENDER = '10.0.0.100';
  const EPHEMERAL = 33_000;

  it.each([
    ['a partner, by HTTPS', PARTNER, 443, true],
    ['a partner, by HTTP', PARTNER, 80, false],
    ['a partner, by another port', PARTNER, 8_443, false],
    ['the network itself', SENDER, 443, false],
    ['a private address', '10.200.3.4', 443, false],
    ['another private address', '172.31.0.9', 443, false],
    ['a third', '192.168.1.1', 443, false],
    ['instance metadata', '169.254.169.254', 443, false],
    ['a carrier-grade address', '100.64.0.1', 443, false],
    ['just outside a private range', '172.32.0.1', 443, true],
    ['just outside the carrier-grade range', '100.128.0.1', 443, true],
  ])('leads from senders to %s: %s:%i %s', (_where, address, port, does) => {
    expect(passes('Senders', 'out', { address, port })).toBe(does);
  });

  it('lets a request through a gateway, and its answer back', () => {
    expect(passes('Senders', 'out', { address: PARTNER, port: 443 })).toBe(true);
    expect(passes('Gateways', 'in', { address: SENDER, port: 443 })).toBe(true);
    expect(passes('Gateways', 'out', { address: PARTNER, port: 443 })).toBe(true);
    expect(passes('Gateways', 'in', { address: PARTNER, port: EPHEMERAL })).toBe(true);
    expect(passes('Gateways', 'out', { address: SENDER, port: EPHEMERAL })).toBe(true);
    expect(passes('Senders', 'in', { address: PARTNER, port: EPHEMERAL })).toBe(true);
  });

  it.each([
    ['Senders', PARTNER, 443],
    ['Senders', PARTNER, 22],
    ['Gateways', PARTNER, 443],
    ['Gateways', PARTNER, 22],
  ] as const)('refuses incoming %s from %s to port %i', (kind, address, port) => {
    expect(passes(kind, 'in', { address, port })).toBe(false);
  });

  it.each(['10.9.9.9', '169.254.169.254', '100.64.0.1'])(
    'does not lead on from a gateway to %s',
    (address) => {
      expect(passes('Gateways', 'out', { address, port: 443 })).toBe(false);
    },
  );

  it('allows HTTPS out and nothing in, by its security group', () => {
    const { SecurityGroupEgress, SecurityGroupIngress } = only('AWS::EC2::SecurityGroup').Properties;
    expect(SecurityGroupEgress).toEqual([
      expect.objectContaining({ CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }),
    ]);
    expect(SecurityGroupIngress).toBeUndefined();
    expect(all('AWS::EC2::SecurityGroupIngress')).toEqual([]);
  });

  it('is for the senders of webhooks and messages alone', () => {
    const inside = all('AWS::Lambda::Function').filter(({ Properties }) => 'VpcConfig' in Properties);
    expect(inside.map(({ Properties }) => Properties['FunctionName'])).toEqual([
      `through-the-gate-${stage}-deliver-webhook`,
      `through-the-gate-${stage}-send-messages`,
    ]);
    for (const sender of inside) {
      const { SubnetIds } = sender.Properties['VpcConfig'] as { readonly SubnetIds: readonly unknown[] };
      expect(SubnetIds).toHaveLength(zones);
      for (const subnet of SubnetIds) expect(JSON.stringify(subnet)).toContain('SendersSubnet');
    }
  });

  it('has fixed addresses, as many as the stage sets, as an output', () => {
    const addresses = all('AWS::EC2::EIP').map(({ logicalId }) => ({ Ref: logicalId }));
    expect(addresses).toHaveLength(natGateways);
    expect(all('AWS::EC2::NatGateway')).toHaveLength(natGateways);
    const [said] = Object.entries(made[stage]['Delivery']?.Outputs ?? {})
      .filter(([id]) => id.includes('Addresses'))
      .map(([, { Value }]) => JSON.stringify(Value));
    for (const address of addresses) expect(said).toContain(JSON.stringify(address));
  });

  it('keeps its addresses where partners rely on them', () => {
    for (const address of all('AWS::EC2::EIP')) {
      expect(address.DeletionPolicy).toBe(stageConfig(stage).keepsData ? 'Retain' : 'Delete');
    }
  });

  it('reaches the one table without leaving AWS, as the senders, and no other', () => {
    const { PolicyDocument, RouteTableIds } = only('AWS::EC2::VPCEndpoint').Properties;
    expect(RouteTableIds).toHaveLength(zones);
    const allows = (role: string, ...actions: readonly string[]) => ({
      Effect: 'Allow',
      Action: actions.map((action) => `dynamodb:${action}`),
      Resource: { 'Fn::ImportValue': expect.stringContaining('-data:ExportsOutputFnGetAttTable') },
      Condition: {
        ArnEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': [expect.stringContaining(role), 'Arn'] } },
      },
    });
    expect(PolicyDocument).toMatchObject({
      Statement: [
        allows('WebhookSender', 'GetItem', 'PutItem'),
        allows('MessageSender', 'GetItem', 'PutItem', 'Query'),
      ],
    });
  });

  it('logs refused connections', () => {
    expect(only('AWS::EC2::FlowLog').Properties).toMatchObject({
      ResourceType: 'VPC',
      TrafficType: 'REJECT',
    });
    const [log] = all('AWS::Logs::LogGroup').filter(
      ({ Properties }) => Properties['LogGroupName'] === `/through-the-gate/${stage}/egress`,
    );
    expect(log?.Properties).toMatchObject({
      KmsKeyId: expect.anything(),
      RetentionInDays: expect.any(Number),
    });
  });
});
