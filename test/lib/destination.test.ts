import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseNobodysRegion } from '../../lib/region.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const NO_REGION = 'There is no region to deploy to. Set AWS_REGION, such as eu-west-2.\n';
const NO_ACCOUNT = 'There are no AWS credentials. Sign in to the account, or set AWS_PROFILE.\n';
const KEYS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'through-the-gate-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** What a script says, and how it ends, on a machine that knows nothing of AWS but this. */
function run(words: readonly string[], environment: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      // What Node has compiled says nothing of AWS.
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      AWS_EC2_METADATA_DISABLED: 'true',
      CI: 'true',
      ...environment,
    },
  });
  return { status, stdout, stderr };
}

describe('deploying without saying where', () => {
  const deploy = (words: readonly string[], environment: Readonly<Record<string, string>>) =>
    run(['bin/deploy.ts', ...words], environment);

  it.each([
    { without: 'a region', words: [], environment: KEYS, line: NO_REGION },
    { without: 'an account', words: [], environment: { AWS_REGION: 'eu-west-2' }, line: NO_ACCOUNT },
    {
      without: 'a stage that there is',
      words: ['--stage', 'production'],
      environment: { ...KEYS, AWS_REGION: 'eu-west-2' },
      line: 'There is no stage production: use dev, preprod, prod.\n',
    },
    {
      without: 'an option that there is',
      words: ['--everywhere'],
      environment: { ...KEYS, AWS_REGION: 'eu-west-2' },
      line: expect.stringMatching(/^Unknown option '--everywhere'[^\n]*\n$/),
    },
  ])('is one plain line and a failure: without $without', ({ words, environment, line }) => {
    expect(deploy(words, environment)).toEqual({ status: 1, stdout: '', stderr: line });
  });

  it('takes the region of a profile, and asks for the account next', async () => {
    await mkdir(join(home, '.aws'));
    await writeFile(join(home, '.aws', 'config'), '[default]\nregion = eu-west-2\n');
    try {
      expect(deploy([], {})).toEqual({ status: 1, stdout: '', stderr: NO_ACCOUNT });
    } finally {
      await rm(join(home, '.aws'), { recursive: true });
    }
  });
});

describe('the CDK’s own command', () => {
  const inNobodysRegion = { CDK_DEFAULT_ACCOUNT: '111122223333', CDK_DEFAULT_REGION: 'us-east-1' };

  it('refuses the default region with one plain line', () => {
    expect(run(['bin/through-the-gate.ts'], inNobodysRegion)).toEqual({
      status: 1,
      stdout: '',
      stderr: NO_REGION,
    });
  });

  it.each([
    ['a region was chosen', { ...inNobodysRegion, CDK_DEFAULT_REGION: 'eu-west-2' }],
    ['that very region was chosen', { ...inNobodysRegion, AWS_DEFAULT_REGION: 'us-east-1' }],
    ['there is no account', { CDK_DEFAULT_REGION: 'us-east-1' }],
  ])('continues when %s', (_when, environment) => {
    expect(() => refuseNobodysRegion(environment)).not.toThrow();
  });

  it('says in one line that there is no account to deploy to, and fails', () => {
    // One stack that names no account, as none of ours does; all of them would take long, and tell no more.
    const made = join(home, 'cdk.out');
    const program = `import { App, CfnResource, Stack } from 'aws-cdk-lib';
      const app = new App({ outdir: ${JSON.stringify(made)} });
      new CfnResource(new Stack(app, 'Any'), 'Topic', { type: 'AWS::SNS::Topic' });
      app.synth();`;
    expect(run(['--input-type=module', '-e', program], {}).status).toBe(0);
    const { status, stderr } = run(['node_modules/aws-cdk/bin/cdk', 'deploy', '--all', '--app', made], {
      AWS_REGION: 'eu-west-2',
    });
    const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !line.includes('Synthesis time'));
    expect(lines).toEqual([expect.stringMatching(/^Unable to resolve AWS account to use\./)]);
    expect(status).toBe(1);
  });
});
