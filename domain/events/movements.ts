import type { Law } from '../law/law.ts';
import { daysBetween, type IsoDate } from '../law/time.ts';

/** A person left custody, or came into it. */
export interface Movement {
  /** The event's id, or `record` for what officers recorded. */
  readonly id: string;
  /** Text order is time order. */
  readonly at: string;
  /** The day in London. */
  readonly on: IsoDate;
  readonly kind: 'OUT' | 'IN';
}

/** Two movements that cannot both be right; the later one is not followed until somebody has looked. */
export interface Contradiction {
  readonly earlier: Movement;
  readonly later: Movement;
}

export interface Whereabouts {
  /** The release that stands; undefined while the person is in custody. */
  readonly out?: Movement;
  /** Movements that were followed or change nothing. */
  readonly settled: readonly Movement[];
  readonly contradictions: readonly Contradiction[];
}

/**
 * Where a person is by every movement known, whatever the order in which they arrived. A release is reversed by coming
 * in within days (`releaseReversedDays`). Any other coming in, and a second release, contradict the release that stands.
 * @param recorded a release that officers recorded, which no movement from before it changes.
 */
export function whereaboutsOf(movements: readonly Movement[], law: Law, recorded?: Movement): Whereabouts {
  let out = recorded;
  const settled: Movement[] = [];
  const contradictions: Contradiction[] = [];
  for (const movement of movements.toSorted(inOrder)) {
    const after = out === undefined ? undefined : daysBetween(out.on, movement.on);
    if (out === undefined || after === undefined) {
      if (movement.kind === 'OUT') out = movement;
      settled.push(movement);
    } else if (movement.kind === 'OUT' ? after === 0 : after < 0) {
      settled.push(movement);
    } else if (movement.kind === 'IN' && after <= law.on(out.on).releaseReversedDays) {
      out = undefined;
      settled.push(movement);
    } else {
      contradictions.push({ earlier: out, later: movement });
    }
  }
  return { ...(out !== undefined && { out }), settled, contradictions };
}

function inOrder(a: Movement, b: Movement): number {
  if (a.at === b.at) return a.id < b.id ? -1 : 1;
  return a.at < b.at ? -1 : 1;
}
