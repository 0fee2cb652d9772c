import { FIRST_HASH, verifyChain, type ChainCheck, type Fact } from './facts.ts';

/** How far a timeline was: the number of its facts, and the hash of the last one. */
export interface TimelineEnd {
  readonly count: number;
  readonly hash: string;
}

/**
 * Verifies a timeline against itself, against its head, and against what it was when it was last verified: a chain that
 * was sealed again as a whole follows from itself, and so does one whose end was removed.
 * @param facts undefined for a row that is missing or cannot be read.
 */
export function checkTimeline(
  facts: readonly (Fact | undefined)[],
  head: TimelineEnd,
  verified?: TimelineEnd,
): ChainCheck {
  const gap = facts.findIndex((fact, index) => fact === undefined || fact.sequence > index + 1);
  const known = facts.slice(0, gap === -1 ? undefined : gap).filter((fact) => fact !== undefined);
  const chain = verifyChain(known);
  if (!chain.ok) return chain;
  if (gap !== -1) {
    const why = facts[gap] === undefined ? 'it cannot be read' : 'it is missing';
    return { ok: false, sequence: gap + 1, why };
  }
  if (known.length < head.count) return { ok: false, sequence: known.length + 1, why: 'it is missing' };
  if (hashAt(known, head.count) !== head.hash) {
    return { ok: false, sequence: head.count, why: 'it is not the last one that the record knows' };
  }
  if (verified !== undefined && hashAt(known, verified.count) !== verified.hash) {
    return { ok: false, sequence: verified.count, why: 'it was another fact when it was last verified' };
  }
  return { ok: true };
}

function hashAt(facts: readonly Fact[], count: number): string | undefined {
  return count === 0 ? FIRST_HASH : facts[count - 1]?.hash;
}
