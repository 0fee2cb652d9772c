import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BUNDLE } from '../../lib/bundling.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MEGABYTE = 1024 * 1024;

/** Everything any function is told, and nothing of this machine's. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-2',
  TABLE_NAME: 'gate-test',
  PUBLIC_URL: 'https://gate.example',
  MACHINE_ARN: 'arn:aws:states:eu-west-2:111122223333:stateMachine:gate-{machine}:live',
  RECONCILE_FUNCTION: 'arn:aws:lambda:eu-west-2:111122223333:function:gate-reconcile:live',
  DELIVERY_QUEUE_URL: 'https://sqs.example/111122223333/deliveries',
  CONSOLE_URL: 'https://console.gate.example',
  OIDC_ISSUER: 'https://identity.example',
  OIDC_CLIENT_ID: 'gate-console',
  OIDC_CLIENT_SECRET_ID: 'gate-test/console/oidc-client',
  SESSION_SECRET_ID: 'gate-test/console/session',
  SIGNING_KEYS_PREFIX: '/gate/test/agencies/',
  POWERTOOLS_SERVICE_NAME: 'test',
  POWERTOOLS_METRICS_NAMESPACE: 'test',
};

const DYNAMODB = '@aws-sdk/client-dynamodb';
const STEP_FUNCTIONS = '@aws-sdk/client-sfn';
const LAMBDA = '@aws-sdk/client-lambda';
const SQS = '@aws-sdk/client-sqs';
const SECRETS = '@aws-sdk/client-secrets-manager';
const PARAMETERS = '@aws-sdk/client-ssm';

/** Each function with the service clients it needs, and the size it keeps within. */
const FUNCTIONS: readonly (readonly [name: string, clients: readonly string[], megabytes: number])[] = [
  ['api', [DYNAMODB, LAMBDA], 1.5],
  ['do-step', [DYNAMODB], 1.5],
  ['open-step', [DYNAMODB, STEP_FUNCTIONS], 1.5],
  ['relay', [DYNAMODB, STEP_FUNCTIONS, SQS], 1.5],
  ['sweep', [DYNAMODB, STEP_FUNCTIONS, SQS], 1.5],
  ['reconcile', [DYNAMODB, STEP_FUNCTIONS, SQS], 1.5],
  ['deliver-webhook', [DYNAMODB, PARAMETERS], 2],
  ['console', [DYNAMODB, SECRETS], 1.5],
];

async function bundled(name: string, folder: string) {
  const file = join(folder, `${name}.mjs`);
  const { metafile } = await build({
    entryPoints: [join(ROOT, 'lambdas', name, 'index.ts')],
    outfile: file,
    bundle: true,
    minify: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: BUNDLE.target,
    mainFields: [...BUNDLE.mainFields],
    banner: { js: BUNDLE.banner },
    logLevel: 'silent',
    absWorkingDir: ROOT,
  });
  const [output] = Object.values(metafile.outputs);
  const inside = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const clients = inside.flatMap(
    ([path]) => /node_modules\/(@aws-sdk\/client-[a-z-]+)\//.exec(path)?.[1] ?? [],
  );
  return { file, bytes: output?.bytes ?? Infinity, clients: [...new Set(clients)].sort() };
}

describe('every function as it is deployed', () => {
  it.each(FUNCTIONS)(
    '%s is one small file, with the clients it uses, that starts on its own',
    async (...given) => {
      const [name, clients, megabytes] = given;
      const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
      try {
        const bundle = await bundled(name, folder);
        expect(bundle.clients).toEqual([...clients].sort());
        expect(bundle.bytes).toBeLessThan(megabytes * MEGABYTE);
        const program = `const { handler } = await import(${JSON.stringify(bundle.file)}); process.stdout.write(typeof handler);`;
        const started = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
          cwd: folder,
          env: ENVIRONMENT,
        });
        expect(started).toEqual({ stdout: 'function', stderr: '' });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );
});
