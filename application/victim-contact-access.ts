import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Action } from '../domain/access/subjects.ts';
import type { User } from '../domain/access/user.ts';
import { relationOf } from '../domain/access/relations.ts';
import type { Journey } from '../domain/journey/journey.ts';
import { dateInLondon, isoInstant, type IsoDate } from '../domain/law/time.ts';
import type { Actor } from '../domain/record/actor.ts';
import { expiryOf, quarterOf } from './access-log-items.ts';
import { admit, permit } from './access.ts';
import { readJourney } from './items.ts';
import { keys, partitions, sorts, VICTIM_ROWS } from './keys.ts';
import { done, refuse, type Result } from './refusal.ts';
import type { Services } from './services.ts';

/** Actions about victim contact of one person. */
export type VictimAction = Extract<Action, `${'read' | 'record'}-victim-${string}`>;

/**
 * The head of a journey, for a user who may read or record victim contact about it. The consultation is kept beside what
 * was consulted, before it is shown: in the access log, which administrators read, it would say that there is any. A
 * denial says nothing of that, because the rules do not know, and is in the access log as every other.
 * @returns NOT_PERMITTED; NOT_FOUND.
 */
export async function victimContactFor(
  services: Services,
  user: User,
  journeyId: string,
  action: VictimAction,
): Promise<Result<{ readonly journey: Journey; readonly today: IsoDate; readonly by: Actor }>> {
  const asked = { user, action, journeyId } as const;
  const reader = permit(user, 'list-journeys', {});
  if (!reader.ok) {
    services.accessLog.denied({ ...asked, reason: reader.detail });
    return reader;
  }
  const head = await services.table.get(keys.journey(journeyId));
  if (!head) return refuse('NOT_FOUND', 'There is no such journey.');
  const journey = readJourney(head);
  const today = dateInLondon(services.clock.now()).toString();
  const allowed = permit(user, action, { journey, today });
  if (!allowed.ok) {
    const relation = relationOf(user, { journey, today });
    services.accessLog.denied({ ...asked, relation, reason: allowed.detail });
    return allowed;
  }
  await keepRead(services, user, action, partitions.victimContact(journeyId));
  return done({ journey, today, by: allowed.value });
}

/** The same for the list of a region's unit. @returns NOT_PERMITTED */
export async function victimUnitFor(services: Services, user: User, region: string): Promise<Result<Actor>> {
  const allowed = admit(services, user, 'list-victim-contact', { region });
  if (!allowed.ok) return allowed;
  await keepRead(services, user, 'list-victim-contact', partitions.victimUnit(region));
  return allowed;
}

/** One row for a user and an action in a quarter of an hour, kept as long as the access log. */
async function keepRead(
  { table, clock, law }: Services,
  user: User,
  action: Action,
  partition: string,
): Promise<void> {
  const at = clock.now();
  const day = dateInLondon(at).toString();
  const who = createHash('sha256').update(`${user.id} ${action}`).digest('hex').slice(0, 24);
  const item = {
    ...keys.victimRead(partition, sorts.byInstant(quarterOf(at), who)),
    read: { at: isoInstant(at), user: user.id, action },
    expiresAt: expiryOf(day, law),
  };
  await table.transact([{ kind: 'put', item, when: { kind: 'absent' } }]);
}

const consulted = z.object({ read: z.object({ at: z.string(), user: z.string(), action: z.string() }) });
const MOST_SHOWN = 20;

/** Who consulted victim contact about a person lately, newest first: for the unit itself. */
export async function readersOf(
  { table }: Pick<Services, 'table'>,
  journeyId: string,
): Promise<readonly { readonly at: string; readonly user: string; readonly action: string }[]> {
  const { items } = await table.query({
    partition: partitions.victimContact(journeyId),
    startsWith: VICTIM_ROWS.read,
    direction: 'backward',
    limit: MOST_SHOWN,
  });
  return items.map((item) => consulted.parse(item).read);
}

/** A member of any unit. @returns NOT_PERMITTED */
export function ofSomeUnit(services: Services, user: User): Result<Actor> {
  const [first = ''] = user.regions;
  const region =
    user.regions.find((each) => permit(user, 'list-victim-contact', { region: each }).ok) ?? first;
  return admit(services, user, 'list-victim-contact', { region });
}
