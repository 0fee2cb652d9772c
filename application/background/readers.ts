import { channelsOf, type ContactDetails } from '../../domain/messages/contact.ts';
import type { Channel, MailboxOwner } from '../../domain/messages/mailbox.ts';
import { officerMessage, type MessageWords } from '../../domain/messages/officer-message.ts';
import { personMessage, type AboutAppointment } from '../../domain/messages/person-message.ts';
import {
  APPOINTMENT_NOTICES,
  isForUnit,
  type AppointmentNotice,
  type WaitingNotice,
} from '../../domain/record/notice.ts';
import { readJourney } from '../items.ts';
import { keys } from '../keys.ts';
import { readContact } from '../mailbox-items.ts';
import { personContactOf } from '../person-contact.ts';
import type { Services } from '../services.ts';
import { peopleIn } from './notices-wanted.ts';
import { officerOf } from './take-notices.ts';

/** The journey of a person's mailbox; undefined for an officer's. */
export function personOf(owner: MailboxOwner): string | undefined {
  return owner.startsWith('person:') ? owner.slice('person:'.length) : undefined;
}

/** Where the owner can be sent messages; undefined for nowhere, and for a person who has not agreed to them. */
export async function contactOf(
  { table }: Pick<Services, 'table'>,
  owner: MailboxOwner,
): Promise<ContactDetails | undefined> {
  const person = personOf(owner);
  if (person === undefined) {
    const contact = await readContact(table, officerOf(owner));
    return contact && channelsOf(contact).length > 0 ? contact : undefined;
  }
  const head = await table.get(keys.journey(person));
  const contact = head && (await personContactOf(table, readJourney(head)));
  return contact?.agreed === true && channelsOf(contact).length > 0 ? contact : undefined;
}

/** The words of a message, from the record as it stands. */
export async function wordsOf(
  services: Services & { readonly consoleUrl: string },
  owner: MailboxOwner,
  notices: readonly WaitingNotice[],
  by: Channel,
): Promise<MessageWords> {
  const person = personOf(owner);
  if (person === undefined) {
    const people = await peopleIn(
      services,
      notices.filter((notice) => !isForUnit(notice)),
    );
    return officerMessage(people, by, services.consoleUrl, notices.some(isForUnit));
  }
  const row = await services.table.get(keys.journey(person));
  const appointments = row === undefined ? [] : (readJourney(row).appointments ?? []);
  return personMessage(
    notices.flatMap(({ kind, appointment: about }): readonly AboutAppointment[] => {
      const appointment = appointments.find(({ id }) => id === about?.id);
      return appointment !== undefined && isOfAppointment(kind) ? [{ kind, appointment }] : [];
    }),
  );
}

function isOfAppointment(kind: WaitingNotice['kind']): kind is AppointmentNotice {
  return APPOINTMENT_NOTICES.some((each) => each === kind);
}
