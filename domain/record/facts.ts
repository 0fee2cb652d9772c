import { hash as digest } from 'node:crypto';
import type { Actor } from './actor.ts';
import type { IsoInstant } from '../law/time.ts';

export type FactData = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** Which of a fact's data are its private part, and what their hash was salted with, so that it cannot be guessed. */
export interface PrivatePart {
  readonly salt: string;
  readonly names: readonly string[];
}

/**
 * One line of a history: what happened, when, and who did it. Lines are only ever added, and each carries the hash of the
 * one before, so that an edit, a removal or a change of order can be found.
 *
 * What somebody wrote, and what identifies the person, is the private part: it is stored beside the line, and the chain
 * has only its salted hash.
 */
export interface ChainedLine<Type extends string> {
  readonly sequence: number;
  readonly at: IsoInstant;
  readonly by: Actor;
  readonly type: Type;
  /** Everything that was recorded, the private part with it. */
  readonly data: FactData;
  /** Absent in a fact that has none, and in older ones, whose data are all in the chain. */
  readonly private?: PrivatePart;
  readonly privateHash?: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** One line of a journey's timeline. */
export type Fact = ChainedLine<FactType>;

export const FACT_TYPES = [
  'journey-started',
  'phase-entered',
  'officers-allocated',
  'opened-in-emergency',
  'emergency-access-ended',
  'details-recorded',
  'step-opened',
  'step-completed',
  'step-closed',
  'step-carried',
  'step-overdue',
  'step-escalated',
  'step-reminded',
  'appointment-made',
  'appointment-changed',
  'appointment-cancelled',
  'appointment-kept',
  'appointment-missed',
  'contact-recorded',
  'message-handed-over',
  'message-not-handed-over',
  'sentence-recorded',
  'sentence-date-recorded',
  'sentence-date-removed',
  'release-date-set',
  'release-day-assessed',
  'release-day-decided',
  'release-day-decision-voided',
  'release-day-proposal-lapsed',
  'release-date-confirmed',
  'change-proposed',
  'proposal-approved',
  'proposal-declined',
  'proposal-withdrawn',
  'deadlines-moved',
  'referral-made',
  'referral-not-made',
  'referral-delivered',
  'referral-answered',
  'referral-answered-late',
  'referral-withdrawn',
  'referral-disclosed',
  'delivery-parked',
  'mentor-offered',
  'mentor-accepted',
  'mentor-declined',
  'mentor-at-gate',
  'mentor-not-at-gate',
  'mentor-stopped',
  'consent-given',
  'consent-refused',
  'consent-withdrawn',
  'records-merged',
  'merged-into',
  'prison-number-changed',
  'address-recorded',
  'released',
  'released-in-error',
  'released-without-address',
  'release-made-lawful',
  'release-day-corrected',
  'release-undone',
  'incident-opened',
  'incident-resolved',
  'reconcile-asked',
  'restarted',
  'recalled',
  'recall-undone',
  'cycle-ended',
  'cycle-began',
  'unlawfully-at-large',
  'returned-to-custody',
  'recall-date-assessed',
  'new-sentence-joined',
  'licence-varied',
  'licence-activated',
  'licence-inactivated',
  'events-contradict',
  'contradiction-explained',
  'timeline-changed',
  'transferred',
  'officers-changed',
  'officer-away',
  'officer-absence-changed',
  'officer-back',
  'held',
  'resumed',
  'died',
  'access-excluded',
  'access-restricted',
  'access-list-shortened',
  'access-limits-lifted',
  'journey-closed',
  'follow-up-needed',
] as const;
export type FactType = (typeof FACT_TYPES)[number];

export const FIRST_HASH = '0'.repeat(64);

/** A fact's data, apart from its private part and that part alone. */
export function partsOf({ data, private: kept }: Pick<Fact, 'data' | 'private'>): {
  readonly chained: FactData;
  readonly beside: FactData;
} {
  const isPrivate = (name: string): boolean => kept?.names.includes(name) === true;
  const entries = Object.entries(data);
  return {
    chained: Object.fromEntries(entries.filter(([name]) => !isPrivate(name))),
    beside: Object.fromEntries(entries.filter(([name]) => isPrivate(name))),
  };
}

/** SHA-256 over a private part and its salt, in hex. */
export function hashOfPrivate(data: FactData, kept: PrivatePart): string {
  return digest(
    'sha256',
    JSON.stringify([kept.salt, sorted(partsOf({ data, private: kept }).beside)]),
    'hex',
  );
}

/** SHA-256 over what the chain has of the line, and the hash before it, in hex. */
export function hashOf(fact: Omit<ChainedLine<string>, 'hash'>): string {
  const text = JSON.stringify([
    fact.previousHash,
    fact.sequence,
    fact.at,
    fact.by.kind,
    fact.by.id,
    fact.type,
    sorted(partsOf(fact).chained),
    // Older facts have none, and are hashed as they were.
    ...(fact.privateHash === undefined ? [] : [fact.privateHash]),
  ]);
  return digest('sha256', text, 'hex');
}

function sorted(data: FactData): readonly (readonly [string, unknown])[] {
  return Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

export type ChainCheck =
  { readonly ok: true } | { readonly ok: false; readonly sequence: number; readonly why: string };

/** Verifies a whole history, in order from the first fact: finds any edit, deletion, change of order or fork. */
export function verifyChain(facts: readonly ChainedLine<string>[]): ChainCheck {
  let previousHash = FIRST_HASH;
  for (const [index, fact] of facts.entries()) {
    const { hash, ...rest } = fact;
    if (fact.sequence !== index + 1)
      return { ok: false, sequence: fact.sequence, why: `expected fact ${index + 1}` };
    if (fact.previousHash !== previousHash)
      return { ok: false, sequence: fact.sequence, why: 'does not follow the fact before it' };
    if (hashOf(rest) !== hash)
      return { ok: false, sequence: fact.sequence, why: 'its text is not what was recorded' };
    if ((fact.private && hashOfPrivate(fact.data, fact.private)) !== fact.privateHash)
      return { ok: false, sequence: fact.sequence, why: 'its private part is not what was recorded' };
    previousHash = hash;
  }
  return { ok: true };
}
