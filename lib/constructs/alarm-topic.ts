import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export const FIVE_MINUTES = Duration.minutes(5);

export interface AlarmProps {
  readonly metric: Metric | IMetric;
  /** The alarm is raised at this value or above. */
  readonly atLeast: number;
  /** What is wrong, for the person on call. */
  readonly message: string;
  /** The name of its page in `docs/runbooks/`, without `.md`. */
  readonly runbook: string;
  /** Successive periods; 1 by default. */
  readonly periods?: number;
}

/** Adds alarms that send to one SNS topic. */
export class AlarmTopic {
  readonly #topic: ITopic;

  constructor(topic: ITopic) {
    this.#topic = topic;
  }

  raiseWhen(
    scope: Construct,
    id: string,
    { metric, atLeast, message, runbook, periods = 1 }: AlarmProps,
  ): Alarm {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold: atLeast,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: describe(message, runbook),
    });
    this.#hear(alarm);
    return alarm;
  }

  /** Raises an alarm when a metric that is counted all the time stops. */
  raiseOnSilence(
    scope: Construct,
    id: string,
    { metric, message, runbook, periods = 1 }: Omit<AlarmProps, 'atLeast'>,
  ): void {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.BREACHING,
      alarmDescription: describe(message, runbook),
    });
    this.#hear(alarm);
  }

  #hear(alarm: Alarm): void {
    const action = new SnsAction(this.#topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

function describe(message: string, runbook: string): string {
  return `${message} Runbook: docs/runbooks/${runbook}.md`;
}
