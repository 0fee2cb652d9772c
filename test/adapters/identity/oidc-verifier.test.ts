import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWK } from 'jose';
import { oidcVerifier, type OidcOptions } from '../../../adapters/identity/oidc-verifier.ts';
import { IdentityUnavailableError } from '../../../application/ports/identity.ts';

const ISSUER = 'https://login.example/pool';
const AUDIENCE = 'gate';

let provider: Server;
let status: number;
let published: unknown;
let jwksUrl: URL;

beforeEach(async () => {
  status = 200;
  provider = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof published === 'string' ? published : JSON.stringify(published));
  });
  await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done));
  jwksUrl = new URL(`http://127.0.0.1:${(provider.address() as AddressInfo).port}/keys`);
});

afterEach(async () => {
  provider.closeAllConnections();
  await new Promise((done) => provider.close(done));
});

async function aKey(alg: 'RS256' | 'ES256', kid: string) {
  const { publicKey, privateKey } = await generateKeyPair(alg);
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
  return { privateKey, jwk, alg, kid };
}

type Key = Awaited<ReturnType<typeof aKey>>;

const jwt = (claims: Record<string, unknown> = {}) =>
  new SignJWT({ roles: ['officer'], ...claims })
    .setSubject('p.taylor')
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime('1h');
const signed = (token: SignJWT, { privateKey, alg, kid }: Key) =>
  token.setProtectedHeader({ alg, kid }).sign(privateKey);
const verifier = (more: Partial<OidcOptions> = {}) =>
  oidcVerifier({ issuer: ISSUER, audience: AUDIENCE, jwksUrl, ...more });

describe('a token of an OpenID provider', () => {
  it.each(['RS256', 'ES256'] as const)('signed with %s is taken, with what it claims', async (alg) => {
    const key = await aKey(alg, 'one');
    published = { keys: [key.jwk] };
    const token = await signed(
      jwt({
        name: 'Pat Taylor',
        roles: 'officer, wizard',
        duties: ['POM', 'KING'],
        prisons: 'MDI LEI',
        regions: [],
        agency_id: 'shelter-first',
      }),
      key,
    );
    expect(await verifier().verify(token)).toEqual({
      id: 'p.taylor',
      name: 'Pat Taylor',
      roles: ['officer'],
      duties: ['POM'],
      prisons: ['MDI', 'LEI'],
      regions: [],
      agencyId: 'shelter-first',
    });
  });

  it('may use other names for its claims', async () => {
    const key = await aKey('ES256', 'one');
    published = { keys: [key.jwk] };
    const token = await signed(jwt({ 'cognito:groups': ['admin'], roles: ['partner'] }), key);
    const user = await verifier({ claims: { roles: 'cognito:groups' } }).verify(token);
    expect(user?.roles).toEqual(['admin']);
  });

  it('claims nothing it does not say', async () => {
    const key = await aKey('ES256', 'one');
    published = { keys: [key.jwk] };
    const token = await signed(jwt({ roles: { officer: true }, prisons: 7 }), key);
    expect(await verifier().verify(token)).toEqual({
      id: 'p.taylor',
      name: 'p.taylor',
      roles: [],
      duties: [],
      prisons: [],
      regions: [],
    });
  });

  it('is refused with another issuer, audience, key or subject, expired, unsigned or garbled', async () => {
    const key = await aKey('ES256', 'one');
    const stranger = await aKey('ES256', 'one');
    const unknown = await aKey('ES256', 'two');
    published = { keys: [key.jwk] };
    const unsecured = new UnsecuredJWT({ roles: ['admin'] })
      .setSubject('p.taylor')
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setExpirationTime('1h');
    const hmac = jwt()
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .sign(Buffer.from(JSON.stringify(key.jwk)));
    const tokens = {
      issuer: await signed(jwt().setIssuer('https://login.example/other'), key),
      audience: await signed(jwt().setAudience('other'), key),
      expired: await signed(jwt().setExpirationTime('-2m'), key),
      otherKeySameName: await signed(jwt(), stranger),
      unknownKey: await signed(jwt(), unknown),
      subject: await signed(jwt().setSubject('a#b'), key),
      unsecured: unsecured.encode(),
      publicKeyAsSecret: await hmac,
      garbled: 'not.a.token',
      empty: '',
    };
    const verify = verifier();
    for (const [why, token] of Object.entries(tokens)) {
      expect({ why, user: await verify.verify(token) }).toEqual({ why, user: undefined });
    }
    expect(await verify.verify(await signed(jwt(), key))).toBeDefined();
  });
});

describe('when the provider’s keys cannot be read', () => {
  it.each([
    ['an error', 500, {}],
    ['no JSON', 200, '<html>'],
    ['no keys', 200, { nothing: true }],
  ])('because it answers %s, nobody is refused and nobody let in', async (_case, answer, body) => {
    const key = await aKey('ES256', 'one');
    status = answer;
    published = body;
    await expect(verifier().verify(await signed(jwt(), key))).rejects.toThrow(IdentityUnavailableError);
  });

  it('because it is gone, nobody is refused and nobody let in', async () => {
    const key = await aKey('ES256', 'one');
    await new Promise((done) => provider.close(done));
    await expect(verifier().verify(await signed(jwt(), key))).rejects.toThrow(IdentityUnavailableError);
  });
});
