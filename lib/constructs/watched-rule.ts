import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, type RuleProps } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { type AlarmBell, FIVE_MINUTES } from './alarm-bell.ts';

/** A rule of EventBridge, with an alarm for when what it calls could not be called at all. */
export function watchedRule(
  scope: Construct,
  id: string,
  { bell, ...props }: RuleProps & { readonly bell: AlarmBell },
): Rule {
  const rule = new Rule(scope, id, props);
  bell.ringWhen(rule, 'Failed', {
    metric: new Metric({
      namespace: 'AWS/Events',
      metricName: 'FailedInvocations',
      dimensionsMap: { RuleName: rule.ruleName },
      statistic: 'Sum',
      period: FIVE_MINUTES,
    }),
    atLeast: 1,
    says: `EventBridge could not do what it should: ${props.description ?? id}.`,
    runbook: 'rule-failed',
  });
  return rule;
}
