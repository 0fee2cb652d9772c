import { describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { localIdentity } from '../../../adapters/identity/local-identity.ts';
import { COUNCIL, POM } from '../../support/people.ts';

const secret = Buffer.alloc(32, 'a');
const MORNING = new Date('2026-11-22T09:00:00Z');
const later = (hours: number) => new Date(MORNING.getTime() + hours * 3_600_000);
const at = (now: Date, users = [POM, COUNCIL]) => localIdentity({ users, secret, now: () => now });

describe('the local identity', () => {
  it.each([POM, COUNCIL])('knows $id again by the token it issued', async (who) => {
    const identity = at(MORNING);
    expect(await identity.verify((await identity.issue(who.id)) ?? '')).toEqual(who);
  });

  it('issues no token to a person who is not on its list', async () => {
    expect(await at(MORNING).issue('x.stranger')).toBeUndefined();
  });

  it.each([
    [7.9, true],
    [8.1, false],
  ])('after %d hours accepts the token: %p', async (hours, accepted) => {
    const token = (await at(MORNING).issue(POM.id)) ?? '';
    expect((await at(later(hours)).verify(token)) !== undefined).toBe(accepted);
  });

  it('reads rights from the list and not from the token, so that a removed right ends at once', async () => {
    const token = (await at(MORNING).issue(POM.id)) ?? '';
    const demoted = { ...POM, prisons: [] };
    expect(await at(MORNING, [demoted]).verify(token)).toEqual(demoted);
    expect(await at(MORNING, [COUNCIL]).verify(token)).toBeUndefined();
  });

  it('refuses a token signed with another secret', async () => {
    const other = localIdentity({ users: [POM], secret: Buffer.alloc(32, 'b'), now: () => MORNING });
    expect(await at(MORNING).verify((await other.issue(POM.id)) ?? '')).toBeUndefined();
  });

  const claims = () => new SignJWT({}).setSubject(POM.id).setIssuedAt(MORNING).setExpirationTime(later(1));
  const issuer = 'urn:through-the-gate:local-identity';
  const audience = 'through-the-gate';
  it.each([
    ['another issuer', () => claims().setIssuer('urn:other').setAudience(audience)],
    ['another audience', () => claims().setIssuer(issuer).setAudience('other')],
    ['no end', () => new SignJWT({}).setSubject(POM.id).setIssuer(issuer).setAudience(audience)],
    ['no subject', () => new SignJWT({}).setIssuer(issuer).setAudience(audience).setExpirationTime(later(1))],
  ])('takes no token with %s', async (_case, jwt) => {
    const token = await jwt().setProtectedHeader({ alg: 'HS256' }).sign(secret);
    expect(await at(MORNING).verify(token)).toBeUndefined();
  });

  it('accepts the same token unchanged', async () => {
    const token = await claims()
      .setIssuer(issuer)
      .setAudience(audience)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(secret);
    expect(await at(MORNING).verify(token)).toEqual(POM);
  });

  it('refuses an unsigned token', async () => {
    const token = new UnsecuredJWT({})
      .setSubject(POM.id)
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(later(1))
      .encode();
    expect(await at(MORNING).verify(token)).toBeUndefined();
  });

  it.each(['', 'garbage', 'a.b.c', '....', 'é'])('takes no garbled token: %p', async (token) => {
    expect(await at(MORNING).verify(token)).toBeUndefined();
  });

  it('refuses a secret that is too short', () => {
    expect(() => localIdentity({ users: [], secret: Buffer.alloc(31) })).toThrow(RangeError);
  });
});
