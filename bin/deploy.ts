/** `npm run deploy -- --stage prod`: checks stage, region and account, then runs `npx cdk deploy --all`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { destinationRegion } from '../lib/destination.ts';
import { DestinationError } from '../lib/region.ts';
import { stageConfig } from '../lib/stages.ts';

const CDK = join(import.meta.dirname, '..', 'node_modules', 'aws-cdk', 'bin', 'cdk');

try {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string', default: 'dev' },
      'require-approval': { type: 'string', default: 'broadening' },
    },
  });
  const stage = stageConfig(values.stage).name;
  const AWS_REGION = await destinationRegion(process.env);
  const words = ['deploy', '--all', '--context', `stage=${stage}`];
  const approval = ['--require-approval', values['require-approval']];
  const { status } = spawnSync(process.execPath, [CDK, ...words, ...approval], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, AWS_REGION },
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} catch (error) {
  if (!isAboutTheCommand(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function isAboutTheCommand(error: unknown): error is Error {
  if (error instanceof RangeError || error instanceof DestinationError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
