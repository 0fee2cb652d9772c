import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FUNCTION_NAMES } from '../../lib/names.ts';
import { WITHOUT_CFN_RULES } from '../../tools/architecture/synthesised.ts';
import { bundleFunctions, ENVIRONMENT, OURS, type Bundle } from '../../tools/bundle.ts';
import { LIMIT_KB, PACKAGES } from './bundled-packages.ts';

/** Bundling reads some megabytes of source for each function: slow on a busy machine. */
const BUSY_MS = 120_000;

let bundles: ReadonlyMap<string, Bundle> = new Map();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundles-'));
  bundles = await bundleFunctions(FUNCTION_NAMES, folder);
}, BUSY_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

function bundleOf(name: string): Bundle {
  const bundle = bundles.get(name);
  if (bundle === undefined) throw new Error(`${name} was not bundled`);
  return bundle;
}

/** Runs a program in a process of its own that knows of nothing but the bundle and what it is told. */
function run(program: string, environment: Readonly<Record<string, string>>) {
  return promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: folder,
    env: { ...environment },
  });
}

const imported = (name: string) => `await import(${JSON.stringify(bundleOf(name).file)})`;

describe('every function as it is deployed', () => {
  it('has its packages listed', () => {
    expect([...PACKAGES.keys()].sort()).toEqual([...FUNCTION_NAMES].sort());
  });

  describe.each(FUNCTION_NAMES)('%s', (name) => {
    it('contains only the packages it uses', () => {
      const packages = [...bundleOf(name).contents.keys()].filter((each) => each !== OURS);
      expect(packages.sort()).toEqual(PACKAGES.get(name));
    });

    it('is one file within its limit', () => {
      expect(bundleOf(name).bytes / 1024).toBeLessThan(LIMIT_KB[name]);
    });

    it('starts without output', async () => {
      const program = `const { handler } = ${imported(name)}; process.stdout.write(typeof handler);`;
      expect(await run(program, ENVIRONMENT)).toEqual({ stdout: 'function', stderr: '' });
    });
  });
});

describe('the bundle that CDK makes', () => {
  it(
    'is the very one that is measured and tested',
    async () => {
      const synthesised = await mkdtemp(join(tmpdir(), 'synthesised-'));
      try {
        await promisify(execFile)(
          process.execPath,
          [join(import.meta.dirname, '../lib/synthesise-api.ts'), synthesised],
          { env: { ...process.env, ...WITHOUT_CFN_RULES } },
        );
        const deployed = globSync('asset.*/index.mjs', { cwd: synthesised });

        expect(deployed).toHaveLength(1);
        const code = await readFile(join(synthesised, String(deployed[0])), 'utf8');
        // A difference is not worth half a megabyte of output.
        expect(code === (await readFile(bundleOf('api').file, 'utf8'))).toBe(true);
      } finally {
        await rm(synthesised, { recursive: true });
      }
    },
    BUSY_MS,
  );
});

describe('the credentials of a function', () => {
  const calls: IncomingHttpHeaders[] = [];
  const aws = createServer((request, response) => {
    calls.push(request.headers);
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end('{"__type":"com.amazon.coral.validate#ValidationException"}');
  });
  beforeAll(() => new Promise<void>((listening) => aws.listen(0, '127.0.0.1', listening)));
  afterAll(() => new Promise((closed) => aws.close(closed)));

  /** A sweep looks in the table first, and says what kept it from that. */
  async function sweep(credentials: Readonly<Record<string, string>>): Promise<string> {
    const { port } = aws.address() as AddressInfo;
    const { stderr } = await run(
      `const { handler } = ${imported('sweep')}; await handler({}, {}).catch(() => 0);`,
      {
        ...ENVIRONMENT,
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        ...credentials,
      },
    );
    return stderr;
  }

  it('are those that Lambda puts in its environment', async () => {
    calls.length = 0;
    await sweep({
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'of-the-role',
      AWS_SESSION_TOKEN: 'of-the-session',
    });

    expect(calls[0]).toMatchObject({
      authorization: expect.stringContaining('Credential=AKIDEXAMPLE/'),
      'x-amz-security-token': 'of-the-session',
    });
  });

  it('are looked for nowhere else', async () => {
    calls.length = 0;
    const { port } = aws.address() as AddressInfo;
    const said = await sweep({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/credentials` });

    expect(said).toContain('CredentialsProviderError');
    expect(calls).toEqual([]);
  });
});
