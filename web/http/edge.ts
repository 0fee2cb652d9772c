/** How what serves the product on AWS is known to have been asked through CloudFront, where the firewall is. */

/** CloudFront sends a secret in it, and overwrites whatever a visitor wrote there. */
export const EDGE_HEADER = 'x-through-the-gate-edge';

/** Counts what came without that secret, and was refused. */
export const AROUND_THE_EDGE = 'RequestsAroundTheEdge';
