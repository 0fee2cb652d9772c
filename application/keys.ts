import type { Key } from './ports/table.ts';

/** Every key format of the table, in one place. */
export const keys = {
  journey: (id: string): Key => ({ pk: `JOURNEY#${id}`, sk: 'HEAD' }),
  fact: (id: string, sequence: number): Key => ({
    pk: `JOURNEY#${id}`,
    sk: `FACT#${String(sequence).padStart(6, '0')}`,
  }),
  step: (id: string, key: string): Key => ({ pk: `JOURNEY#${id}`, sk: `STEP#${key}` }),
  referral: (id: string, referralId: string): Key => ({ pk: `JOURNEY#${id}`, sk: `REFERRAL#${referralId}` }),
  outbox: (id: string, sequence: number): Key => ({
    pk: `JOURNEY#${id}`,
    sk: `OUTBOX#${String(sequence).padStart(6, '0')}`,
  }),
  /** One open journey a person. */
  person: (prisonNumber: string): Key => ({ pk: `PERSON#${prisonNumber}`, sk: 'JOURNEY' }),
  /** Which journey a referral belongs to; partners know only the referral. */
  referralLookup: (referralId: string): Key => ({ pk: `REFERRAL#${referralId}`, sk: 'LOOKUP' }),
  idempotency: (caller: string, key: string): Key => ({ pk: `IDEMPOTENCY#${caller}#${key}`, sk: 'ANSWER' }),
  agency: (agencyId: string): Key => ({ pk: `AGENCY#${agencyId}`, sk: 'PROFILE' }),
  /** Which agencies give a service where: `national`, or a prison's or region's id. */
  service: (service: string, place: string, agencyId: string): Key => ({
    pk: `SERVICE#${service}#${place}`,
    sk: `AGENCY#${agencyId}`,
  }),
  /** Who and what forms offer by name. */
  listedStaff: (userId: string): Key => ({ pk: partitions.directory(), sk: `STAFF#${userId}` }),
  listedAgency: (agencyId: string): Key => ({ pk: partitions.directory(), sk: `AGENCY#${agencyId}` }),
  delivery: (agencyId: string, deliveryId: string): Key => ({
    pk: `AGENCY#${agencyId}`,
    sk: `DELIVERY#${deliveryId}`,
  }),
  /** What the last sweep, or the last reconcile, came to. */
  lastRun: (of: 'sweep' | 'reconcile'): Key => ({ pk: `RUN#${of}`, sk: 'LAST' }),
  /** Who asked for a reconcile of everything, and when. */
  reconcileAsked: (at: string, id: string): Key => ({ pk: 'RUN#reconcile', sk: `ASKED#${at}#${id}` }),
  /** How far a training stage's clock is ahead of the real one. */
  trainingClock: (): Key => ({ pk: 'CLOCK', sk: 'AHEAD' }),
} as const;

/** Partitions that are spread, so that no one of them is hot. */
export const SHARDS = 4;

export function shardOf(id: string): number {
  return spread(id) % SHARDS;
}

/** Which of so many equal shares an id falls in; each share is in every shard. */
export function shareOf(id: string, shares: number): number {
  return Math.floor(spread(id) / SHARDS) % shares;
}

function spread(id: string): number {
  let sum = 0;
  for (let index = 0; index < id.length; index += 1) sum = (sum * 31 + id.charCodeAt(index)) >>> 0;
  return sum;
}

export const partitions = {
  due: (shard: number): string => `DUE#${shard}`,
  driven: (shard: number): string => `DRIVEN#${shard}`,
  unsent: (shard: number): string => `UNSENT#${shard}`,
  prison: (prison: string): string => `PRISON#${prison}`,
  /** Those released from a prison: apart, so that its caseload does not grow with everyone it ever released. */
  releasedFrom: (prison: string): string => `PRISON#${prison}#RELEASED`,
  officer: (officer: string): string => `OFFICER#${officer}`,
  attention: (): string => 'ATTENTION',
  waiting: (waitsFor: string): string => `WAITING#${waitsFor}`,
  agency: (agencyId: string): string => `AGENCY#${agencyId}`,
  directory: (): string => 'DIRECTORY',
} as const;
