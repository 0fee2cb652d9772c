import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { letSendAlarms } from './alarm-topic.ts';

/** Everything of a stage is tagged with this and the stage's prefix. Costs are told apart by it once it is activated. */
export const COST_TAG = 'deployment';

export interface BudgetProps {
  readonly deployment: string;
  readonly monthlyUsd: number;
  readonly topic: Topic;
}

/** Says where alarms are heard that a month will cost, or has cost, more than was meant. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { deployment, monthlyUsd, topic }: BudgetProps) {
    super(scope, id);
    letSendAlarms(topic, 'Budgets', 'budgets.amazonaws.com');
    const heard = [{ subscriptionType: 'SNS', address: topic.topicArn }];
    const over = (threshold: number, notificationType: 'ACTUAL' | 'FORECASTED') => ({
      notification: {
        notificationType,
        threshold,
        thresholdType: 'PERCENTAGE',
        comparisonOperator: 'GREATER_THAN',
      },
      subscribers: heard,
    });
    const budget = new CfnBudget(this, 'Monthly', {
      budget: {
        // The account's, in all regions.
        budgetName: `${deployment}-${Stack.of(this).region}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyUsd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:${COST_TAG}$${deployment}`] },
      },
      notificationsWithSubscribers: [over(80, 'FORECASTED'), over(100, 'ACTUAL')],
    });
    // The first message is sent when it is made, and is refused until the topic's policy is there.
    budget.node.addDependency(topic);
  }
}
