import { ArnFormat, CfnOutput, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import {
  CfnEIP,
  CfnFlowLog,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  type IVpc,
  NatProvider,
  Peer,
  Port,
  SecurityGroup,
  type SubnetSelection,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { FIVE_MINUTES } from './alarm-bell.ts';
import { EgressRules } from './egress-rules.ts';
import type { GateFunction, Placement, Surroundings } from './gate-function.ts';
import { type RecordAction, recordActions } from './record-access.ts';

export interface EgressProps extends Surroundings {
  readonly table: ITable;
}

/** Nothing is peered with this network, so its range meets no other. */
const RANGE = '10.0.0.0/24';

const SENDERS: SubnetSelection = { subnetType: SubnetType.PRIVATE_WITH_EGRESS };

/** What Lambda does to the network in a function's name. */
const INTERFACE_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * A network of its own for what calls addresses that others chose. It leads to the public internet by HTTPS, from
 * addresses that stay the same, to the one table, and nowhere else; nothing leads into it.
 */
export class Egress extends Construct {
  /** What a function in it is made with. */
  readonly placement: Placement;
  readonly #vpc: Vpc;
  readonly #table: ITable;

  constructor(scope: Construct, id: string, { table, ...surroundings }: EgressProps) {
    super(scope, id);
    const { names, stage } = surroundings;
    this.#table = table;
    const addresses = Array.from({ length: stage.egress.natGateways }, (_, index) => {
      const address = new CfnEIP(this, `Address${index + 1}`, { domain: 'vpc' });
      // Partners let these in by name: they outlive the stack, to be taken up again.
      address.applyRemovalPolicy(stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
      return address;
    });
    const gateways = NatProvider.gateway({
      eipAllocationIds: addresses.map((each) => each.attrAllocationId),
    });
    this.#vpc = new Vpc(this, 'Network', {
      vpcName: `${names.prefix}-egress`,
      ipAddresses: IpAddresses.cidr(RANGE),
      // By their place in the region's list, so that the template names no region.
      availabilityZones: Array.from({ length: stage.egress.zones }, (_, index) =>
        Fn.select(index, Fn.getAzs()),
      ),
      natGateways: stage.egress.natGateways,
      natGatewayProvider: gateways,
      subnetConfiguration: [
        { name: 'Gateways', subnetType: SubnetType.PUBLIC, cidrMask: 28, mapPublicIpOnLaunch: false },
        { name: 'Senders', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 26 },
      ],
      // Emptying the group that is there by default takes a function of CDK's; nothing is in that group.
      restrictDefaultSecurityGroup: false,
    });
    // CDK's own classes fall short of its interfaces where optional properties are taken exactly.
    const vpc = this.#vpc as IVpc;
    const securityGroup = new SecurityGroup(this, 'HttpsOut', {
      vpc,
      description: 'HTTPS out, nothing in',
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'To partners, and to AWS');
    this.placement = { vpc, vpcSubnets: SENDERS, securityGroups: [securityGroup] };
    new EgressRules(this, 'Rules', this.#vpc);
    this.#logWhatIsRefused(surroundings);
    for (const [index, { gatewayId }] of gateways.configuredGateways.entries()) {
      surroundings.bell.ringWhen(this, `NoPortsLeft${index + 1}`, {
        metric: new Metric({
          namespace: 'AWS/NATGateway',
          metricName: 'ErrorPortAllocation',
          dimensionsMap: { NatGatewayId: gatewayId },
          statistic: 'Sum',
          period: FIVE_MINUTES,
        }),
        atLeast: 1,
        says: 'A NAT gateway has no port left for a connection to a partner: webhooks to it wait.',
        runbook: 'egress-full',
      });
    }
    new CfnOutput(this, 'Addresses', {
      value: Fn.join(
        ',',
        addresses.map((each) => each.ref),
      ),
      description: 'Where webhooks come from: partners may let in these addresses only',
    });
  }

  /** Lets Lambda put the function into the network, and the function reach these actions of the table from there. */
  admit(gate: GateFunction, functionName: string, actions: readonly RecordAction[]): void {
    gate.allow('JoinItsNetwork', INTERFACE_ACTIONS, ['*']);
    gate.role.addToPolicy(
      new PolicyStatement({
        sid: 'LeaveTheNetworkToLambda',
        effect: Effect.DENY,
        actions: INTERFACE_ACTIONS,
        resources: ['*'],
        // Present when the function's own code asks, and absent when Lambda does.
        conditions: {
          ArnEquals: {
            'lambda:SourceFunctionArn': Stack.of(this).formatArn({
              service: 'lambda',
              resource: 'function',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
              resourceName: functionName,
            }),
          },
        },
      }),
    );
    const endpoint = this.#vpc.addGatewayEndpoint('Record', {
      service: GatewayVpcEndpointAwsService.DYNAMODB,
      subnets: [SENDERS],
    });
    endpoint.addToPolicy(
      new PolicyStatement({
        sid: 'OnlyTheRecord',
        principals: [new AnyPrincipal()],
        actions: recordActions(actions),
        resources: [this.#table.tableArn],
        conditions: { ArnEquals: { 'aws:PrincipalArn': gate.role.roleArn } },
      }),
    );
  }

  /** Who was turned away, by address and port: what a function that was taken over would leave behind. */
  #logWhatIsRefused({ names, stage, key }: Surroundings): void {
    const log = new LogGroup(this, 'Log', {
      logGroupName: names.egressLogGroup,
      retention: stage.logRetention,
      encryptionKey: key,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'LogRole', {
      assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: 'How the network writes down what it refuses',
    });
    role.addToPolicy(
      new PolicyStatement({
        sid: 'WriteItsLog',
        effect: Effect.ALLOW,
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
        resources: [log.logGroupArn],
      }),
    );
    const flows = new CfnFlowLog(this, 'Refused', {
      resourceType: 'VPC',
      resourceId: this.#vpc.vpcId,
      trafficType: 'REJECT',
      logGroupName: log.logGroupName,
      deliverLogsPermissionArn: role.roleArn,
    });
    flows.node.addDependency(role);
  }
}
