import type { EventRecord } from '../../event-items.ts';
import { keys } from '../../keys.ts';
import type { Services } from '../../services.ts';
import { removedNumber } from './merged.ts';

/** The open journey that a person's events are about; undefined while there is none. */
export async function journeyOf(
  services: Pick<Services, 'table'>,
  person: string,
  events: readonly EventRecord[],
): Promise<string | undefined> {
  const own = await openJourneyOf(services, person);
  if (own !== undefined) return own;
  // It may be under a number that was merged into this one.
  for (const { event } of events) {
    const removed = removedNumber(event);
    const other = removed === undefined ? undefined : await openJourneyOf(services, removed);
    if (other !== undefined) return other;
  }
  return undefined;
}

export async function openJourneyOf(
  { table }: Pick<Services, 'table'>,
  person: string,
): Promise<string | undefined> {
  const journeyId = (await table.get(keys.person(person)))?.['journeyId'];
  return typeof journeyId === 'string' ? journeyId : undefined;
}
