/** Run by the tests in a process of its own, as `synthesise.ts` is: writes what cdk-nag says of the stages, as JSON. */
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { STAGE_NAMES, stageConfig } from '../../lib/stages.ts';
import { ELSEWHERE, stageApp } from './stage-app.ts';
import type { Checked, Rule } from './synthesised.ts';

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

const dev = stageConfig('dev');
const result: Checked = {
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
