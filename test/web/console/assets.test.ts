import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createAssets } from '../../../web/console/assets.ts';
import { DIRECTORIES } from '../../../web/console/files.ts';

const assets = createAssets();
const ask = (path: string, query = '', method = 'GET') =>
  assets({ method, path, query: new URLSearchParams(query), headers: {}, body: '' });

describe('an asset', () => {
  it.each([
    ['/assets/govuk-frontend.min.css', 'text/css; charset=utf-8'],
    ['/assets/moj-frontend.min.css', 'text/css; charset=utf-8'],
    ['/assets/through-the-gate.css', 'text/css; charset=utf-8'],
    ['/assets/gate.svg', 'image/svg+xml'],
    ['/assets/fonts/bold-b542beb274-v2.woff2', 'font/woff2'],
    ['/assets/images/favicon.ico', 'image/x-icon'],
    ['/assets/images/icon-tag-remove-cross.svg', 'image/svg+xml'],
    ['/assets/manifest.json', 'application/manifest+json'],
  ])('%s is served as %s', async (path, type) => {
    const answer = await ask(path);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': type, 'x-content-type-options': 'nosniff' });
    expect(answer.body.length).toBeGreaterThan(50);
  });

  it('asked for with a version is kept for ever, and without one for a day', async () => {
    const path = '/assets/through-the-gate.css';
    expect((await ask(path, 'v=1')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask(path)).headers['cache-control']).toBe('public, max-age=86400');
  });

  it('asked about by HEAD has no body', async () => {
    expect(await ask('/assets/gate.svg', '', 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it.each([
    '/assets/',
    '/assets/nothing.css',
    '/assets/../package.json',
    '/assets/images/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/package.json',
    '/assets/images/..',
    '/assets/fonts//etc/passwd',
    '/assets/all.mjs',
    '/assets/.hidden.css',
    '/assets/images/a\\..\\..\\secret.png',
    '/assets/gate.svg\0.css',
  ])('%s is not found', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it('is read from its own folders only, for any path', async () => {
    const asked: string[] = [];
    const watched = createAssets((path) => {
      asked.push(path);
      return Promise.resolve(undefined);
    });
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2f',
      'images',
      'fonts',
      'a',
      'css',
      '.css',
      '.png',
    );
    // Most of the above is no file name at all; these come near to one, and some are one.
    const ordinary = fc.tuple(
      fc.constantFrom('', 'images/', 'fonts/', '../', 'images/../'),
      fc.constantFrom('a', 'b-c', '..', '.d'),
      fc.constantFrom('.css', '.png', '.woff2'),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.array(piece, { maxLength: 8 }), ordinary), async (pieces) => {
        const path = `/assets/${pieces.join('')}`;
        await watched({ method: 'GET', path, query: new URLSearchParams(), headers: {}, body: '' });
        return asked.every(
          (each) =>
            !each.includes('..') && Object.values(DIRECTORIES).some((folder) => each.startsWith(folder)),
        );
      }),
    );
    expect(asked.length).toBeGreaterThan(0);
  });
});
