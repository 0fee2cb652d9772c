import { App } from 'aws-cdk-lib';
import { addStage } from '../../lib/app.ts';
import { FLAGS } from '../../lib/flags.ts';
import type { StageConfig } from '../../lib/stages.ts';
import type { Template } from './template.ts';

/** What a stage is deployed as: its templates, made in this process and without bundling a function. */
export function templatesOf(stage: StageConfig): readonly Template[] {
  const app = new App({
    postCliContext: { ...FLAGS, '@aws-cdk/core:validateAgainstDefaultRules': false },
    analyticsReporting: false,
    context: { 'aws:cdk:bundling-stacks': [] },
  });
  addStage(app, stage);
  return app.synth().stacks.map(({ template }) => (template as { readonly Resources: Template }).Resources);
}
