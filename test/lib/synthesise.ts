/**
 * Run by the tests in a process of its own, which loads CDK several times as fast as the test runner would: writes what
 * the stages synthesise to, as JSON. With the word `dev`, that stage alone.
 */
import { type StageConfig, stageConfig } from '../../lib/stages.ts';
import { ELSEWHERE, stageApp } from './stage-app.ts';
import type { Synthesised, Template } from './synthesised.ts';

function templatesOf(stage: StageConfig): Readonly<Record<string, Template>> {
  const { stacks } = stageApp(stage).synth();
  return Object.fromEntries(stacks.map(({ id, template }) => [id, template as Template]));
}

const dev = templatesOf(stageConfig('dev'));
const result: Synthesised | Pick<Synthesised, 'dev'> =
  process.argv[2] === 'dev'
    ? { dev }
    : { dev, prod: templatesOf(stageConfig('prod')), elsewhere: templatesOf(ELSEWHERE) };
process.stdout.write(JSON.stringify(result));
