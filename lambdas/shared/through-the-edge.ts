import { createHash, timingSafeEqual } from 'node:crypto';
import { EDGE_HEADER } from '../../web/http/edge.ts';
import type { Request } from '../../web/http/request.ts';
import type { Response } from '../../web/http/response.ts';

export interface Edge {
  /** What CloudFront sends: now, and before it was last changed. */
  readonly secrets: () => Promise<readonly string[]>;
  /** The answer to what did not come through it. */
  readonly refused: Response;
  /** The answer while nobody can know what came through it. */
  readonly unavailable: Response;
  /** Told of each request that is refused. */
  readonly onRefused: () => void;
  readonly onProblem: (what: string, error: unknown) => void;
}

/**
 * Answers only what came through CloudFront, where the firewall is: an HTTP API's own address is public, and takes
 * no firewall. The secret by which it is known goes no further than here.
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

/** In the same time whatever is given: hashes have one length, and all of them are compared. */
function isOneOf(given: string, known: readonly string[]): boolean {
  const hash = hashOf(given);
  return known.filter((each) => timingSafeEqual(hashOf(each), hash)).length > 0;
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
