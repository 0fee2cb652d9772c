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

/** Where a public address never leads: private, link-local (instance metadata) and carrier-grade ranges. */
const NOT_OUTSIDE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'];

const { INGRESS, EGRESS } = TrafficDirection;
const ANYWHERE = AclCidr.anyIpv4();
const HTTPS = AclTraffic.tcpPort(443);
/** Where answers come back to: network ACLs know no connections, so that these are let in by their ports. */
const ANSWERS = AclTraffic.tcpPortRange(1_024, 65_535);

/**
 * A security group can only let out, to any address; these rules of both kinds of subnet take away the addresses that
 * are not outside. They do not touch what the network itself answers: names, and the time.
 */
export class EgressRules extends Construct {
  constructor(scope: Construct, id: string, vpc: Vpc) {
    super(scope, id);
    const inside = AclCidr.ipv4(vpc.vpcCidrBlock);
    const rulesOf = (name: string, subnetType: SubnetType) =>
      // CDK's own classes fall short of its interfaces where optional properties are taken exactly.
      new NetworkAcl(this, name, { vpc: vpc as IVpc, subnetSelection: { subnetType } });

    const senders = rulesOf('Senders', SubnetType.PRIVATE_WITH_EGRESS);
    letOut(senders);
    allow(senders, 'Answers', INGRESS, 100, ANYWHERE, ANSWERS);

    // What a NAT gateway sends on still comes from the sender's address; answers go back to that address.
    const gateways = rulesOf('Gateways', SubnetType.PUBLIC);
    allow(gateways, 'FromSenders', INGRESS, 100, inside, HTTPS);
    allow(gateways, 'Answers', INGRESS, 200, ANYWHERE, ANSWERS);
    allow(gateways, 'AnswersToSenders', EGRESS, 100, inside, ANSWERS);
    letOut(gateways);

    acknowledge(this, {
      'AwsSolutions-VPC3':
        'Partners choose the addresses: what must not be among them can be refused by a network ACL only.',
    });
  }
}

function letOut(acl: NetworkAcl): void {
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
