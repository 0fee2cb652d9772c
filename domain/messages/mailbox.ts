import type { WaitingNotice } from '../record/notice.ts';
import type { IsoInstant } from '../law/time.ts';

/** Whose mailbox it is: an officer's, that of a desk at which nobody works, or of the person of a journey. */
export type MailboxOwner = `officer:${string}` | `role:${string}` | `person:${string}`;

export const CHANNELS = ['EMAIL', 'TEXT'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * How a message ended. Only HANDED_OVER says that it was sent: GOV.UK Notify, or locally the inbox page, has it.
 * REFUSED: no address or number of the officer can be sent to. GAVE_UP: not handed over in the time that is tried.
 * NO_CONTACT: the officer has recorded no address. NOBODY: nobody in the staff register works at the desk.
 */
export type MessageOutcome = 'HANDED_OVER' | 'REFUSED' | 'GAVE_UP' | 'NO_CONTACT' | 'NOBODY';

/** A try that did not hand the message over. */
export interface MessageTry {
  readonly at: IsoInstant;
  readonly by: Channel;
  readonly problem: string;
  /** The address cannot be sent to, so it is not tried again. */
  readonly refused?: true;
}

export interface EndedMessage {
  readonly outcome: MessageOutcome;
  readonly at: IsoInstant;
  readonly by?: Channel;
}

/** A message that is being sent. Its words are not kept: they are made from the record for each try. */
export interface Sending {
  /** Unique, and the reference at GOV.UK Notify. */
  readonly id: string;
  readonly notices: readonly WaitingNotice[];
  readonly startedAt: IsoInstant;
  readonly nextTryAt: IsoInstant;
  /** A try by this channel has begun and did not end well, or not at all: the message may have been handed over. */
  readonly begun?: Channel;
  readonly tries: readonly MessageTry[];
  readonly ended?: EndedMessage;
  /** Journeys whose timeline does not have the outcome yet. */
  readonly toRecord?: readonly string[];
}

/** What waits to be sent to one officer, and the message that is being sent. */
export interface Mailbox {
  readonly owner: MailboxOwner;
  /** 0 before it is stored. */
  readonly version: number;
  readonly waiting: readonly WaitingNotice[];
  /** When what waits is sent; absent while nothing does. */
  readonly sendAt?: IsoInstant;
  /** Ids taken last, so that the outbox may give a notice twice. */
  readonly taken: readonly string[];
  readonly sending?: Sending;
}

/** More is not kept for one message: everything is on the officer's own list. */
export const MOST_WAITING = 300;
const MOST_TAKEN = 500;

export function emptyMailbox(owner: MailboxOwner): Mailbox {
  return { owner, version: 0, waiting: [], taken: [] };
}

/** When the sweep next has something to do with it; undefined when it never has. */
export function mailboxDueAt({ sendAt, sending }: Mailbox): IsoInstant | undefined {
  if (sending?.ended !== undefined) return sending.ended.at;
  return [sendAt, sending?.nextTryAt].filter((at) => at !== undefined).sort()[0];
}

/** The mailbox with what is new among the notices, to be sent at an instant or before; undefined when nothing is new. */
export function withNotices(
  mailbox: Mailbox,
  notices: readonly WaitingNotice[],
  sendAt: IsoInstant,
): Mailbox | undefined {
  const fresh = notices.filter(({ id }) => !mailbox.taken.includes(id));
  if (fresh.length === 0) return undefined;
  return {
    ...mailbox,
    waiting: [...mailbox.waiting, ...fresh].slice(-MOST_WAITING),
    taken: [...mailbox.taken, ...fresh.map(({ id }) => id)].slice(-MOST_TAKEN),
    sendAt: mailbox.sendAt !== undefined && mailbox.sendAt < sendAt ? mailbox.sendAt : sendAt,
  };
}

/** What waits and may be sent by now. */
export function ready({ waiting }: Mailbox, now: IsoInstant): readonly WaitingNotice[] {
  return waiting.filter(({ from }) => from === undefined || from <= now);
}

/** The mailbox once what was ready has been taken out of it. */
export function withoutReady(mailbox: Mailbox, now: IsoInstant): Mailbox {
  const { sendAt: _sent, waiting, ...rest } = mailbox;
  const left = waiting.filter(({ from }) => from !== undefined && from > now);
  const next = left
    .map(({ from }) => from)
    .filter((from) => from !== undefined)
    .sort()[0];
  return { ...rest, waiting: left, ...(next !== undefined && { sendAt: next }) };
}

export function withoutSending(mailbox: Mailbox): Mailbox {
  const { sending: _ended, ...rest } = mailbox;
  return rest;
}
