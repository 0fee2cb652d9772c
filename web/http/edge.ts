/** How the functions know that a request came through CloudFront, where the firewall is. */

/** CloudFront sets this header to a secret, and overwrites any other value. */
export const EDGE_HEADER = 'x-through-the-gate-edge';

/** Counts refused requests without the secret. */
export const AROUND_THE_EDGE = 'RequestsAroundTheEdge';
