/**
 * Run by a test in a process of its own: synthesises the stack of the API, with its function bundled, into the folder
 * it is told, without the stacks that it needs nothing of.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ApiStack } from '../../lib/api-stack.ts';
import { AlarmTopic } from '../../lib/constructs/alarm-topic.ts';
import { DataStack } from '../../lib/data-stack.ts';
import { FLAGS } from '../../lib/flags.ts';
import { namesOf } from '../../lib/names.ts';
import { stageConfig } from '../../lib/stages.ts';

const [, , outdir = ''] = process.argv;
const app = new App({
  outdir,
  postCliContext: FLAGS,
  analyticsReporting: false,
  context: { 'aws:cdk:bundling-stacks': ['Api'] },
});
const stage = stageConfig('dev');
const names = namesOf(stage.name);
const { key, table } = new DataStack(app, 'Data', { stage, names });
const alarms = new AlarmTopic(new Topic(new Stack(app, 'Alarms'), 'Topic'));
new ApiStack(app, 'Api', {
  context: { stage, names, key, alarms },
  table,
  webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/gate/0',
});
app.synth();
