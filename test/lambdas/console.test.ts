import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFromDisk } from '../../web/console/files.ts';
import { consoleHandler, type ConsoleEvent } from '../../lambdas/console/handler.ts';
import { sessionKeyFrom, SessionSecretError } from '../../lambdas/console/session-key.ts';
import { copyConsoleFiles } from '../../lib/console-files.ts';
import { consoleOver } from '../support/console-visitor.ts';
import { closeWorlds, journeyWorld } from '../support/journey-world.ts';

const ROOT = join(import.meta.dirname, '..', '..');
let bundle: string;

beforeAll(async () => {
  bundle = await mkdtemp(join(tmpdir(), 'console-'));
  copyConsoleFiles(ROOT, bundle);
});
afterAll(() => rm(bundle, { recursive: true, force: true }));
afterEach(closeWorlds);

const get = (rawPath: string): ConsoleEvent => ({
  rawPath,
  rawQueryString: '',
  headers: {},
  isBase64Encoded: false,
  requestContext: { http: { method: 'GET' } },
});

/** The handler over the files of the bundle and no others. */
async function handler() {
  const { services } = await journeyWorld({ today: '2026-11-20' });
  const directories = {
    own: `${bundle}/console/`,
    govuk: `${bundle}/govuk-frontend/`,
    moj: `${bundle}/moj-frontend/`,
  };
  const { pages } = consoleOver(services, { files: { read: readFromDisk, directories } });
  return consoleHandler(() => Promise.resolve(pages));
}

describe('the console behind API Gateway', () => {
  it('answers a page as text, with its cookie apart', async () => {
    const answer = await (await handler())(get('/sign-in'));
    expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(answer.body).toContain('<h1');
    expect(answer.cookies).toHaveLength(1);
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  it('answers a file byte by byte, in base64', async () => {
    const ask = await handler();
    const answer = await ask(get('/assets/govuk-frontend.min.css'));
    const file = await readFile(join(ROOT, 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css'));
    expect(answer.isBase64Encoded).toBe(true);
    expect(Buffer.from(String(answer.body), 'base64').equals(file)).toBe(true);
  });

  it('has every file that its style sheets ask for', async () => {
    const ask = await handler();
    const asked = new Set<string>();
    for (const sheet of ['govuk-frontend.min.css', 'moj-frontend.min.css', 'through-the-gate.css']) {
      const css = Buffer.from(String((await ask(get(`/assets/${sheet}`))).body), 'base64').toString('utf8');
      for (const [, path = ''] of css.matchAll(/url\(["']?(\/assets\/[^"')?#]+)/g)) asked.add(path);
    }
    expect(asked.size).toBeGreaterThan(3);
    for (const path of asked) expect([path, (await ask(get(path))).statusCode]).toEqual([path, 200]);
  });

  it('is made once, and again for the next request when it could not be', async () => {
    let tries = 0;
    const ask = consoleHandler(() => {
      tries += 1;
      if (tries === 1) return Promise.reject(new Error('no secret'));
      return Promise.resolve(() => Promise.resolve({ status: 200, headers: {}, body: '' }));
    });
    await expect(ask(get('/'))).rejects.toThrow('no secret');
    expect(await ask(get('/'))).toMatchObject({ statusCode: 200 });
    await ask(get('/'));
    expect(tries).toBe(2);
  });
});

describe('the key of the sessions', () => {
  const secret = 'm'.repeat(64);

  it('has 32 bytes, the same for the same secret and no other', () => {
    expect(sessionKeyFrom(secret)).toHaveLength(32);
    expect(sessionKeyFrom(secret)).toEqual(sessionKeyFrom(secret));
    expect(sessionKeyFrom(`${secret}n`)).not.toEqual(sessionKeyFrom(secret));
  });

  it('is not made of a short secret, which the error does not repeat', () => {
    expect(() => sessionKeyFrom('opensesame')).toThrow(SessionSecretError);
    expect(() => sessionKeyFrom('opensesame')).not.toThrow('opensesame');
  });
});
