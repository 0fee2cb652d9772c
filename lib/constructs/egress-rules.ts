import {
  AclCidr,
  AclTraffic,
  Action,
  type IVpc,
  NetworkAcl,
  SubnetType,
  TrafficDirection,
  type Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** Ranges that no public address is in: private, link-local (instance metadata) and carrier-grade. */
const NOT_OUTSIDE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'];

const { INGRESS, EGRESS } = TrafficDirection;
const ANYWHERE = AclCidr.anyIpv4();
const HTTPS = AclTraffic.tcpPort(443);
/** Network ACLs do not track connections, so responses need their own rule. */
const ANSWERS = AclTraffic.tcpPortRange(1_024, 65_535);

/**
 * Network ACLs that refuse non-public addresses, because a security group can only allow. They do not filter the VPC's
 * own resolver and time service.
 */
export class EgressRules extends Construct {
  constructor(scope: Construct, id: string, vpc: Vpc) {
    super(scope, id);
    const inside = AclCidr.ipv4(vpc.vpcCidrBlock);
    const rulesOf = (name: string, subnetType: SubnetType) =>
      // CDK's classes do not match its interfaces under exactOptionalPropertyTypes.
      new NetworkAcl(this, name, { vpc: vpc as IVpc, subnetSelection: { subnetType } });

    const senders = rulesOf('Senders', SubnetType.PRIVATE_WITH_EGRESS);
    allowHttpsOut(senders);
    allow(senders, 'Answers', INGRESS, 100, ANYWHERE, ANSWERS);

    // A NAT gateway sees the sender's address on both sides.
    const gateways = rulesOf('Gateways', SubnetType.PUBLIC);
    allow(gateways, 'FromSenders', INGRESS, 100, inside, HTTPS);
    allow(gateways, 'Answers', INGRESS, 200, ANYWHERE, ANSWERS);
    allow(gateways, 'AnswersToSenders', EGRESS, 100, inside, ANSWERS);
    allowHttpsOut(gateways);

    acknowledge(this, {
      'AwsSolutions-VPC3': 'Partners choose the addresses, so only a network ACL can refuse some of them.',
    });
  }
}

function allowHttpsOut(acl: NetworkAcl): void {
  for (const [index, cidr] of NOT_OUTSIDE.entries()) {
    acl.addEntry(`Not${index + 1}`, {
      ruleNumber: 200 + 10 * index,
      direction: EGRESS,
      cidr: AclCidr.ipv4(cidr),
      traffic: AclTraffic.allTraffic(),
      ruleAction: Action.DENY,
    });
  }
  allow(acl, 'HttpsOut', EGRESS, 900, ANYWHERE, HTTPS);
}

function allow(
  acl: NetworkAcl,
  id: string,
  direction: TrafficDirection,
  ruleNumber: number,
  cidr: AclCidr,
  traffic: AclTraffic,
): void {
  acl.addEntry(id, { direction, ruleNumber, cidr, traffic, ruleAction: Action.ALLOW });
}
