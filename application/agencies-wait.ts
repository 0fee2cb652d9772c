import type { Journey } from '../domain/journey/journey.ts';
import { isoInstant } from '../domain/law/time.ts';
import type { Delivery, WebhookEvent } from '../domain/record/webhook-event.ts';
import type { AgenciesWait, AgencyDates } from '../domain/victim-contact/contact.ts';
import { deliveryItem, readDelivery } from './message-items.ts';
import { keys } from './keys.ts';
import type { Write } from './ports/table.ts';
import type { Services } from './services.ts';
import { readVictimContact } from './victim-contact-items.ts';

/** Whether agencies are to be sent nothing about a person yet, and what they are shown meanwhile. */
export async function agenciesWait(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  journeyId: string,
): Promise<AgenciesWait | undefined> {
  const wait = (await readVictimContact(table, journeyId))?.wait;
  return wait !== undefined && wait.until > isoInstant(clock.now()) ? wait : undefined;
}

/** The journey with the dates that agencies are shown. */
export function withDatesShown(
  { releaseDateInForce: _date, releasedOn: _day, ...journey }: Journey,
  { releaseDate, releasedOn }: AgencyDates,
): Journey {
  return {
    ...journey,
    ...(releaseDate !== undefined && { releaseDateInForce: releaseDate }),
    ...(releasedOn !== undefined && { releasedOn }),
  };
}

/** Whether a message is not to be attempted yet; it is due when agencies no longer wait. */
export async function isPutOff(
  services: Pick<Services, 'table' | 'clock'>,
  delivery: Delivery,
): Promise<boolean> {
  const wait = await agenciesWait(services, delivery.journeyId);
  const later = wait && putOff(delivery, wait.until);
  if (later !== undefined) await services.table.transact([later]);
  return wait !== undefined;
}

/**
 * A message that is not sent before an instant, as any that is tried again later. Its own time is that instant too, so
 * that an agency does not see that it waited; one that was attempted keeps its text, which every attempt signs.
 * @returns undefined when it is put off until then already.
 */
function putOff(delivery: Delivery, until: string): Write | undefined {
  const { parkedBecause: _parked, heldBack: _held, state, nextAttemptAt, attempts, ...rest } = delivery;
  if (state === 'pending' && nextAttemptAt === until) return undefined;
  const changed: Delivery = {
    ...rest,
    state: 'pending',
    attempts,
    nextAttemptAt: until,
    ...(state === 'parked' && { attemptsBefore: attempts.length }),
    body: attempts.length === 0 ? withTime(delivery.body, until) : delivery.body,
    version: delivery.version + 1,
  };
  return { kind: 'put', item: deliveryItem(changed), when: { kind: 'version', equals: delivery.version } };
}

function withTime(body: string, time: string): string {
  return JSON.stringify({ ...(JSON.parse(body) as WebhookEvent), time });
}

/** Agencies need not wait any longer: what waited is due now. One that is sent meanwhile stays as it is. */
export async function endWait(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  { deliveries }: AgenciesWait,
): Promise<void> {
  const now = isoInstant(clock.now());
  for (const { agencyId, id } of deliveries) {
    const row = await table.get(keys.delivery(agencyId, id));
    const delivery = row && readDelivery(row);
    if (delivery?.state !== 'pending' || delivery.attempts.length > 0) continue;
    const due = putOff(delivery, now);
    if (due !== undefined) await table.transact([due]);
  }
}
