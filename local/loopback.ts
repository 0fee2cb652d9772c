import type { Problem } from '../web/http/problem.ts';
import type { Request } from '../web/http/request.ts';

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Why a request is refused although it reached this machine: a page of another site sent it. Its own name may have
 * been pointed at this machine (DNS rebinding), so that the browser takes the product for a part of that site; then
 * `Host` has that name. Otherwise the browser names the site in `Origin` or `Sec-Fetch-Site`.
 */
export function foreignRequest({
  method,
  headers,
}: Pick<Request, 'method' | 'headers'>): Problem | undefined {
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  if (!LOOPBACK_HOST.test(host))
    return { code: 'NOT_PERMITTED', detail: 'This address is served to this machine only, as localhost.' };
  if (method === 'GET' || method === 'HEAD') return undefined;
  const sameOrigin = origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`;
  const sameSite = site === undefined || site === 'same-origin' || site === 'none';
  return sameOrigin && sameSite
    ? undefined
    : { code: 'NOT_PERMITTED', detail: 'A page of another site may not change anything here.' };
}
