import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRouter, type RoutePath } from '../../../web/http/router.ts';
import { anyText } from '../../support/any-text.ts';

const ROUTES: readonly (RoutePath & { readonly name: string })[] = [
  { method: 'GET', path: '/', name: 'home' },
  { method: 'GET', path: '/people/{id}', name: 'person' },
  { method: 'GET', path: '/people/new', name: 'form' },
  { method: 'POST', path: '/people/new', name: 'create' },
  { method: 'POST', path: '/people/{id}/steps/{key}', name: 'answer' },
  { method: 'POST', path: '/people/{id}/steps/{key}', name: 'never reached' },
];
const match = createRouter(ROUTES);

describe('a router', () => {
  it.each([
    ['GET', '/', 'home', {}],
    ['HEAD', '/', 'home', {}],
    ['GET', '/people/p-1', 'person', { id: 'p-1' }],
    ['GET', '/people/new', 'form', {}],
    ['POST', '/people/new', 'create', {}],
    ['POST', '/people/p-1/steps/1.bank-account', 'answer', { id: 'p-1', key: '1.bank-account' }],
    ['GET', '/people/p%2D1', 'person', { id: 'p-1' }],
    ['GET', '/%70eople/new', 'form', {}],
  ])('takes %s %s to the route %s', (method, path, name, params) => {
    expect(match(method, path)).toMatchObject({ kind: 'route', route: { name }, params });
  });

  it.each([
    '',
    '//',
    '/people',
    '/people/',
    '/people//steps/k',
    '/people/p-1/',
    '/PEOPLE/p-1',
    '/people/%',
    '/people/%zz',
    '/people/%00',
    '/people/%ff',
    '/people/%2e%2e%2fnew',
    '/people/a b',
    '/people/a%23b',
    `/people/${'x'.repeat(201)}`,
    '/people/../people/new',
    'people/new',
    '*',
  ])('knows no route for %j', (path) => {
    expect(match('GET', path)).toEqual({ kind: 'unknown' });
  });

  it.each([
    ['DELETE', '/people/p-1', ['GET', 'HEAD']],
    ['PUT', '/people/new', ['GET', 'HEAD', 'POST']],
    ['HEAD', '/people/p-1/steps/k', ['POST']],
    ['get', '/', ['GET', 'HEAD']],
  ])('lists for %s %s the methods that the address takes', (method, path, allow) => {
    const matched = match(method, path);
    expect(matched.kind === 'wrong-method' && [...matched.allow].sort()).toEqual(allow);
  });

  it('never throws, and gives no route a part that no id can have', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), fc.webPath()), (path) => {
        const matched = match('GET', `/people/${path}`);
        if (matched.kind === 'route')
          for (const value of Object.values(matched.params)) expect(value).toMatch(/^[\w.-]{1,200}$/);
      }),
    );
  });
});
