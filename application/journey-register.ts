import * as z from 'zod';
import type { Journey } from '../domain/journey/journey.ts';
import { journeyIdOf, keys, partitions } from './keys.ts';
import type { Item, Table, Write } from './ports/table.ts';

/**
 * One row for each journey, open or closed, for work that must find them all: nothing else lists those that sleep or are
 * closed, and nothing scans the table. It also has how far the timeline was verified, apart from the journey's own rows.
 */
export interface RegisteredJourney {
  readonly journeyId: string;
  readonly verified?: { readonly count: number; readonly hash: string } | undefined;
  /** The first fact that is not what was recorded, as far as administrators have been asked about it. */
  readonly changed?: { readonly sequence: number; readonly why: string } | undefined;
}

const row = z.object({
  register: z.object({
    journeyId: z.string(),
    verified: z.object({ count: z.int(), hash: z.string() }).optional(),
    changed: z.object({ sequence: z.int(), why: z.string() }).optional(),
  }),
});

export function registerItem(register: RegisteredJourney): Item {
  return { ...keys.registeredJourney(register.journeyId), register: { ...register } };
}

/** Puts a journey into the register with its first change, if it is not there. */
export function registering({ id, registered }: Pick<Journey, 'id' | 'registered'>): readonly Write[] {
  return registered === true ? [] : [{ kind: 'put', item: registerItem({ journeyId: id }) }];
}

/**
 * Puts journeys from before there was a register into it, for a store that can list the heads.
 * @param heads their partitions.
 */
export async function registerJourneys(
  table: Pick<Table, 'transact'>,
  heads: readonly string[],
): Promise<void> {
  for (const pk of heads) {
    const journeyId = journeyIdOf({ pk });
    if (journeyId === undefined) continue;
    const item = registerItem({ journeyId });
    await table.transact([{ kind: 'put', item, when: { kind: 'absent' } }]);
  }
}

export interface RegisterPage {
  readonly journeys: readonly RegisteredJourney[];
  /** The id up to which all have been returned; undefined on the last page of the shard. */
  readonly through?: string;
}

/** The next journeys of a shard, by id, after this id. */
export async function registerPage(
  table: Pick<Table, 'query'>,
  shard: number,
  after: string,
  limit: number,
): Promise<RegisterPage> {
  // `~` sorts after every character of an id.
  const { items, cursor } = await table.query({
    partition: partitions.journeys(shard),
    limit,
    ...(after !== '' && { from: `${after}~` }),
  });
  const journeys = items.map((item) => row.parse(item).register);
  const through = cursor === undefined ? undefined : journeys.at(-1)?.journeyId;
  return { journeys, ...(through !== undefined && { through }) };
}

/** What the register has of a journey; of one that is not in it, that nothing was verified. */
export async function registeredAs(table: Pick<Table, 'get'>, journeyId: string): Promise<RegisteredJourney> {
  const item = await table.get(keys.registeredJourney(journeyId));
  return item === undefined ? { journeyId } : row.parse(item).register;
}

export async function keepRegister(
  table: Pick<Table, 'transact'>,
  register: RegisteredJourney,
): Promise<void> {
  await table.transact([{ kind: 'put', item: registerItem(register) }]);
}
