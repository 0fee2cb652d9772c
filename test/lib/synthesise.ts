/**
 * Run by the tests in a process of its own, which loads CDK several times as fast as the test runner would: writes what
 * the stages synthesise to, as JSON.
 */
import { type StageConfig, stageConfig } from '../../lib/stages.ts';
import { ELSEWHERE, stageApp } from './stage-app.ts';
import type { Synthesised, Template } from './synthesised.ts';

function templatesOf(stage: StageConfig): Readonly<Record<string, Template>> {
  const { stacks } = stageApp(stage).synth();
  return Object.fromEntries(stacks.map(({ id, template }) => [id, template as Template]));
}

const result: Synthesised = {
  dev: templatesOf(stageConfig('dev')),
  prod: templatesOf(stageConfig('prod')),
  elsewhere: templatesOf(ELSEWHERE),
};
process.stdout.write(JSON.stringify(result));
