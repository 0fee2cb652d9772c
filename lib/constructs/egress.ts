import { ArnFormat, CfnOutput, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import {
  CfnEIP,
  CfnFlowLog,
  type GatewayVpcEndpoint,
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
import { FIVE_MINUTES } from './alarm-topic.ts';
import { EgressRules } from './egress-rules.ts';
import type { GateFunction, Placement, StageContext } from './gate-function.ts';
import { type RecordAction, recordActions } from './record-access.ts';

export interface EgressProps extends StageContext {
  readonly table: ITable;
}

/** This network is peered with nothing, so the range cannot conflict. */
const RANGE = '10.0.0.0/24';

const SENDERS: SubnetSelection = { subnetType: SubnetType.PRIVATE_WITH_EGRESS };

/** What Lambda does to the network with the function's role. */
const INTERFACE_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * A network for functions that call addresses outside AWS: those chosen by partners, and GOV.UK Notify. It reaches the
 * public internet by HTTPS from fixed addresses, and one table; nothing can connect to it.
 */
export class Egress extends Construct {
  /** The network settings of a function in it. */
  readonly placement: Placement;
  readonly #vpc: Vpc;
  readonly #table: ITable;
  #endpoint: GatewayVpcEndpoint | undefined;
  #admitted = 0;

  constructor(scope: Construct, id: string, { table, ...context }: EgressProps) {
    super(scope, id);
    const { names, stage } = context;
    this.#table = table;
    const addresses = Array.from({ length: stage.egress.natGateways }, (_, index) => {
      const address = new CfnEIP(this, `Address${index + 1}`, { domain: 'vpc' });
      // Partners allow these addresses, so they outlive the stack.
      address.applyRemovalPolicy(stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
      return address;
    });
    const gateways = NatProvider.gateway({
      eipAllocationIds: addresses.map((each) => each.attrAllocationId),
    });
    this.#vpc = new Vpc(this, 'Network', {
      vpcName: `${names.prefix}-egress`,
      ipAddresses: IpAddresses.cidr(RANGE),
      // By index, so that the template names no region.
      availabilityZones: Array.from({ length: stage.egress.zones }, (_, index) =>
        Fn.select(index, Fn.getAzs()),
      ),
      natGateways: stage.egress.natGateways,
      natGatewayProvider: gateways,
      subnetConfiguration: [
        { name: 'Gateways', subnetType: SubnetType.PUBLIC, cidrMask: 28, mapPublicIpOnLaunch: false },
        { name: 'Senders', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 26 },
      ],
      // Emptying the default group needs a custom resource, and nothing uses that group.
      restrictDefaultSecurityGroup: false,
    });
    // CDK's classes do not match its interfaces under exactOptionalPropertyTypes.
    const vpc = this.#vpc as IVpc;
    const securityGroup = new SecurityGroup(this, 'HttpsOut', {
      vpc,
      description: 'HTTPS out, nothing in',
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'To partners, and to AWS');
    this.placement = { vpc, vpcSubnets: SENDERS, securityGroups: [securityGroup] };
    new EgressRules(this, 'Rules', this.#vpc);
    this.#logWhatIsRefused(context);
    for (const [index, { gatewayId }] of gateways.configuredGateways.entries()) {
      context.alarms.raiseWhen(this, `NoPortsLeft${index + 1}`, {
        metric: new Metric({
          namespace: 'AWS/NATGateway',
          metricName: 'ErrorPortAllocation',
          dimensionsMap: { NatGatewayId: gatewayId },
          statistic: 'Sum',
          period: FIVE_MINUTES,
        }),
        atLeast: 1,
        message: 'A NAT gateway has no free port for a connection to a partner: its webhooks wait.',
        runbook: 'egress-full',
      });
    }
    new CfnOutput(this, 'Addresses', {
      value: Fn.join(
        ',',
        addresses.map((each) => each.ref),
      ),
      description: 'The addresses that webhooks come from, for partners to allow',
    });
  }

  /** Allows Lambda to attach the function to the network, and the function these actions on the table from there. */
  admit(gate: GateFunction, functionName: string, actions: readonly RecordAction[]): void {
    gate.allow('JoinNetwork', INTERFACE_ACTIONS, ['*']);
    gate.role.addToPolicy(
      new PolicyStatement({
        sid: 'OnlyLambdaChangesNetwork',
        effect: Effect.DENY,
        actions: INTERFACE_ACTIONS,
        resources: ['*'],
        // Set when the function's own code calls, absent when Lambda does.
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
    this.#endpoint ??= this.#vpc.addGatewayEndpoint('Record', {
      service: GatewayVpcEndpointAwsService.DYNAMODB,
      subnets: [SENDERS],
    });
    this.#admitted += 1;
    this.#endpoint.addToPolicy(
      new PolicyStatement({
        sid: this.#admitted === 1 ? 'OnlyThisTable' : `OnlyThisTable${this.#admitted}`,
        principals: [new AnyPrincipal()],
        actions: recordActions(actions),
        resources: [this.#table.tableArn],
        conditions: { ArnEquals: { 'aws:PrincipalArn': gate.role.roleArn } },
      }),
    );
  }

  /** Logs refused connections: a compromised sender would show there. */
  #logWhatIsRefused({ names, stage, key }: StageContext): void {
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
      description: 'Writes the log of refused connections',
    });
    role.addToPolicy(
      new PolicyStatement({
        sid: 'WriteLog',
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
