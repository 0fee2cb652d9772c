import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, type RuleProps } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { type AlarmTopic, FIVE_MINUTES } from './alarm-topic.ts';

/** An EventBridge rule with an alarm for failed calls. */
export function ruleWithAlarm(
  scope: Construct,
  id: string,
  { alarms, ...props }: RuleProps & { readonly alarms: AlarmTopic },
): Rule {
  const rule = new Rule(scope, id, props);
  alarms.raiseWhen(rule, 'Failed', {
    metric: new Metric({
      namespace: 'AWS/Events',
      metricName: 'FailedInvocations',
      dimensionsMap: { RuleName: rule.ruleName },
      statistic: 'Sum',
      period: FIVE_MINUTES,
    }),
    atLeast: 1,
    message: `An EventBridge rule could not call its target: ${props.description ?? id}.`,
    runbook: 'rule-failed',
  });
  return rule;
}
