import { SYSTEM } from '../domain/record/actor.ts';
import { changeJourney } from './change-journey.ts';
import { keepRegister, type RegisteredJourney } from './journey-register.ts';
import type { Table } from './ports/table.ts';
import { done } from './refusal.ts';
import type { Services } from './services.ts';

/** The first fact of a timeline that is not what was recorded, and why. */
type Changed = NonNullable<RegisteredJourney['changed']>;

/** Asks administrators about a timeline, open or closed, and keeps that they were asked. */
export async function askAboutTimeline(
  services: Services,
  registered: RegisteredJourney,
  changed: Changed,
): Promise<void> {
  await changeJourney(services, registered.journeyId, { by: SYSTEM }, async ({ draft, open }) => {
    draft.record('timeline-changed', { fact: changed.sequence });
    await open({ kind: 'changed-timeline' });
    return done('');
  });
  await keepChanged(services.table, registered, changed);
}

export function keepChanged(
  table: Pick<Table, 'transact'>,
  { journeyId, verified }: RegisteredJourney,
  changed: Changed,
): Promise<void> {
  return keepRegister(table, { journeyId, ...(verified && { verified }), changed });
}
