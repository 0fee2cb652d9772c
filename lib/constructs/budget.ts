import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { grantPublish } from './sns-topic.ts';

/** Every resource of a stage has this tag, with the stage's prefix, so that costs can be split by stage. */
export const COST_TAG = 'deployment';

export interface BudgetProps {
  readonly deployment: string;
  readonly monthlyUsd: number;
  readonly topic: Topic;
}

/** Sends a message to the alarm topic when a month's cost exceeds the budget, or is forecast to. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { deployment, monthlyUsd, topic }: BudgetProps) {
    super(scope, id);
    grantPublish(topic, 'Budgets', 'budgets.amazonaws.com');
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
        // Names of budgets are shared by all regions of the account.
        budgetName: `${deployment}-${Stack.of(this).region}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyUsd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:${COST_TAG}$${deployment}`] },
      },
      notificationsWithSubscribers: [over(80, 'FORECASTED'), over(100, 'ACTUAL')],
    });
    // The budget sends a test message when it is created, which fails until the topic's policy exists.
    budget.node.addDependency(topic);
  }
}
