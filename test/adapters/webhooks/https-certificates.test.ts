import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SELF_SIGNED } from '../../support/self-signed.ts';

const SENDER = new URL('../../../adapters/webhooks/https-sender.ts', import.meta.url).href;

let folder = '';
let server: Server;
let arrived = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  await writeFile(join(folder, 'authority.pem'), SELF_SIGNED.cert);
  server = createServer(SELF_SIGNED, (_request, response) => {
    arrived += 1;
    response.writeHead(204).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterAll(async () => {
  await once(server.close(), 'close');
  await rm(folder, { recursive: true });
});

/** Sends from a process of its own, for Node reads whom to trust and what to go through only when it starts. */
async function sendTo(host: string, environment: Readonly<Record<string, string>>): Promise<unknown> {
  const { port } = server.address() as AddressInfo;
  const message = {
    url: `https://${host}:${port}/`,
    webhookId: 'evt_1',
    timestampSeconds: 1,
    body: '{}',
    signature: 'v1,AAAA',
  };
  const program = `
    const { createHttpsSender } = await import(${JSON.stringify(SENDER)});
    const lookup = async () => [{ address: '127.0.0.1', family: 4 }];
    const outcome = await createHttpsSender({ allowLoopback: true, lookup }).send(${JSON.stringify(message)});
    process.stdout.write(JSON.stringify(outcome));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    env: environment,
  });
  return JSON.parse(stdout);
}

describe('a receiver that shows a certificate', () => {
  it('receives the message when a trusted authority signed its certificate', async () => {
    const trusting = { NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') };

    expect(await sendTo('localhost', trusting)).toMatchObject({ kind: 'response', status: 204 });
    expect(arrived).toBe(1);
  });

  it.each([
    {
      case: 'is for another name',
      host: 'partner.example',
      environment: () => ({ NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') }),
      reason: 'ERR_TLS_CERT_ALTNAME_INVALID',
    },
    {
      case: 'is vouched for by nobody',
      host: 'localhost',
      environment: () => ({}),
      reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    },
    {
      case: 'is vouched for by nobody, though the environment says to trust everyone and to go through a proxy',
      host: 'localhost',
      environment: () => ({
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
        NODE_USE_ENV_PROXY: '1',
        HTTPS_PROXY: 'http://127.0.0.1:9',
      }),
      reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    },
  ])('receives nothing when the certificate $case', async ({ host, environment, reason }) => {
    const before = arrived;

    expect(await sendTo(host, environment())).toMatchObject({ kind: 'network-error', reason });
    expect(arrived).toBe(before);
  });
});
