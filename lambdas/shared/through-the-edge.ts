import { createHash, timingSafeEqual } from 'node:crypto';
import { EDGE_HEADER } from '../../web/http/edge.ts';
import type { Request } from '../../web/http/request.ts';
import type { Response } from '../../web/http/response.ts';

export interface Edge {
  /** The secrets that CloudFront may send: the present and the previous one. */
  readonly secrets: () => Promise<readonly string[]>;
  /** The response to requests that bypass CloudFront. */
  readonly refused: Response;
  /** The response while the secret cannot be read. */
  readonly unavailable: Response;
  /** Called for each refused request. */
  readonly onRefused: () => void;
  readonly onProblem: (what: string, error: unknown) => void;
}

/**
 * Handles only requests through CloudFront, where the firewall is: an HTTP API's own address is public. The secret is
 * removed before the request is passed on.
 */
export function throughTheEdge(
  answer: (request: Request) => Promise<Response>,
  { secrets, refused, unavailable, onRefused, onProblem }: Edge,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { [EDGE_HEADER]: given = '', ...headers } = request.headers;
    let known: readonly string[];
    try {
      known = await secrets();
    } catch (error) {
      onProblem('The edge’s secret cannot be read', error);
      return unavailable;
    }
    if (!isOneOf(given, known)) {
      onRefused();
      return refused;
    }
    return answer({ ...request, headers });
  };
}

/** In constant time: hashes have one length, and all of them are compared. */
function isOneOf(given: string, known: readonly string[]): boolean {
  const hash = hashOf(given);
  return known.filter((each) => timingSafeEqual(hashOf(each), hash)).length > 0;
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
