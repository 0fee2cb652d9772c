import type { Request } from '../http/request.ts';
import { parseTarget } from '../http/target.ts';

/** The query parameter of `/sign-in` that names the page to return to. */
const TO = 'to';
/** The query parameter of `/sign-in` after nobody was chosen. */
const AGAIN = 'again';
const LONGEST = 1_000;
/** One slash, then printable ASCII without a backslash, which browsers read as a second slash. */
const LOCAL = /^\/(?!\/)[!-[\]-~]*$/;

/** The address of the sign-in page, which returns to the page that was requested. */
export function signInFor({ method, path, query }: Pick<Request, 'method' | 'path' | 'query'>): string {
  const asked = query.size === 0 ? path : `${path}?${query.toString()}`;
  return signInReturningTo(method === 'GET' ? (localPath(asked) ?? '/') : '/');
}

/** @param to a path of this site. */
export function signInReturningTo(to: string): string {
  return to === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ [TO]: to }).toString()}`;
}

/** The sign-in page, once more: nobody was chosen on it. */
export function signInAgain(query: URLSearchParams): string {
  return `/sign-in?${new URLSearchParams({ [TO]: returnTo(query), [AGAIN]: 'yes' }).toString()}`;
}

export function isAgain(query: URLSearchParams): boolean {
  return query.has(AGAIN);
}

/** The page to open after signing in: the one requested, if it is a page of this site, else the first. */
export function returnTo(query: URLSearchParams): string {
  return localPath(query.get(TO) ?? '') ?? '/';
}

/** The path and query, if they can only name a page of this site, and not one of signing in or out. */
function localPath(text: string): string | undefined {
  if (text.length > LONGEST || !LOCAL.test(text)) return undefined;
  return /^\/sign-(in|out)(\/|$)/.test(parseTarget(text).path) ? undefined : text;
}
