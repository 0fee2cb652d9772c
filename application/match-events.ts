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
  /** When they are to be looked at, because a journey has begun or the number was merged. */
  readonly dueAt?: IsoInstant;
  /** The number that this one was merged into: its events are among those of that number. */
  readonly into?: string;
}

/** For the transaction that begins a person's journey: events that were set aside are due at once. */
export async function matchEvents(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  person: string,
): Promise<Write> {
  const known = await readMatching(table, person);
  return writeMatching(known, known.aside ? { dueAt: isoInstant(clock.now()) } : {});
}

/**
 * For the transaction that makes a number known as merged into another: its events are put among those of the other, now
 * and whenever more come.
 * @returns undefined where the other number is merged into this one, or into itself.
 */
export async function eventsGoTo(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  number: string,
  into: string,
): Promise<Write | undefined> {
  if (number === into || (await presentNumber({ table }, into)) === number) return undefined;
  const known = await readMatching(table, number);
  return writeMatching(known, { aside: true, into, dueAt: isoInstant(clock.now()) });
}

/** The number under which the events of a person are now. */
export async function presentNumber({ table }: Pick<Services, 'table'>, number: string): Promise<string> {
  let present = number;
  for (let merges = 0; merges < MOST_MERGES; merges += 1) {
    const { into } = await readMatching(table, present);
    if (into === undefined) return present;
    present = into;
  }
  return number;
}

/** Longer chains of merges do not exist, so a loop ends here. */
const MOST_MERGES = 20;

/** For the transaction that sets an event aside. */
export async function eventsAreAside({ table }: Pick<Services, 'table'>, person: string): Promise<Write> {
  return writeMatching(await readMatching(table, person), { aside: true });
}

/** The events of a number that is merged into another are among those of the other. */
export async function eventsHaveGone({ table }: Pick<Services, 'table'>, number: string): Promise<void> {
  const row = await table.get(keys.eventsMatched(number));
  if (row?.['duePk'] !== undefined)
    await table.transact([writeMatching(await readMatching(table, number), {})]);
}

/** The events that were set aside have been looked at. */
export async function eventsAreMatched({ table }: Pick<Services, 'table'>, person: string): Promise<void> {
  const known = await readMatching(table, person);
  if (known.aside) await table.transact([writeMatching(known, { aside: false })]);
}

/** A row that is due because events set aside now have a journey. */
export function matchingItem({ person, version, aside, dueAt, into }: Matching): Item {
  return {
    ...keys.eventsMatched(person),
    version,
    aside,
    ...(into !== undefined && { into }),
    ...(dueAt !== undefined && {
      duePk: partitions.due(shardOf(person)),
      dueSk: sorts.byInstant(dueAt, person),
    }),
  };
}

async function readMatching(table: Services['table'], person: string): Promise<Matching> {
  const row = await table.get(keys.eventsMatched(person));
  const into = row?.['into'];
  return {
    person,
    version: row === undefined ? 0 : Number(row['version']),
    aside: row?.['aside'] === true,
    ...(typeof into === 'string' && { into }),
  };
}

function writeMatching({ person, version, aside, into }: Matching, over: Partial<Matching>): Write {
  return {
    kind: 'put',
    item: matchingItem({ person, aside, ...(into !== undefined && { into }), ...over, version: version + 1 }),
    when: version === 0 ? { kind: 'absent' } : { kind: 'version', equals: version },
  };
}
