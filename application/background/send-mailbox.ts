import { addressOf, channelsOf, type ContactDetails } from '../../domain/messages/contact.ts';
import {
  mailboxDueAt,
  ready,
  storedMailbox,
  withoutReady,
  withoutSending,
  type Channel,
  type EndedMessage,
  type Mailbox,
  type MailboxOwner,
  type MessageOutcome,
  type MessageTry,
  type Sending,
} from '../../domain/messages/mailbox.ts';
import { isForUnit } from '../../domain/record/notice.ts';
import { nextTryAt } from '../../domain/messages/retries.ts';
import { dateInLondon, isoInstant } from '../../domain/law/time.ts';
import { mailboxWrites, messageItem, readMailbox } from '../mailbox-items.ts';
import type { MessageSender } from '../ports/message-sender.ts';
import type { Write } from '../ports/table.ts';
import type { Services } from '../services.ts';
import { stillWanted } from './notices-wanted.ts';
import { contactOf, personOf, wordsOf } from './readers.ts';
import { recordOutcome } from './record-message.ts';
import { officerOf, ownersOf, addressee, putInto } from './take-notices.ts';

export interface MessageServices extends Services {
  readonly messages: MessageSender;
  /** The address of the pages, for the links in messages, without a final slash. */
  readonly consoleUrl: string;
}

export type SendResult =
  'handed-over' | 'will-retry' | 'gave-up' | 'not-handed-over' | 'nothing-to-send' | 'not-due';

/**
 * Sends what waits in one mailbox as one message, and records the outcome; or goes on with a message that was begun.
 * Each part is stored before the next, so that a process that ends in between is taken up where it was, and nothing is
 * sent twice. Only a message handed over is recorded as told.
 */
export async function sendMailbox(services: MessageServices, owner: MailboxOwner): Promise<SendResult> {
  const mailbox = await readMailbox(services.table, owner);
  const dueAt = mailboxDueAt(mailbox);
  if (dueAt === undefined || dueAt > isoInstant(services.clock.now())) return 'not-due';
  const { sending } = mailbox;
  if (sending === undefined) return begin(services, mailbox);
  if (sending.ended !== undefined) return finish(services, mailbox, sending.ended);
  return attempt(services, mailbox, sending);
}

async function begin(services: MessageServices, mailbox: Mailbox): Promise<SendResult> {
  const { owner } = mailbox;
  if (owner.startsWith('role:')) return forDesk(services, mailbox);
  const now = isoInstant(services.clock.now());
  const rest = withoutReady(mailbox, now);
  const notices = await stillWanted(services, owner, ready(mailbox, now));
  if (notices.length === 0) return settle(services, rest, 'nothing-to-send');
  const contact = await contactOf(services, owner);
  const person = personOf(owner);
  // A person who has not agreed is sent nothing, and nothing is kept of what they would have been sent.
  if (person !== undefined && contact === undefined) return settle(services, rest, 'nothing-to-send');
  const sending = newSending(services, notices);
  if (person === undefined && (await services.staff.find(officerOf(owner))) === undefined) {
    return end(services, rest, sending, { outcome: 'NOBODY' });
  }
  if (contact === undefined) return end(services, rest, sending, { outcome: 'NO_CONTACT' });
  return attempt(services, rest, sending);
}

/** Somebody may work at the desk by now; otherwise the outcome is that nobody does. */
async function forDesk(services: MessageServices, mailbox: Mailbox): Promise<SendResult> {
  const { owner, waiting } = mailbox;
  const people = (await ownersOf(services, addressee(owner))).filter((each) => each !== owner);
  for (const person of people) await putInto(services, person, waiting);
  const rest = withoutReady(mailbox, isoInstant(services.clock.now()));
  const notices = people.length > 0 ? [] : await stillWanted(services, owner, waiting);
  if (notices.length === 0) return settle(services, rest, 'nothing-to-send');
  return end(services, rest, newSending(services, notices), { outcome: 'NOBODY' });
}

function newSending({ ids, clock }: Services, notices: Sending['notices']): Sending {
  const now = isoInstant(clock.now());
  return { id: ids.next(), notices, startedAt: now, nextTryAt: now, tries: [] };
}

