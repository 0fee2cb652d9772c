import type { HttpResponse } from '../../web/http/http.ts';
import { PAGE_HEADERS, SECURE_HEADERS } from '../../web/console/security-headers.ts';

/** One line of text, for when there is no console to draw a page. */
export function plainPage(status: number, text: string): HttpResponse {
  const headers = { ...PAGE_HEADERS, ...SECURE_HEADERS, 'content-type': 'text/plain; charset=utf-8' };
  return { status, headers, body: `${text}\n` };
}
