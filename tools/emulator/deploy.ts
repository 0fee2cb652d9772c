import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIVE } from '../../lib/names.ts';
import { call } from './aws-call.ts';
import { ACCOUNT, type Emulator, REGION } from './emulator.ts';
import { machines } from './executions.ts';
import { type Template, withoutLeftOut } from './left-out.ts';
import { EmulatorTrouble } from './trouble.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Synthesises the product into a folder, deploys all of it to the emulator, and puts its aliases on it. */
export async function deploy(emulator: Emulator, folder: string): Promise<void> {
  cdk(emulator, ['synth', '--quiet', '--output', folder]);
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.template.json'))) {
    const file = join(folder, name);
    const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
    writeFileSync(file, JSON.stringify(withoutLeftOut(template)));
  }
  cdk(emulator, ['bootstrap', `aws://${ACCOUNT}/${REGION}`, '--app', folder]);
  cdk(emulator, ['deploy', '--all', '--require-approval', 'never', '--app', folder]);
  await publishMachines(emulator);
}

/** A version of every machine, with an alias on it: what the emulator's CloudFormation leaves out. */
async function publishMachines({ endpoint }: Emulator): Promise<void> {
  for (const stateMachineArn of await machines(endpoint)) {
    const { stateMachineVersionArn } = (await call(endpoint, 'states', 'PublishStateMachineVersion', {
      stateMachineArn,
    })) as { readonly stateMachineVersionArn: string };
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    await call(endpoint, 'states', 'CreateStateMachineAlias', { name: LIVE, routingConfiguration });
  }
}

function cdk({ environment }: Emulator, words: readonly string[]): void {
  try {
    execFileSync(process.execPath, [CDK, ...words], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new EmulatorTrouble(
      `cdk ${words[0] ?? ''} failed on the emulator:\n${said.trim().split('\n').slice(-15).join('\n')}`,
    );
  }
}