async function attempt(services: MessageServices, mailbox: Mailbox, sending: Sending): Promise<SendResult> {
  const { messages } = services;
  if (sending.begun !== undefined) {
    const taken = await messages.wasHandedOver(sending.id, sending.begun);
    if (taken === true) {
      return end(services, mailbox, sending, { outcome: 'HANDED_OVER', by: sending.begun });
    }
    if (taken === 'unknown') {
      return later(services, mailbox, sending, sending.begun, 'not known whether it was sent');
    }
  }
  const { owner } = mailbox;
  const wanted = await stillWanted(services, owner, sending.notices);
  if (wanted.length === 0) return settle(services, withoutSending(mailbox), 'nothing-to-send');
  const contact = await contactOf(services, owner);
  if (personOf(owner) !== undefined && contact === undefined) {
    return settle(services, withoutSending(mailbox), 'nothing-to-send');
  }
  const by = contact && nextChannel(contact, sending.tries);
  const to = contact && by && addressOf(contact, by);
  if (by === undefined || to === undefined) {
    return end(services, mailbox, sending, { outcome: sending.tries.length > 0 ? 'REFUSED' : 'NO_CONTACT' });
  }
  const trying: Sending = { ...sending, notices: wanted, begun: by };
  const claimed: Mailbox = { ...mailbox, sending: trying };
  if (!(await store(services, claimed))) return 'will-retry';
  const current = storedMailbox(claimed);
  const words = await wordsOf(services, owner, wanted, by);
  const outcome = await messages.send({ reference: sending.id, by, to, ...words });
  switch (outcome.kind) {
    case 'handed-over':
      return end(services, current, trying, { outcome: 'HANDED_OVER', by });
    case 'refused': {
      const { begun: _refused, ...rest } = trying;
      const tries = [...sending.tries, triedNow(services, by, outcome.reason, true)];
      const next: Sending = { ...rest, tries };
      if (contact && nextChannel(contact, tries) === undefined) {
        return end(services, current, next, { outcome: 'REFUSED', by });
      }
      return attempt(services, current, next);
    }
    case 'try-again':
      return later(services, current, trying, by, outcome.reason);
  }
}

/** The first channel whose address was not refused. */
function nextChannel(contact: ContactDetails, tries: readonly MessageTry[]): Channel | undefined {
  const refused = tries.filter((each) => each.refused === true).map(({ by }) => by);
  return channelsOf(contact).find((by) => !refused.includes(by));
}

function triedNow({ clock }: Services, by: Channel, problem: string, refused: boolean): MessageTry {
  return { at: isoInstant(clock.now()), by, problem, ...(refused && { refused }) };
}

async function later(
  services: MessageServices,
  mailbox: Mailbox,
  sending: Sending,
  by: Channel,
  problem: string,
): Promise<SendResult> {
  const now = services.clock.now();
  const tries = [...sending.tries, triedNow(services, by, problem, false)];
  const at = nextTryAt(tries.length, now, services.law.on(dateInLondon(now).toString()));
  const tried = { ...sending, tries };
  if (at === undefined) return end(services, mailbox, tried, { outcome: 'GAVE_UP', by });
  return settle(services, { ...mailbox, sending: { ...tried, nextTryAt: at } }, 'will-retry');
}

const RESULTS: Readonly<Record<MessageOutcome, SendResult>> = {
  HANDED_OVER: 'handed-over',
  REFUSED: 'not-handed-over',
  GAVE_UP: 'gave-up',
  NO_CONTACT: 'not-handed-over',
  NOBODY: 'not-handed-over',
};

/** Stores the outcome, with the message for the inbox page, and then records it on the journeys that it is about. */
async function end(
  services: MessageServices,
  mailbox: Mailbox,
  sending: Sending,
  how: { readonly outcome: MessageOutcome; readonly by?: Channel },
): Promise<SendResult> {
  const ended: EndedMessage = { ...how, at: isoInstant(services.clock.now()) };
  const { id, notices, tries } = sending;
  const toRecord =
    how.outcome === 'NO_CONTACT'
      ? []
      : [...new Set(notices.filter((each) => !isForUnit(each)).map(({ journeyId }) => journeyId))];
  const stored: Mailbox =
    toRecord.length === 0
      ? withoutSending(mailbox)
      : { ...mailbox, sending: { ...sending, ended, toRecord } };
  const message = messageItem({ owner: mailbox.owner, id, notices, tries, ended });
  if (!(await store(services, stored, [{ kind: 'put', item: message }]))) return 'will-retry';
  if (toRecord.length === 0) return RESULTS[how.outcome];
  return finish(services, storedMailbox(stored), ended);
}

async function finish(
  services: MessageServices,
  mailbox: Mailbox,
  { outcome }: EndedMessage,
): Promise<SendResult> {
  for (const journeyId of mailbox.sending?.toRecord ?? []) {
    await recordOutcome(services, mailbox.owner, journeyId);
  }
  const recorded = await readMailbox(services.table, mailbox.owner);
  return settle(services, withoutSending(recorded), RESULTS[outcome]);
}

async function settle(services: MessageServices, mailbox: Mailbox, result: SendResult): Promise<SendResult> {
  return (await store(services, mailbox)) ? result : 'will-retry';
}

/** False when somebody else changed the mailbox meanwhile: it stays due, and is read again. */
async function store(
  { table, clock }: MessageServices,
  mailbox: Mailbox,
  also: readonly Write[] = [],
): Promise<boolean> {
  const { ok } = await table.transact([...mailboxWrites(mailbox, clock.now()), ...also]);
  return ok;
}
