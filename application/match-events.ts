import { isoInstant, type IsoInstant } from '../domain/law/time.ts';
import { keys, partitions, shardOf, sorts } from './keys.ts';
import type { Item, Write } from './ports/table.ts';
import type { Services } from './services.ts';

/**
 * One row a person, which both the beginning of a journey and the setting aside of an event about somebody without one
 * change, on condition that the other has not: so no event stays aside that has a journey.
 */
interface Matching {
  readonly person: string;
  readonly version: number;
  /** Events are set aside. */
  readonly aside: boolean;
  /** When they are to be looked at, because a journey has begun. */
  readonly dueAt?: IsoInstant;
}

/** For the transaction that begins a person's journey: events that were set aside are due at once. */
export async function matchEvents(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  person: string,
): Promise<Write> {
  const known = await readMatching(table, person);
  return writeMatching(known, known.aside ? { dueAt: isoInstant(clock.now()) } : {});
}

/** For the transaction that sets an event aside. */
export async function eventsAreAside({ table }: Pick<Services, 'table'>, person: string): Promise<Write> {
  return writeMatching(await readMatching(table, person), { aside: true });
}

/** The events that were set aside have been looked at. */
export async function eventsAreMatched({ table }: Pick<Services, 'table'>, person: string): Promise<void> {
  const known = await readMatching(table, person);
  if (known.aside) await table.transact([writeMatching(known, { aside: false })]);
}

/** A row that is due because events set aside now have a journey. */
export function matchingItem({ person, version, aside, dueAt }: Matching): Item {
  return {
    ...keys.eventsMatched(person),
    eventsOf: person,
    version,
    aside,
    ...(dueAt !== undefined && {
      duePk: partitions.due(shardOf(person)),
      dueSk: sorts.byInstant(dueAt, person),
    }),
  };
}

async function readMatching(table: Services['table'], person: string): Promise<Matching> {
  const row = await table.get(keys.eventsMatched(person));
  return { person, version: row === undefined ? 0 : Number(row['version']), aside: row?.['aside'] === true };
}

function writeMatching({ person, version, aside }: Matching, over: Partial<Matching>): Write {
  return {
    kind: 'put',
    item: matchingItem({ person, aside, ...over, version: version + 1 }),
    when: version === 0 ? { kind: 'absent' } : { kind: 'version', equals: version },
  };
}
