import { countKinds } from '../../domain/messages/officer-message.ts';
import { channelsOf, type ContactDetails } from '../../domain/messages/contact.ts';
import type { Channel, MessageOutcome } from '../../domain/messages/mailbox.ts';
import type { User } from '../../domain/access/user.ts';
import { isForUnit, type WaitingNotice } from '../../domain/record/notice.ts';
import { dateInLondon, type IsoInstant } from '../../domain/law/time.ts';
import { maySee, admit } from '../access.ts';
import { readJourney } from '../items.ts';
import { readContact, readMailbox, readMessage } from '../mailbox-items.ts';
import { keys, MESSAGE_PREFIX } from '../keys.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/** What a message says of one person whom its reader may still see. */
export interface PersonLine {
  readonly journeyId: string;
  readonly name: string;
  readonly says: string;
}

export interface MessageView {
  readonly id: string;
  readonly at: IsoInstant;
  readonly outcome: MessageOutcome;
  readonly by?: Channel;
  readonly people: readonly PersonLine[];
  /** There is something for the reader's victim liaison unit to pass on. */
  readonly toPassOn?: true;
  /** How many more the reader may see. */
  readonly more: number;
}

export interface MessagesView {
  /** Whether anything can be sent to the reader. */
  readonly reachable: boolean;
  readonly contact?: ContactDetails;
  /** What waits, and when it is sent. */
  readonly waiting?: Pick<MessageView, 'people' | 'toPassOn' | 'more'> & { readonly sendAt: IsoInstant };
  /** Newest first. */
  readonly messages: readonly MessageView[];
}

const MOST_MESSAGES = 20;
const MOST_PEOPLE = 5;

/** The reader's own messages: the latest, and what waits to be sent. @returns NOT_PERMITTED for anybody else's. */
export async function listMessages(
  services: Services,
  user: User,
  officer: string,
): Promise<Result<MessagesView>> {
  const reader = admit(services, user, 'use-mailbox', { officer });
  if (!reader.ok) return reader;
  const owner = `officer:${officer}` as const;
  const [mailbox, contact, { items }] = await Promise.all([
    readMailbox(services.table, owner),
    readContact(services.table, officer),
    services.table.query({
      partition: keys.mailbox(owner).pk,
      startsWith: MESSAGE_PREFIX,
      direction: 'backward',
      limit: MOST_MESSAGES,
    }),
  ]);
  const sent = items.map(readMessage);
  const people = await peopleOf(services, user, [mailbox.waiting, ...sent.map(({ notices }) => notices)]);
  services.accessLog.consulted({ user, action: 'use-mailbox', rows: sent.length });
  const lines = (notices: readonly WaitingNotice[]) => linesOf(notices, people);
  const waiting = lines(mailbox.waiting);
  return done({
    reachable: contact !== undefined && channelsOf(contact).length > 0,
    ...(contact && { contact }),
    ...(mailbox.sendAt !== undefined &&
      (waiting.people.length > 0 || waiting.toPassOn === true) && {
        waiting: { sendAt: mailbox.sendAt, ...waiting },
      }),
    messages: sent.map(({ id, notices, ended }) => ({
      id,
      at: ended.at,
      outcome: ended.outcome,
      ...(ended.by !== undefined && { by: ended.by }),
      ...lines(notices),
    })),
  });
}

function journeysOf(notices: readonly WaitingNotice[]): readonly string[] {
  return [...new Set(notices.map(({ journeyId }) => journeyId))];
}

/** The names of those whom the reader may see: nobody else is listed or counted. */
async function peopleOf(
  { table, clock }: Services,
  user: User,
  messages: readonly (readonly WaitingNotice[])[],
): Promise<ReadonlyMap<string, string>> {
  const ids = journeysOf(messages.flat());
  const rows = await Promise.all(ids.map((id) => table.get(keys.journey(id))));
  const today = dateInLondon(clock.now()).toString();
  return new Map(
    rows.flatMap((row) => {
      if (row === undefined) return [];
      const journey = readJourney(row);
      return maySee(user, journey, today)
        ? [[journey.id, `${journey.firstName} ${journey.lastName}`] as const]
        : [];
    }),
  );
}

function linesOf(
  notices: readonly WaitingNotice[],
  names: ReadonlyMap<string, string>,
): Pick<MessageView, 'people' | 'toPassOn' | 'more'> {
  const ofPeople = notices.filter((notice) => !isForUnit(notice));
  const seen = journeysOf(ofPeople).filter((journeyId) => names.has(journeyId));
  const people = seen.slice(0, MOST_PEOPLE).map((journeyId) => {
    const kinds = ofPeople.filter((notice) => notice.journeyId === journeyId).map(({ kind }) => kind);
    return { journeyId, name: names.get(journeyId) ?? '', says: countKinds(kinds) };
  });
  const more = seen.length - people.length;
  return { people, ...(ofPeople.length < notices.length && { toPassOn: true }), more };
}
