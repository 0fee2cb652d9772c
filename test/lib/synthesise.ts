/**
 * Run by the tests in a process of its own, which loads CDK several times as fast as the test runner would: writes what
 * the stages synthesise to, and what cdk-nag says of them, as JSON.
 */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { addStage } from '../../lib/app.ts';
import { FLAGS } from '../../lib/flags.ts';
import { STAGE_NAMES, stageConfig, type StageConfig } from '../../lib/stages.ts';
import type { Synthesised, Rule, Template } from './synthesised.ts';

function stageApp(stage: StageConfig): App {
  const app = new App({
    // What CloudFormation's own rules say is heard at every real synthesis; loading them takes seconds.
    postCliContext: { ...FLAGS, '@aws-cdk/core:validateAgainstDefaultRules': false },
    analyticsReporting: false,
    // Without bundling the functions, templates are the same but for the hash of the code.
    context: { 'aws:cdk:bundling-stacks': [] },
  });
  addStage(app, stage);
  return app;
}

function templatesOf(stage: StageConfig): Readonly<Record<string, Template>> {
  const { stacks } = stageApp(stage).synth();
  return Object.fromEntries(stacks.map(({ id, template }) => [id, template as Template]));
}

/** What both rule packs find wrong. */
function findings(app: App): readonly Rule[] {
  return [new AwsSolutionsChecks(), new ServerlessChecks()].flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath = '' }) => ({ path: constructPath, rule: ruleName })),
      ),
  );
}

function acknowledgements(construct: IConstruct): readonly Rule[] {
  const own = construct.node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(data as object))
    .map((id) => ({ path: construct.node.path, rule: id.replace(/^annotation::/i, '') }));
  return [...own, ...construct.node.children.flatMap(acknowledgements)];
}

const ELSEWHERE: StageConfig = {
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

const [dev, prod] = [stageConfig('dev'), stageConfig('prod')];
const result: Synthesised = {
  dev: templatesOf(dev),
  devAgain: templatesOf(dev),
  prod: templatesOf(prod),
  elsewhere: templatesOf(ELSEWHERE),
  findings: Object.fromEntries([
    ...STAGE_NAMES.map((stage) => [stage, findings(stageApp(stageConfig(stage)))]),
    ['elsewhere', findings(stageApp(ELSEWHERE))],
  ]),
  acknowledged: acknowledgements(stageApp(dev)),
  findingsWithoutAcknowledgement: withoutAcknowledgement(() => findings(stageApp(dev))),
};
process.stdout.write(JSON.stringify(result));

function withoutAcknowledgement<T>(work: () => T): T {
  Validations.prototype.acknowledge = () => undefined;
  return work();
}
