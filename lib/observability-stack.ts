import { Stack, type StackProps } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IWidget, Metric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { FINDINGS, metricOf } from '../domain/record/findings.ts';
import { MACHINES } from '../domain/pathways/machines.ts';
import { AlarmTopic, FIVE_MINUTES } from './constructs/alarm-topic.ts';
import { createAlarmSnsTopic } from './constructs/sns-topic.ts';
import { Budget } from './constructs/budget.ts';
import { TableAlarms } from './constructs/table-alarms.ts';
import { FUNCTION_NAMES, type FunctionName, machineArn, type Names } from './names.ts';
import type { StageConfig } from './stages.ts';

export interface ObservabilityStackProps extends StackProps {
  readonly stage: StageConfig;
  readonly names: Names;
  readonly key: IKey;
  readonly table: ITable;
}

const HALF = 12;

/** The alarm topic, the budget and the dashboard. */
export class ObservabilityStack extends Stack {
  readonly alarms: AlarmTopic;

  constructor(scope: Construct, id: string, { stage, names, key, table, ...props }: ObservabilityStackProps) {
    super(scope, id, props);
    const topic = createAlarmSnsTopic(this, 'Alarms', `${names.prefix}-alarms`, key);
    this.alarms = new AlarmTopic(topic);
    new Budget(this, 'Budget', { deployment: names.prefix, monthlyUsd: stage.monthlyBudgetUsd, topic });
    new TableAlarms(this, 'Table', { table, alarms: this.alarms });
    new Dashboard(this, 'Dashboard', {
      dashboardName: names.prefix,
      widgets: [[this.#heading()], ...this.#rows(names, table)],
    });
  }

  #heading(): IWidget {
    const markdown = '# Through the Gate\nAre due rows fired, outbox rows sent and webhooks delivered?';
    return new TextWidget({ markdown, width: 2 * HALF, height: 2 });
  }

  #rows(names: Names, record: ITable): IWidget[][] {
    const own = (service: string, metricName: string, statistic = 'Sum') =>
      new Metric({
        namespace: names.metricNamespace,
        metricName,
        dimensionsMap: { service },
        statistic,
        period: FIVE_MINUTES,
      });
    const functions = (metricName: string, statistic: string, of: readonly FunctionName[] = FUNCTION_NAMES) =>
      of.map((name) => {
        const dimensionsMap = { FunctionName: names.function(name) };
        return new Metric({
          namespace: 'AWS/Lambda',
          metricName,
          dimensionsMap,
          statistic,
          label: name,
          period: FIVE_MINUTES,
        });
      });
    const machines = (metricName: string) =>
      MACHINES.map((machine) => {
        const dimensionsMap = { StateMachineArn: machineArn(this, names, machine) };
        return new Metric({
          namespace: 'AWS/States',
          metricName,
          dimensionsMap,
          statistic: 'Sum',
          label: machine,
          period: FIVE_MINUTES,
        });
      });
    const queue = (metricName: string, name: string) =>
      new Metric({
        namespace: 'AWS/SQS',
        metricName,
        dimensionsMap: { QueueName: `${names.prefix}-${name}` },
        statistic: 'Maximum',
        label: name,
        period: FIVE_MINUTES,
      });
    const table = (metricName: string) =>
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap: { TableName: record.tableName },
        statistic: 'Sum',
        label: metricName,
        period: FIVE_MINUTES,
      });
    const graph = (title: string, left: Metric[]) => new GraphWidget({ title, left, width: HALF });
    return [
      [
        graph(
          'Sweep',
          ['SweepCompleted', 'StepsWoken', 'DeliveriesQueued', 'OutboxLeftBehind'].map((name) =>
            own('sweep', name),
          ),
        ),
        graph(
          'Webhooks',
          ['WebhooksDelivered', 'WebhooksToRetry', 'WebhooksParked'].map((name) =>
            own('deliver-webhook', name),
          ),
        ),
      ],
      [
        graph(
          'Messages to officers',
          ['MessagesHandedOver', 'MessagesToRetry', 'MessagesGivenUp', 'MessagesNotHandedOver'].map((name) =>
            own('send-messages', name),
          ),
        ),
        graph('Messages: age of the oldest in seconds', [queue('ApproximateAgeOfOldestMessage', 'messages')]),
      ],
      [
        graph(
          'Reconcile: repaired',
          FINDINGS.map((finding) => own('reconcile', `${metricOf(finding)}Repaired`)),
        ),
        graph(
          'Reconcile: runs and incidents',
          ['ReconcileCompleted', 'ReconcileIncomplete', 'ReconcileIncidents'].map((name) =>
            own('reconcile', name),
          ),
        ),
      ],
      [
        graph(
          'Timelines',
          ['TimelinesVerified', 'TimelinesChanged', 'VerifyIncomplete'].map((name) =>
            own('verify-timelines', name),
          ),
        ),
      ],
      [
        graph('Outbox: age of the oldest row in seconds', [own('sweep', 'OldestUnsentSeconds', 'Maximum')]),
        graph('Deliveries: age of the oldest in seconds', [
          queue('ApproximateAgeOfOldestMessage', 'deliveries'),
        ]),
      ],
      [
        graph(
          'Dead letters',
          [
            'deliveries-dead',
            'messages-dead',
            'relay-dead',
            'sweep-dead',
            'reconcile-dead',
            'verify-timelines-dead',
            'events-dead',
          ].map((name) => queue('ApproximateNumberOfMessagesVisible', name)),
        ),
      ],
      [
        graph('Executions failed', machines('ExecutionsFailed')),
        graph('Executions started', machines('ExecutionsStarted')),
      ],
      [
        graph(
          'Stream readers: delay in milliseconds',
          functions('IteratorAge', 'Maximum', ['relay', 'announce']),
        ),
        graph('Table: throttled requests', ['ReadThrottleEvents', 'WriteThrottleEvents'].map(table)),
      ],
      [
        graph('Function errors', functions('Errors', 'Sum')),
        graph('Function time: 95th percentile in milliseconds', functions('Duration', 'p95')),
      ],
    ];
  }
}
