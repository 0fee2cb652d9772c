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

export interface Ring {
  readonly metric: Metric | IMetric;
  /** It rings at this value or above. */
  readonly atLeast: number;
  /** What is wrong, for whoever is woken by it. */
  readonly says: string;
  /** The page about it, `docs/runbooks/<runbook>.md`: words in small letters, joined by hyphens. */
  readonly runbook: string;
  /** Periods in a row; 1 unless given. */
  readonly periods?: number;
}

/** Where alarms are heard. Made once, and given to whatever can go wrong. */
export class AlarmBell {
  readonly #topic: ITopic;

  constructor(topic: ITopic) {
    this.#topic = topic;
  }

  ringWhen(scope: Construct, id: string, { metric, atLeast, says, runbook, periods = 1 }: Ring): Alarm {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold: atLeast,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: describe(says, runbook),
    });
    this.#hear(alarm);
    return alarm;
  }

  /** Rings when something that happens all the time has stopped. */
  ringOnSilence(
    scope: Construct,
    id: string,
    { metric, says, runbook, periods = 1 }: Omit<Ring, 'atLeast'>,
  ): void {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.BREACHING,
      alarmDescription: describe(says, runbook),
    });
    this.#hear(alarm);
  }

  #hear(alarm: Alarm): void {
    const action = new SnsAction(this.#topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

function describe(says: string, runbook: string): string {
  return `${says} Runbook: docs/runbooks/${runbook}.md`;
}
