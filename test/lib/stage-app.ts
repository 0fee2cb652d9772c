import { App } from 'aws-cdk-lib';
import { addStage } from '../../lib/app.ts';
import { FLAGS } from '../../lib/flags.ts';
import { type StageConfig, stageConfig } from '../../lib/stages.ts';

/** As prod, with domain names of its own, an issuer of somebody else's, and events that a topic delivers. */
export const ELSEWHERE = {
  ...stageConfig('prod'),
  hmpps: {
    ...stageConfig('prod').hmpps,
    topicArn: 'arn:aws:sns:eu-west-2:111122223333:hmpps-domain-events',
  },
  edge: {
    ...stageConfig('prod').edge,
    domain: {
      api: 'api.gate.example',
      console: 'gate.example',
      certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/gate',
    },
  },
  identity: {
    kind: 'external',
    issuer: 'https://identity.example',
    audience: ['gate'],
    consoleClientId: 'gate-console',
  },
} satisfies StageConfig;

/** As dev, put in service again after its table was lost: on the restored one. */
export const RESTORED = {
  ...stageConfig('dev'),
  restored: {
    tableName: 'through-the-gate-dev-20261125',
    streamArn:
      'arn:aws:dynamodb:eu-west-2:111122223333:table/through-the-gate-dev-20261125/stream/2026-11-25T12:00:00.000',
  },
} satisfies StageConfig;

export function stageApp(stage: StageConfig): App {
  const app = new App({
    postCliContext: FLAGS,
    analyticsReporting: false,
    // Without bundling the functions, templates are the same except the hash of the code.
    context: { 'aws:cdk:bundling-stacks': [] },
  });
  addStage(app, stage);
  return app;
}
