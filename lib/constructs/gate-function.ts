import { join } from 'node:path';
import type { Duration } from 'aws-cdk-lib';
import { RemovalPolicy } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Alias,
  ApplicationLogLevel,
  Architecture,
  type IFunction,
  type IVersion,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { BUNDLE } from '../bundling.ts';
import { type FunctionName, LIVE, type Names } from '../names.ts';
import type { StageConfig } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import { type AlarmTopic, FIVE_MINUTES } from './alarm-topic.ts';
import { GradualRollout } from './gradual-rollout.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

/** What every construct needs to know about the stage. */
export interface StageContext {
  readonly stage: StageConfig;
  readonly names: Names;
  readonly key: IKey;
  readonly alarms: AlarmTopic;
}

/** A function's place in a network. */
export interface Placement {
  readonly vpc: IVpc;
  readonly vpcSubnets: SubnetSelection;
  readonly securityGroups: ISecurityGroup[];
}

export interface GateFunctionProps extends StageContext {
  /** Its folder in `lambdas/`. */
  readonly name: FunctionName;
  readonly description: string;
  readonly timeout: Duration;
  readonly memoryMb?: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number;
  /** Without one, the function runs outside any network of ours. */
  readonly placement?: Placement;
  /** Returns a command that adds files to the bundle; it gets the bundle's folder. */
  readonly alsoBundle?: (bundle: string) => string;
}

/**
 * A function of the product: bundled from `lambdas/<name>/index.ts`, called through its alias, with its own role that
 * allows only its log and trace until more is granted.
 */
export class GateFunction extends Construct {
  readonly function: NodejsFunction;
  readonly alias: IFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: GateFunctionProps) {
    super(scope, id);
    const { name, stage, names, key, alarms, alsoBundle } = props;
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: names.logGroup(name),
      retention: stage.logRetention,
      encryptionKey: key,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Permissions of ${names.function(name)}`,
    });
    this.allow('WriteLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    this.function = new NodejsFunction(this, 'Function', {
      functionName: names.function(name),
      description: props.description,
      entry: join(ROOT, 'lambdas', name, 'index.ts'),
      projectRoot: ROOT,
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb ?? 512,
      timeout: props.timeout,
      role: this.role,
      tracing: Tracing.ACTIVE,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: {
        ...props.environment,
        ...(stage.trainingClock && { TRAINING_CLOCK: 'movable' }),
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: names.metricNamespace,
      },
      // With a gradual rollout, earlier versions remain so that the alias can be rolled back.
      currentVersionOptions: {
        removalPolicy: stage.rollout === 'at-once' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      },
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
      ...props.placement,
      bundling: {
        format: OutputFormat.ESM,
        target: BUNDLE.target,
        minify: true,
        bundleAwsSDK: true,
        mainFields: [...BUNDLE.mainFields],
        banner: BUNDLE.banner,
        esbuildArgs: { '--alias': Object.entries(BUNDLE.alias).map(([from, to]) => `${from}=${to}`) },
        logLevel: LogLevel.ERROR,
        ...(alsoBundle && {
          commandHooks: {
            beforeBundling: () => [],
            beforeInstall: () => [],
            afterBundling: (_root: string, bundle: string) => [alsoBundle(bundle)],
          },
        }),
      },
    });
    // CDK's classes do not match its interfaces under exactOptionalPropertyTypes.
    const alias = new Alias(this, 'Live', {
      aliasName: LIVE,
      version: this.function.currentVersion as IVersion,
    });
    this.alias = alias as IFunction;
    if (stage.rollout !== 'at-once') {
      new GradualRollout(this, 'Rollout', {
        rollout: stage.rollout,
        name: names.function(name),
        function: this.function,
        alias,
        alarms,
      });
    }
    this.#addAlarms(alarms, names.function(name));
    acknowledge(this.function, {
      'Serverless-LambdaDLQ':
        'Called synchronously or by a source with its own dead-letter queue; scheduled functions have a failure destination.',
    });
    acknowledge(this.role, {
      'AwsSolutions-IAM5[Resource::*]': props.placement
        ? 'X-Ray has no resources to name, and network interfaces do not exist yet.'
        : 'X-Ray has no resources to name.',
    });
  }

  /** Allows the function these actions on these resources. */
  allow(sid: string, actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(
      new PolicyStatement({ sid, effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }),
    );
  }

  #addAlarms(alarms: AlarmTopic, name: string): void {
    alarms.raiseWhen(this, 'Errors', {
      metric: this.function.metricErrors({ period: FIVE_MINUTES }),
      atLeast: 1,
      periods: 2,
      message: `${name} fails: look in its log and at its dead letters.`,
      runbook: 'function-errors',
    });
    alarms.raiseWhen(this, 'Throttles', {
      metric: this.function.metricThrottles({ period: FIVE_MINUTES }),
      atLeast: 1,
      periods: 3,
      message: `${name} is throttled: the account's or its own concurrency is used up.`,
      runbook: 'function-throttled',
    });
  }
}
