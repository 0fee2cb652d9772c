/**
 * Run by a test in a process of its own: synthesises the stack of the API, with its function bundled, into the folder
 * it is told.
 */
import { App } from 'aws-cdk-lib';
import { addStage } from '../../lib/app.ts';
import { FLAGS } from '../../lib/flags.ts';
import { stageConfig } from '../../lib/stages.ts';

const [, , outdir = ''] = process.argv;
const app = new App({
  outdir,
  postCliContext: FLAGS,
  analyticsReporting: false,
  context: { 'aws:cdk:bundling-stacks': ['Api'] },
});
addStage(app, stageConfig('dev'));
app.synth();
