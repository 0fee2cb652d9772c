import { App } from 'aws-cdk-lib';
import { addStage } from '../../lib/app.ts';
import { FLAGS } from '../../lib/flags.ts';
import { type StageConfig, stageConfig } from '../../lib/stages.ts';

/** As prod, with domain names of its own and an issuer of somebody else's. */
export const ELSEWHERE: StageConfig = {
  ...stageConfig('prod'),
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
};

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
