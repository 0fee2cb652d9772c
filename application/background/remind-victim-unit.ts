import { isoInstant } from '../../domain/law/time.ts';
import type { WaitingNotice } from '../../domain/record/notice.ts';
import { deskWaitedFor } from '../../domain/record/waits-for.ts';
import { ask, remind } from '../../domain/victim-contact/follow-journey.ts';
import { standingOf } from '../../domain/victim-contact/standing.ts';
import { readJourney } from '../items.ts';
import { keys } from '../keys.ts';
import type { Services } from '../services.ts';
import { readVictimContact, victimContactWrites } from '../victim-contact-items.ts';
import { ownersOf, putInto } from './take-notices.ts';

/**
 * Reminds the victim liaison unit of something to pass on, through its own mailboxes: a due row of victim contact. The
 * notice goes past the journey's outbox, so that the journey does not have it. Safe to run twice: a notice that has been
 * taken is not taken again, and the row is stored only as it was read.
 */
export async function remindVictimUnit(services: Services, journeyId: string): Promise<void> {
  const { clock, calendar, law, table } = services;
  const now = isoInstant(clock.now());
  const contact = await readVictimContact(table, journeyId);
  if (contact?.wakeAt === undefined || contact.wakeAt > now) return;
  const head = await table.get(keys.journey(contact.journeyId));
  if (head === undefined) return;
  const context = { now, calendar, law };
  const asked = ask({ contact, entries: [] }, standingOf(readJourney(head)), context);
  const told = remind(asked.contact, context);
  const { toPassOn } = told.contact;
  if (toPassOn !== undefined) {
    const to = deskWaitedFor('VICTIM_LIAISON', contact.region);
    const id = `${contact.journeyId}.${toPassOn.since}.${toPassOn.reminded}`;
    const notice: WaitingNotice = {
      kind: 'date-to-pass-on',
      to,
      urgent: true,
      id,
      journeyId: contact.journeyId,
      at: now,
    };
    for (const owner of await ownersOf(services, to)) await putInto(services, owner, [notice]);
  }
  await table.transact(victimContactWrites({ ...told, entries: [...asked.entries, ...told.entries] }));
}
