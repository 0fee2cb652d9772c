import { AsyncLocalStorage } from 'node:async_hooks';
import { userFromClaims } from '../../adapters/identity/claims.ts';
import type { TokenVerifier } from '../../application/ports/identity.ts';
import type { User } from '../../domain/access/user.ts';

/** Claims of a token that API Gateway's authorizer has verified, all as text: a list reads `[a b]`. */
export type AuthorizedClaims = Readonly<Record<string, string | number | boolean | string[]>>;

export interface AuthorizedRequests {
  readonly verifier: TokenVerifier;
  /** Handles one request as the user of these claims. */
  during<T>(claims: AuthorizedClaims | undefined, work: () => Promise<T>): Promise<T>;
}

/** Groups of the user pool with one claim each: `role:officer`, `duty:GOVERNOR`, `prison:MDI`, `region:N54`. */
const GROUPS = 'cognito:groups';
/** The scope of a partner agency's client: `through-the-gate/agency.eastmoor`. */
const AGENCY_SCOPE = /(?:^|\s)through-the-gate\/agency\.([A-Za-z0-9-]{1,60})(?=\s|$)/;

/**
 * A verifier for use behind API Gateway, which has verified the token: it reads the request's claims and never the
 * token. Without claims nobody is signed in.
 */
export function authorizedRequests(): AuthorizedRequests {
  const current = new AsyncLocalStorage<AuthorizedClaims>();
  return {
    verifier: { verify: () => Promise.resolve(userOf(current.getStore())) },
    during: (claims, work) => (claims === undefined ? work() : current.run(claims, work)),
  };
}

/**
 * The user of a verified token, from the claims of {@link userFromClaims}, the user pool's groups, or a client's scope.
 */
export function userOf(claims: Readonly<Record<string, unknown>> | undefined): User | undefined {
  if (claims === undefined) return undefined;
  const plain = Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, withoutBrackets(value)]),
  );
  const agencyId = AGENCY_SCOPE.exec(textOf(plain['scope']))?.[1];
  if (agencyId !== undefined)
    return userFromClaims({ sub: plain['sub'], roles: 'partner', agency_id: agencyId });
  const groups = textOf(plain[GROUPS]);
  return userFromClaims(
    groups === '' ? plain : { sub: plain['sub'], name: plain['name'], ...saidBy(groups) },
  );
}

function saidBy(groups: string): Readonly<Record<string, readonly string[]>> {
  const all = groups.split(/[\s,]+/);
  const of = (kind: string) =>
    all.flatMap((group) => (group.startsWith(`${kind}:`) ? [group.slice(kind.length + 1)] : []));
  return { roles: of('role'), duties: of('duty'), prisons: of('prison'), regions: of('region') };
}

function withoutBrackets(value: unknown): unknown {
  return typeof value === 'string' && /^\[.*\]$/.test(value) ? value.slice(1, -1) : value;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' ? value : '';
}
