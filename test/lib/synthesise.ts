/**
 * Run by the tests in a process of its own, which loads CDK several times as fast as the test runner would: writes what
 * the stages synthesise to as JSON and, when it is told to examine them, what cdk-nag says of them.
 */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { addStage } from '../../lib/app.ts';
import { FLAGS } from '../../lib/flags.ts';
import { STAGE_NAMES, stageConfig, type StageName } from '../../lib/stages.ts';
import type { Examined, Rule, Synthesised, Template } from './synthesised.ts';

// Asked for by itself below: it takes longer than the synthesis.
Validations.prototype.addPlugins = () => undefined;

function stageApp(stage: StageName): App {
  const app = new App({
    postCliContext: FLAGS,
    analyticsReporting: false,
    // Without bundling the functions, templates are the same but for the hash of the code.
    context: { 'aws:cdk:bundling-stacks': [] },
  });
  addStage(app, stageConfig(stage));
  return app;
}

function templatesOf(stage: StageName): Readonly<Record<string, Template>> {
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

const synthesised: Synthesised = { dev: templatesOf('dev'), prod: templatesOf('prod') };
const examined = (): Examined => ({
  ...synthesised,
  devAgain: templatesOf('dev'),
  findings: Object.fromEntries(STAGE_NAMES.map((stage) => [stage, findings(stageApp(stage))])),
  acknowledged: acknowledgements(stageApp('dev')),
  findingsWithoutAcknowledgement: withoutAcknowledgement(() => findings(stageApp('dev'))),
});
process.stdout.write(JSON.stringify(process.argv[2] === 'examine' ? examined() : synthesised));

function withoutAcknowledgement<T>(work: () => T): T {
  Validations.prototype.acknowledge = () => undefined;
  return work();
}
