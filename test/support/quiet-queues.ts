import type { Queues } from '../../application/background/relay.ts';

/** Queues of a test that looks at something else: they take everything, and nothing is done with it. */
export const QUIET_QUEUES: Queues = {
  deliver: () => Promise.resolve(),
  tell: () => Promise.resolve(),
};
