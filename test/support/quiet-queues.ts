import type { SweepQueues } from '../../application/background/sweep.ts';

/** Queues of a test that looks at something else: they take everything, and nothing is done with it. */
export const QUIET_QUEUES: SweepQueues = {
  deliver: () => Promise.resolve(),
  tell: () => Promise.resolve(),
  lookAtEvents: () => Promise.resolve(),
};
