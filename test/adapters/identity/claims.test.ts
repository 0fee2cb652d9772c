import { describe, expect, it } from '@jest/globals';
import { CLAIM_NAMES, claimsOf, userFromClaims } from '../../../adapters/identity/claims.ts';

const CLAIMS = { sub: 'p.taylor' };

describe('the user of a token', () => {
  it('is the one whose claims were made', () => {
    const user = {
      id: 'p.taylor',
      name: 'Pat Taylor',
      roles: ['officer', 'admin'] as const,
      duties: ['POM', 'OMU'] as const,
      prisons: ['LEI', 'MDI'],
      regions: ['N54'],
      agencyId: 'eastmoor',
    };
    expect(userFromClaims({ ...CLAIMS, ...claimsOf(user) })).toEqual({
      ...user,
      roles: expect.arrayContaining(['officer', 'admin']),
      duties: expect.arrayContaining(['POM', 'OMU']),
    });
  });

  it.each([undefined, 7, '', 'two words', 'p.taylor\u0000'])('is nobody with the id %j', (sub) => {
    expect(userFromClaims({ sub })).toBeUndefined();
  });

  it.each([
    ['between commas', 'LEI,MDI'],
    ['between spaces', ' LEI  MDI '],
    ['between both', 'LEI, MDI,'],
    ['as a list, with something else in it', ['LEI', 7, null, 'MDI']],
  ])('has prisons that are given as text %s', (_how, given) => {
    expect(userFromClaims({ ...CLAIMS, [CLAIM_NAMES.prisons]: given })?.prisons).toEqual(['LEI', 'MDI']);
  });

  it('has no role, duty or prison that is not given in a form we know', () => {
    const names: readonly string[] = Object.values(CLAIM_NAMES);
    const claims: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, { any: 'thing' }]));
    expect(userFromClaims({ ...claims, ...CLAIMS })).toEqual({
      id: 'p.taylor',
      name: 'p.taylor',
      roles: [],
      duties: [],
      prisons: [],
      regions: [],
    });
  });
});
