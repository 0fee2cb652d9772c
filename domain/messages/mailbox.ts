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
  /**
   * Ids of notices that have left it, so that the outbox may give a notice twice. Each write of the mailbox moves them
   * into a row of their own; a mailbox stored before that had such rows has up to 500 here.
   */
  readonly taken: readonly string[];
  readonly sending?: Sending;
}

/** More is not kept for one message: everything is on the officer's own list. */
export const MOST_WAITING = 300;

export function emptyMailbox(owner: MailboxOwner): Mailbox {
  return { owner, version: 0, waiting: [], taken: [] };
}

/** When the sweep next has something to do with it; undefined when it never has. */
export function mailboxDueAt({
  sendAt,
  sending,
}: Pick<Mailbox, 'sendAt' | 'sending'>): IsoInstant | undefined {
  if (sending?.ended !== undefined) return sending.ended.at;
  return [sendAt, sending?.nextTryAt].filter((at) => at !== undefined).sort()[0];
}

/**
 * The mailbox with what is new among the notices, to be sent at an instant or before; undefined when nothing is new.
 * `left` are the ids that earlier writes of the mailbox moved into rows of their own.
 */
export function withNotices(
  mailbox: Mailbox,
  notices: readonly WaitingNotice[],
  sendAt: IsoInstant,
  left: readonly string[],
): Mailbox | undefined {
  const { waiting, sending, taken } = mailbox;
  const known = new Set([...idsOf(waiting), ...idsOf(sending?.notices ?? []), ...taken, ...left]);
  const fresh = notices.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return undefined;
  const all = [...waiting, ...fresh];
  return {
    ...mailbox,
    waiting: all.slice(-MOST_WAITING),
    taken: [...taken, ...idsOf(all.slice(0, -MOST_WAITING))],
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
  const taken = [...mailbox.taken, ...idsOf(ready(mailbox, now))];
  const next = left
    .map(({ from }) => from)
    .filter((from) => from !== undefined)
    .sort()[0];
  return { ...rest, taken, waiting: left, ...(next !== undefined && { sendAt: next }) };
}

export function withoutSending(mailbox: Mailbox): Mailbox {
  const { sending: _ended, ...rest } = mailbox;
  return rest;
}

/** The mailbox once it has been stored. */
export function storedMailbox(mailbox: Mailbox): Mailbox {
  return { ...mailbox, version: mailbox.version + 1, taken: [] };
}

function idsOf(notices: readonly WaitingNotice[]): readonly string[] {
  return notices.map(({ id }) => id);
}
