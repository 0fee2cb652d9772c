import {
  CreateStateMachineAliasCommand,
  PublishStateMachineVersionCommand,
  SFNClient,
  UpdateStateMachineAliasCommand,
} from '@aws-sdk/client-sfn';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIVE, namesOf } from '../../lib/names.ts';
import { machines } from './executions.ts';
import { type Resource, type Template, withoutLeftOut } from './left-out.ts';
import { rewriteTemplates } from './assembly.ts';
import { ACCOUNT, REGION } from './emulator.ts';
import { useStandIns } from './stand-ins.ts';
import { EmulatorError } from './emulator-error.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const STAGE = 'dev';

/** The outputs of the deployed stacks, by the stack's name. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Deployment {
  /** The folder of the synthesised product. */
  readonly folder: string;
  /** Changes a machine's definition, as a later release would. */
  readonly change?: (machine: string, definition: string) => string;
  /** The script that creates the app; the product's own by default. */
  readonly app?: string;
  /** The arguments of the script. */
  readonly told?: Readonly<Record<string, string>>;
}

/**
 * Synthesises the product into a folder, deploys it to the emulator of the environment, and creates the aliases of the
 * state machines.
 * @throws EmulatorError with the CDK's last output.
 */
export async function deploy({ folder, change, app, told }: Deployment): Promise<Outputs> {
  const made = app === undefined ? [] : ['--app', `${JSON.stringify(process.execPath)} ${app}`];
  await cdk(['synth', '--quiet', ...made, '--output', folder], told);
  rewriteTemplates(folder, (template) => {
    const fit = withoutLeftOut(template);
    return change === undefined ? fit : withDefinitions(fit, change);
  });
  await useStandIns(folder);
  const environments = [REGION, 'us-east-1'].map((region) => `aws://${ACCOUNT}/${region}`);
  await cdk(['bootstrap', ...environments, '--app', folder]);
  const outputs = join(folder, 'outputs.json');
  const everything = ['--all', '--require-approval', 'never', '--outputs-file', outputs];
  await cdk(['deploy', ...everything, '--app', folder]);
  await publishMachines();
  return JSON.parse(readFileSync(outputs, 'utf8')) as Outputs;
}

function withDefinitions(template: Template, change: NonNullable<Deployment['change']>): Template {
  const changed = ([id, resource]: readonly [string, Resource]): readonly [string, Resource] => {
    if (resource.Type !== 'AWS::StepFunctions::StateMachine') return [id, resource];
    const name = String(resource.Properties?.['StateMachineName']).replace(`${namesOf(STAGE).prefix}-`, '');
    const DefinitionString = change(name, String(resource.Properties?.['DefinitionString']));
    return [id, { ...resource, Properties: { ...resource.Properties, DefinitionString } }];
  };
  return {
    ...template,
    Resources: Object.fromEntries(Object.entries(template.Resources ?? {}).map(changed)),
  };
}

/** Creates a version and the alias of every machine, which the emulator's CloudFormation omits. */
async function publishMachines(): Promise<void> {
  const client = new SFNClient({});
  for (const stateMachineArn of await machines(client, namesOf(STAGE).prefix)) {
    const { stateMachineVersionArn } = await client.send(
      new PublishStateMachineVersionCommand({ stateMachineArn }),
    );
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    const stateMachineAliasArn = `${stateMachineArn}:${LIVE}`;
    await client
      .send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration }))
      .catch(() => client.send(new CreateStateMachineAliasCommand({ name: LIVE, routingConfiguration })));
  }
}

/** Its output is shown only when it fails. */
function cdk(words: readonly string[], told: NodeJS.ProcessEnv = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CDK, ...words], {
      cwd: ROOT,
      env: { ...process.env, ...told },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-100_000);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else {
        const end = said.trim().split('\n').slice(-15).join('\n');
        reject(new EmulatorError(`cdk ${words[0] ?? ''} failed on the emulator:\n${end}`));
      }
    });
  });
}
