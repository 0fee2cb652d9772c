import type { Request } from './request.ts';

/** An HTTP response of the API or of a page. */
export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export type RequestHandler = (request: Request) => Promise<Response>;

/** A HEAD request gets the headers of the GET response, without its body. */
export function withoutBodyForHead({ method }: Request, response: Response): Response {
  return method === 'HEAD' ? { ...response, body: '' } : response;
}
