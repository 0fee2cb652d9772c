/**
 * Run by the tests in a process of its own, which loads CDK several times as fast as the test runner would: writes what
 * the stages synthesise to and what cdk-nag says of them, as JSON.
 */
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { stageConfig, type StageName } from '../../lib/stages.ts';
import { ELSEWHERE, RESTORED, stageApp } from './stage-app.ts';
import type { Rule, Synthesised, Template } from './synthesised.ts';

const dev = stageApp(stageConfig('dev'));
const prod = stageApp(stageConfig('prod'));
const elsewhere = stageApp(ELSEWHERE);
const apps: Readonly<Record<StageName | 'elsewhere', App>> = {
  dev,
  preprod: stageApp(stageConfig('preprod')),
  prod,
  elsewhere,
};
const result: Synthesised = {
  dev: templatesOf(dev),
  prod: templatesOf(prod),
  elsewhere: templatesOf(elsewhere),
  restored: templatesOf(stageApp(RESTORED)),
  checked: {
    findings: Object.fromEntries(Object.entries(apps).map(([name, app]) => [name, findings(app)])),
    acknowledged: acknowledgements(dev),
    findingsWithoutAcknowledgement: withoutAcknowledgement(() => findings(stageApp(stageConfig('dev')))),
  },
};
process.stdout.write(JSON.stringify(result));

function templatesOf(app: App): Readonly<Record<string, Template>> {
  return Object.fromEntries(app.synth().stacks.map(({ id, template }) => [id, template as Template]));
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

function withoutAcknowledgement<T>(work: () => T): T {
  Validations.prototype.acknowledge = () => undefined;
  return work();
}
