import type { Response } from '../../web/http/response.ts';
import { PAGE_HEADERS, HTTPS_HEADERS } from '../../web/http/headers.ts';

/** One line of text, for when the console could not be created. */
export function plainPage(status: number, text: string): Response {
  const headers = { ...PAGE_HEADERS, ...HTTPS_HEADERS, 'content-type': 'text/plain; charset=utf-8' };
  return { status, headers, body: `${text}\n` };
}
