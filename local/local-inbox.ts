import * as z from 'zod';
import type { Clock } from '../application/ports/clock.ts';
import type { MessageSender } from '../application/ports/message-sender.ts';
import type { Item, Table } from '../application/ports/table.ts';
import { CHANNELS } from '../domain/messages/mailbox.ts';
import { isoInstant } from '../domain/law/time.ts';
import type { ArrivedMessage, LocalInbox } from '../web/console/local-inbox.ts';

const INBOX = 'LOCAL#MESSAGES';
const NEWEST = 200;

const Row = z.object({
  at: z.string(),
  message: z.object({
    reference: z.string(),
    by: z.enum(CHANNELS),
    to: z.string(),
    subject: z.string(),
    body: z.string(),
  }),
});

/** Takes every message of the local product, and shows it as it would arrive. Nothing leaves this machine. */
export function localInbox(table: Table, clock: Clock): MessageSender & LocalInbox {
  const keyOf = (reference: string) => ({ pk: INBOX, sk: `REFERENCE#${reference}` });
  return {
    async send(message) {
      const at = isoInstant(clock.now());
      const arrived = { at, message: { ...message } };
      const known = { kind: 'absent' } as const;
      // The reference first: a message that is handed over twice arrives once.
      await table.transact([
        { kind: 'put', item: { ...keyOf(message.reference), at }, when: known },
        { kind: 'put', item: { pk: INBOX, sk: `ARRIVED#${at}#${message.reference}`, ...arrived } },
      ]);
      return { kind: 'handed-over' };
    },
    async wasHandedOver(reference) {
      return (await table.get(keyOf(reference))) !== undefined;
    },
    async arrived() {
      const { items } = await table.query({
        partition: INBOX,
        startsWith: 'ARRIVED#',
        direction: 'backward',
        limit: NEWEST,
      });
      return items.map(readArrived);
    },
  };
}

function readArrived(item: Item): ArrivedMessage {
  const { at, message } = Row.parse(item);
  const { by, to, subject, body } = message;
  return { at, by, to, subject, body };
}
