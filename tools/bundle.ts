import { build, type BuildOptions, type Metafile } from 'esbuild';
import { basename, join } from 'node:path';
import { BUNDLE } from '../lib/bundling.ts';
import type { FunctionName } from '../lib/names.ts';

const ROOT = join(import.meta.dirname, '..');

/** The name for the product's own code and data in a bundle. */
export const OURS = '(our own)';

export interface Bundle {
  readonly file: string;
  readonly bytes: number;
  /** Bytes by package, largest first. */
  readonly contents: ReadonlyMap<string, number>;
}

/** The esbuild options that CDK bundles functions with. */
export const AS_DEPLOYED = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: BUNDLE.target,
  mainFields: [...BUNDLE.mainFields],
  banner: { js: BUNDLE.banner },
  alias: BUNDLE.alias,
  logLevel: 'silent',
  absWorkingDir: ROOT,
} as const satisfies BuildOptions;

/** Sample values for every setting, so that each function can start. */
export const ENVIRONMENT = {
  AWS_REGION: 'eu-west-2',
  TABLE_NAME: 'gate-test',
  PUBLIC_URL: 'https://gate.example',
  MACHINE_ARN: 'arn:aws:states:eu-west-2:111122223333:stateMachine:gate-{machine}:live',
  RECONCILE_FUNCTION: 'arn:aws:lambda:eu-west-2:111122223333:function:gate-reconcile:live',
  DELIVERY_QUEUE_URL: 'https://sqs.example/111122223333/deliveries',
  EVENT_QUEUE_URL: 'https://sqs.example/111122223333/domain-events',
  HMPPS_ADDRESSES: JSON.stringify({
    signIn: 'https://sign-in.example/auth',
    prisoners: 'https://prisoners.example',
    prisonApi: 'https://prison-api.example',
    managers: 'https://managers.example',
    tiers: 'https://tiers.example',
    personRecord: 'https://people.example',
  }),
  HMPPS_CLIENT_PARAMETER: '/gate-test/hmpps/client',
  EVENT_BUS_NAME: 'gate-test',
  CONSOLE_URL: 'https://console.gate.example',
  OIDC_ISSUER: 'https://identity.example',
  OIDC_CLIENT_ID: 'gate-console',
  OIDC_CLIENT_SECRET_ID: 'gate-test/console/oidc-client',
  SESSION_SECRET_ID: 'gate-test/console/session',
  CURSOR_SECRET_ID: 'gate-test/api/cursor',
  EDGE_SECRET_ID: 'gate-test/edge/api',
  MESSAGE_QUEUE_URL: 'https://sqs.example/111122223333/messages',
  NOTIFY_PARAMETER: '/gate/test/messages/notify',
  SIGNING_KEYS_PREFIX: '/gate/test/agencies/',
  POWERTOOLS_SERVICE_NAME: 'test',
  POWERTOOLS_METRICS_NAMESPACE: 'test',
} as const;

/** Bundles functions as they are deployed, into a folder: together, so that what they share is read once. */
export async function bundleFunctions(
  names: readonly FunctionName[],
  folder: string,
): Promise<ReadonlyMap<FunctionName, Bundle>> {
  const { metafile } = await build({
    ...AS_DEPLOYED,
    entryPoints: Object.fromEntries(names.map((name) => [name, join(ROOT, 'lambdas', name, 'index.ts')])),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    metafile: true,
  });
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  return new Map(
    names.map((name) => {
      const output = outputs.get(`${name}.mjs`);
      if (output === undefined) throw new Error(`${name} was not bundled`);
      return [name, { file: join(folder, `${name}.mjs`), bytes: output.bytes, contents: contentsOf(output) }];
    }),
  );
}

function contentsOf({ inputs }: Metafile['outputs'][string]): Bundle['contents'] {
  const contents = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    if (bytesInOutput === 0) continue;
    const part = packageOf(path) ?? OURS;
    contents.set(part, (contents.get(part) ?? 0) + bytesInOutput);
  }
  return new Map([...contents].sort(([, a], [, b]) => b - a));
}

/** `node_modules/a/node_modules/@b/c/d.js` is of the package `@b/c`. */
function packageOf(path: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}
