import type { App } from 'aws-cdk-lib';
import { Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { ApiStack } from './api-stack.ts';
import { ConsoleStack } from './console-stack.ts';
import { COST_TAG } from './constructs/budget.ts';
import type { StageContext } from './constructs/gate-function.ts';
import { DataStack } from './data-stack.ts';
import { DeliveryStack } from './delivery-stack.ts';
import { FirewallStack } from './firewall-stack.ts';
import { namesOf } from './names.ts';
import { ObservabilityStack } from './observability-stack.ts';
import type { StageConfig } from './stages.ts';
import { WorkflowsStack } from './workflows-stack.ts';

/**
 * Every stack of one stage. Templates name no account and no region, so the same template deploys anywhere; only the
 * firewall must be in CloudFront's region. Both rule packs of cdk-nag check everything and stop the synthesis.
 */
export function addStage(app: App, stage: StageConfig) {
  const names = namesOf(stage.name);
  const stackOf = (concern: string) => ({
    stackName: `${names.prefix}-${concern}`,
    description: `Through the Gate, ${stage.name}: ${concern}`,
    terminationProtection: stage.keepsData,
  });
  const firewall = new FirewallStack(app, 'Firewall', { ...stackOf('firewall'), stage, names });
  const { webAclArn } = firewall;
  const data = new DataStack(app, 'Data', { ...stackOf('data'), stage, names });
  const { key, table } = data;
  const observability = new ObservabilityStack(app, 'Observability', {
    ...stackOf('observability'),
    stage,
    names,
    key,
    table,
  });
  const context: StageContext = { stage, names, key, alarms: observability.alarms };
  const api = new ApiStack(app, 'Api', { ...stackOf('api'), context, table, webAclArn });
  const publicUrl = api.url;
  const workflows = new WorkflowsStack(app, 'Workflows', {
    ...stackOf('workflows'),
    context,
    table,
    publicUrl,
  });
  const pages = new ConsoleStack(app, 'Console', {
    ...stackOf('console'),
    context,
    table,
    publicUrl,
    identity: api.identity,
    webAclArn,
  });
  const delivery = new DeliveryStack(app, 'Delivery', {
    ...stackOf('delivery'),
    context,
    table,
    publicUrl,
    consoleUrl: pages.url,
  });
  // Their templates read the firewall's ARN when they are deployed.
  for (const stack of [api, pages]) stack.addStackDependency(firewall);
  // It starts machines by name, so CDK cannot see this dependency.
  delivery.addStackDependency(workflows);
  Tags.of(app).add('product', 'through-the-gate');
  Tags.of(app).add('stage', stage.name);
  Tags.of(app).add(COST_TAG, names.prefix);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { firewall, data, observability, api, workflows, delivery, pages };
}
