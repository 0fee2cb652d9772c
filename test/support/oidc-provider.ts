import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const CLIENT = { id: 'gate-console', secret: 'a secret of the console’s' };

/** How a provider behaves, well unless it is told otherwise. */
export interface Behaviour {
  /** What the ID token says beside what every token says; `undefined` leaves one out. */
  claims: Record<string, unknown>;
  /** What it says at the page where people sign in, in place of a code. */
  denies: string | undefined;
  /** What its token endpoint answers, in place of tokens. */
  tokenAnswer: { readonly status: number; readonly body: string } | undefined;
  /** Sign with a key that is not published. */
  forges: boolean;
  /** Gives no refresh tokens, as some do unless asked for more. */
  withoutRefresh: boolean;
  /** Refuses every refresh token it gave: the person was signed out everywhere, or has left. */
  revokes: boolean;
}

interface Grant {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

/** An OpenID Connect provider on this machine, strict about what a client has to send. */
export class OidcProvider {
  readonly behaviour: Behaviour = {
    claims: {},
    denies: undefined,
    tokenAnswer: undefined,
    forges: false,
    withoutRefresh: false,
    revokes: false,
  };
  readonly asked: string[] = [];
  readonly #grants = new Map<string, Grant>();
  /** Each is good for one use, as where refresh tokens rotate. */
  readonly #refreshTokens = new Set<string>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #port = 0;
  #keys: Awaited<ReturnType<typeof newKeys>> | undefined;

  static async start(): Promise<OidcProvider> {
    const provider = new OidcProvider();
    provider.#keys = await (keys ??= newKeys());
    provider.#server.listen(0, '127.0.0.1');
    await once(provider.#server, 'listening');
    provider.#port = (provider.#server.address() as AddressInfo).port;
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    this.asked.push(url.pathname);
    const { status = 200, location, body } = await this.#answerTo(url, await text(request));
    response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) });
    response.end(body);
  }

  async #answerTo(
    url: URL,
    sent: string,
  ): Promise<{ readonly status?: number; readonly location?: string; readonly body?: string }> {
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return { body: JSON.stringify(this.#description()) };
      case '/keys':
        return { body: JSON.stringify({ keys: [this.#keys?.published] }) };
      case '/authorize':
        return { status: 302, location: this.#authorize(url.searchParams) };
      case '/token':
        return this.behaviour.tokenAnswer ?? this.#token(new URLSearchParams(sent));
      default:
        return { status: 404 };
    }
  }

  #description() {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  #authorize(asked: URLSearchParams): string {
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('state', asked.get('state') ?? '');
    if (this.behaviour.denies !== undefined) {
      back.searchParams.set('error', this.behaviour.denies);
      back.searchParams.set('error_description', 'Canary Person may not');
      return back.href;
    }
    const code = randomUUID();
    this.#grants.set(code, {
      challenge: asked.get('code_challenge') ?? '',
      nonce: asked.get('nonce') ?? '',
      redirectUri: asked.get('redirect_uri') ?? '',
    });
    back.searchParams.set('code', code);
    return back.href;
  }

  async #token(form: URLSearchParams) {
    if (form.get('client_id') !== CLIENT.id || form.get('client_secret') !== CLIENT.secret)
      return { status: 401, body: JSON.stringify({ error: 'invalid_client' }) };
    if (form.get('grant_type') === 'refresh_token') {
      const known = this.#refreshTokens.delete(form.get('refresh_token') ?? '');
      if (!known || this.behaviour.revokes)
        return { status: 400, body: JSON.stringify({ error: 'invalid_grant' }) };
      return this.#tokens({});
    }
    const grant = this.#grants.get(form.get('code') ?? '');
    this.#grants.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (grant?.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri'))
      return { status: 400, body: JSON.stringify({ error: 'invalid_grant' }) };
    return this.#tokens({ nonce: grant.nonce });
  }

  async #tokens(more: { readonly nonce?: string }) {
    const now = Math.floor(performance.timeOrigin + performance.now()) / 1000;
    const claims = {
      iss: this.issuer,
      aud: CLIENT.id,
      sub: 'p.taylor',
      iat: Math.floor(now),
      exp: Math.floor(now) + 600,
      ...more,
      ...this.behaviour.claims,
    };
    const key = this.behaviour.forges ? (await (otherKeys ??= newKeys())).signing : this.#keys?.signing;
    if (key === undefined) throw new Error('It has not been started');
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key);
    const refresh = randomUUID();
    this.#refreshTokens.add(refresh);
    const tokens = { access_token: 'opaque', token_type: 'Bearer', id_token: token };
    const given = this.behaviour.withoutRefresh ? tokens : { ...tokens, refresh_token: refresh };
    return { body: JSON.stringify(given) };
  }
}

/** Made once in each process, which takes as long as a whole test. */
let keys: ReturnType<typeof newKeys> | undefined;
/** No provider publishes these. */
let otherKeys: ReturnType<typeof newKeys> | undefined;

async function newKeys() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  return {
    signing: privateKey,
    published: { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' },
  };
}
