import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import {
  CHANNELS,
  emptyMailbox,
  mailboxDueAt,
  type Mailbox,
  type MailboxOwner,
  type Sending,
} from '../domain/messages/mailbox.ts';
import type { ContactDetails, StoredPersonContact } from '../domain/messages/contact.ts';
import { keys, partitions, sorts } from './keys.ts';
import type { Item, Json, Table, Write } from './ports/table.ts';
import { readAll } from './read-all.ts';

/** Mailboxes, sent messages and contact details as rows. */

type Body = { readonly [name: string]: Json | undefined };

export async function readMailbox(table: Pick<Table, 'get'>, owner: MailboxOwner): Promise<Mailbox> {
  const row = await table.get(keys.mailbox(owner));
  if (row === undefined) return emptyMailbox(owner);
  return { ...(row['mailbox'] as unknown as Mailbox), version: Number(row['version']) };
}

/** A notice is given again for at most the 14 days that a queue keeps it, and after a failure for as long once more. */
const TAKEN_DAYS = 30;

/** Ids of the notices that have left the mailbox. Read after the mailbox: a change in between fails its next write. */
export async function readTaken(table: Table, owner: MailboxOwner): Promise<readonly string[]> {
  const rows = await readAll(table, keys.taken(owner, 0).pk, '');
  return rows.flatMap((row) => Taken.parse(row).ids);
}

const Taken = z.object({ ids: z.array(z.string()) });

/**
 * Stores a changed mailbox, unless somebody else has changed it since it was read. What has left it goes into a row of
 * its own: the mailbox is written for each notice, and would be many KB with the ids of a month in it.
 */
export function mailboxWrites(mailbox: Mailbox, now: Temporal.Instant): readonly Write[] {
  const { taken } = mailbox;
  const dueAt = mailboxDueAt(mailbox);
  const item: Item = {
    ...keys.mailbox(mailbox.owner),
    version: mailbox.version + 1,
    mailbox: { ...mailbox, taken: [] } as unknown as Body,
    ...(dueAt !== undefined && {
      duePk: partitions.dueMailboxes(),
      dueSk: sorts.byInstant(dueAt, mailbox.owner),
    }),
  };
  const when =
    mailbox.version === 0
      ? ({ kind: 'absent' } as const)
      : ({ kind: 'version', equals: mailbox.version } as const);
  const write: Write = { kind: 'put', item, when };
  if (taken.length === 0) return [write];
  const row: Item = {
    ...keys.taken(mailbox.owner, mailbox.version),
    ids: taken,
    expiresAt: Math.floor(now.epochMilliseconds / 1000) + TAKEN_DAYS * 86_400,
  };
  return [write, { kind: 'put', item: row }];
}

/** @throws RangeError for text that no mailbox is of. */
export function ownerOf(text: string): MailboxOwner {
  if (text.startsWith('officer:')) return `officer:${text.slice('officer:'.length)}`;
  if (text.startsWith('role:')) return `role:${text.slice('role:'.length)}`;
  if (text.startsWith('person:')) return `person:${text.slice('person:'.length)}`;
  throw new RangeError('There is no such mailbox.');
}

/** A message that has ended, for the inbox page. */
export interface SentMessage extends Pick<Sending, 'id' | 'notices' | 'tries'> {
  readonly owner: MailboxOwner;
  readonly ended: NonNullable<Sending['ended']>;
}

export function messageItem(message: SentMessage): Item {
  return {
    ...keys.message(message.owner, message.ended.at, message.id),
    message: message as unknown as Body,
  };
}

export function readMessage(item: Item): SentMessage {
  return item['message'] as unknown as SentMessage;
}

const Contact = z.object({
  contact: z.object({
    email: z.string().optional(),
    mobile: z.string().optional(),
    by: z.enum(CHANNELS),
    when: z.enum(['DAILY', 'AT_ONCE']),
  }),
});

/** What an officer has recorded; undefined while they have recorded nothing. */
export async function readContact(
  table: Pick<Table, 'get'>,
  officer: string,
): Promise<ContactDetails | undefined> {
  const row = await table.get(keys.contact(officer));
  if (row === undefined) return undefined;
  const { email, mobile, by, when } = Contact.parse(row).contact;
  return { ...(email !== undefined && { email }), ...(mobile !== undefined && { mobile }), by, when };
}

export function contactItem(officer: string, contact: ContactDetails): Item {
  return { ...keys.contact(officer), contact: { ...contact } };
}

const Person = Contact.extend({
  contact: Contact.shape.contact.extend({
    agreed: z.boolean().optional(),
    recordedAt: z.string(),
    recordedBy: z.object({ kind: z.enum(['officer', 'admin', 'partner', 'system']), id: z.string() }),
  }),
});

/** Where the person of a journey is sent messages, as stored; undefined while nothing is. */
export async function readPersonContact(
  table: Pick<Table, 'get'>,
  journeyId: string,
): Promise<StoredPersonContact | undefined> {
  const row = await table.get(keys.personContact(journeyId));
  if (row === undefined) return undefined;
  const { email, mobile, agreed, ...rest } = Person.parse(row).contact;
  return {
    ...rest,
    ...(email !== undefined && { email }),
    ...(mobile !== undefined && { mobile }),
    ...(agreed !== undefined && { agreed }),
  };
}

export function personContactItem(journeyId: string, contact: StoredPersonContact): Item {
  return { ...keys.personContact(journeyId), contact: { ...contact, recordedBy: { ...contact.recordedBy } } };
}
