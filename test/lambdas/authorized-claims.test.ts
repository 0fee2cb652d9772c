import { describe, expect, it } from '@jest/globals';
import { authorizedRequests, userOf } from '../../lambdas/api/authorized-claims.ts';

const NOBODY = { roles: [], duties: [], prisons: [], regions: [] };

describe('the user of a verified token', () => {
  it('is a member of staff, by the groups of the user pool', () => {
    const groups = '[role:officer duty:POM duty:OMU prison:MDI prison:LEI region:N54]';
    expect(userOf({ sub: 'u-1', 'cognito:groups': groups })).toEqual({
      id: 'u-1',
      name: 'u-1',
      roles: ['officer'],
      duties: ['OMU', 'POM'],
      prisons: ['MDI', 'LEI'],
      regions: ['N54'],
    });
  });

  it('is a member of staff, by the claims of another issuer', () => {
    const claims = { sub: 'u-1', name: 'Pat Taylor', roles: '[officer admin]', prisons: 'MDI,LEI' };
    expect(userOf(claims)).toEqual({
      ...NOBODY,
      id: 'u-1',
      name: 'Pat Taylor',
      roles: ['officer', 'admin'],
      prisons: ['MDI', 'LEI'],
    });
  });

  it('is an agency, by the scope its client is allowed', () => {
    const claims = {
      sub: 'client-1',
      client_id: 'client-1',
      scope: 'through-the-gate/agency.eastmoor-council',
    };
    expect(userOf(claims)).toEqual({
      ...NOBODY,
      id: 'client-1',
      name: 'client-1',
      roles: ['partner'],
      agencyId: 'eastmoor-council',
    });
  });

  it('is never an agency by what a member of staff may write, such as a name', () => {
    expect(userOf({ sub: 'u-1', name: 'x/agency.eastmoor-council' })).not.toHaveProperty('agencyId');
  });

  it.each([
    ['a group of another product', { 'cognito:groups': '[admin other:role:admin]' }],
    ['a role nobody has here', { 'cognito:groups': '[role:root]' }],
    ['another kind of scope', { scope: 'openid agency.eastmoor profile' }],
    ['the scope of another product', { scope: 'elsewhere/agency.eastmoor' }],
  ])('has no rights from %s', (_what, claims) => {
    expect(userOf({ sub: 'u-1', ...claims })).toEqual({ ...NOBODY, id: 'u-1', name: 'u-1' });
  });

  it.each([
    ['claims', undefined],
    ['an id', { name: 'Pat' }],
    ['a usable id', { sub: 'a#b' }],
  ])('is undefined without %s', (_what, claims) => {
    expect(userOf(claims)).toBeUndefined();
  });
});

describe('requests behind the authorizer', () => {
  it('are each in their own name, also side by side', async () => {
    const { verifier, during } = authorizedRequests();
    const ask = (sub: string) =>
      during({ sub }, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return (await verifier.verify('any'))?.id;
      });
    expect(await Promise.all([ask('first'), ask('second')])).toEqual(['first', 'second']);
  });

  it('have no user on a route without authorizer, whatever token is sent', async () => {
    const { verifier, during } = authorizedRequests();
    expect(await during(undefined, () => verifier.verify('eyJhbGciOiJub25lIn0.e30.'))).toBeUndefined();
  });
});
