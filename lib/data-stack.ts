import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  type ITable,
  ProjectionType,
  StreamViewType,
  Table,
  TableClass,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { INDEXES } from '../application/ports/table.ts';
import { busArn, type Names } from './names.ts';
import type { StageConfig } from './stages.ts';

export interface DataStackProps extends StackProps {
  readonly stage: StageConfig;
  readonly names: Names;
}

/** What outlives every other stack: the table, and the key that encrypts it and the logs. */
export class DataStack extends Stack {
  readonly key: Key;
  readonly table: ITable;

  constructor(scope: Construct, id: string, { stage, names, ...props }: DataStackProps) {
    super(scope, id, props);
    const removalPolicy = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.key = new Key(this, 'Key', {
      alias: `alias/${names.prefix}`,
      description: 'Encrypts the table, the logs and the alarms of Through the Gate',
      enableKeyRotation: true,
      removalPolicy,
    });
    this.#grantKeyToServices(names);
    this.table =
      stage.restored === undefined
        ? this.#ownTable(names.prefix, stage.keepsData, removalPolicy)
        : (Table.fromTableAttributes(this, 'Restored', {
            tableName: stage.restored.tableName,
            tableStreamArn: stage.restored.streamArn,
            globalIndexes: Object.keys(INDEXES),
          }) satisfies ITable);
  }

  // CDK's classes do not match its interfaces under exactOptionalPropertyTypes.
  #ownTable(tableName: string, deletionProtection: boolean, removalPolicy: RemovalPolicy): ITable {
    const table = new Table(this, 'Table', {
      tableName,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      // Most of the table is journeys that have ended and the access log, kept for years: storage costs more than requests.
      tableClass: TableClass.STANDARD_INFREQUENT_ACCESS,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
      deletionProtection,
      removalPolicy,
    });
    for (const [indexName, { partition, sort, holds }] of Object.entries(INDEXES)) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: partition, type: AttributeType.STRING },
        sortKey: { name: sort, type: AttributeType.STRING },
        ...(holds.length === 0
          ? { projectionType: ProjectionType.KEYS_ONLY }
          : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...holds] }),
      });
    }
    return table as ITable;
  }

  /**
   * Users of the table, a secret or a parameter may use the key through that service only, so no role needs the key.
   * CloudWatch encrypts logs, CloudWatch and Budgets send to an encrypted topic, EventBridge archives events.
   */
  #grantKeyToServices(names: Names): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ThroughDataServices',
        principals: [new AnyPrincipal()],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:DescribeKey',
          'kms:CreateGrant',
        ],
        resources: ['*'],
        conditions: {
          StringEquals: {
            'kms:CallerAccount': this.account,
            'kms:ViaService': ['dynamodb', 'secretsmanager', 'ssm'].map(
              (name) => `${name}.${this.region}.amazonaws.com`,
            ),
          },
        },
      }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Logs',
        principals: [new ServicePrincipal(`logs.${this.region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${this.partition}:logs:${this.region}:${this.account}:log-group:*`,
          },
        },
      }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        principals: ['cloudwatch', 'budgets'].map((name) => new ServicePrincipal(`${name}.amazonaws.com`)),
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Events',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: {
          StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': busArn(this, names) },
        },
      }),
    );
    // EventBridge checks the key before the bus exists.
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'EventsDescribeKey',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:DescribeKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
  }
}
