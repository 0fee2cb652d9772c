import { NotifyClient } from 'notifications-node-client';
import * as z from 'zod';
import type { HandOver, MessageSender, OutgoingMessage } from '../../application/ports/message-sender.ts';

/** What GOV.UK Notify needs: its key, and a template each for emails (`((subject))`, `((body))`) and texts (`((body))`). */
export interface NotifySettings {
  readonly apiKey: string;
  readonly emailTemplate: string;
  readonly textTemplate: string;
}

export interface NotifySenderOptions {
  /** Read for each message, so that a new key is used without a deployment. */
  readonly settings: () => Promise<NotifySettings>;
  /** Milliseconds for one call; 10 seconds by default. */
  readonly timeoutMs?: number;
  /** Another address than GOV.UK Notify's own, for tests. */
  readonly baseUrl?: string;
}

const TIMEOUT_MS = 10_000;

/** What a refused call says: the status, and errors in Notify's words. */
const Refused = z.object({
  response: z.object({
    status: z.number(),
    data: z.object({ errors: z.array(z.object({ message: z.string() })) }).catch({ errors: [] }),
  }),
});
const Failed = z.object({ code: z.string() });
const Found = z.object({ data: z.object({ notifications: z.array(z.object({ reference: z.string() })) }) });

/** The recipient is wrong, and not our template or key: they would be wrong for every message. */
const OF_THE_RECIPIENT = /email_address|phone_number|recipient|mobile number/i;

/** No answer in time. The message may have been handed over. */
class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  readonly code = 'NO_ANSWER';
}

/**
 * Hands messages over to GOV.UK Notify. It never throws: with no key, or while Notify is down or slow, a message is
 * to be tried again, and only a refused address or number is final.
 */
export function notifySender({
  settings,
  timeoutMs = TIMEOUT_MS,
  baseUrl,
}: NotifySenderOptions): MessageSender {
  const clientOf = (apiKey: string) =>
    baseUrl === undefined ? new NotifyClient(apiKey) : new NotifyClient(baseUrl, apiKey);

  async function handOver({ reference, by, to, subject, body }: OutgoingMessage): Promise<void> {
    const { apiKey, emailTemplate, textTemplate } = await settings();
    const client = clientOf(apiKey);
    const sent: Promise<unknown> =
      by === 'EMAIL'
        ? client.sendEmail(emailTemplate, to, { personalisation: { subject, body }, reference })
        : client.sendSms(textTemplate, to, { personalisation: { body }, reference });
    await inTime(sent, timeoutMs);
  }

  return {
    async send(message) {
      try {
        await handOver(message);
        return { kind: 'handed-over' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async wasHandedOver(reference, by) {
      try {
        const { apiKey } = await settings();
        const type = by === 'EMAIL' ? 'email' : 'sms';
        const found = await inTime(clientOf(apiKey).getNotifications(type, '', reference, ''), timeoutMs);
        return Found.parse(found).data.notifications.some((each) => each.reference === reference);
      } catch {
        return 'unknown';
      }
    },
  };
}

function outcomeOf(error: unknown): HandOver {
  const refused = Refused.safeParse(error);
  if (!refused.success) {
    const { data } = Failed.safeParse(error);
    return { kind: 'try-again', reason: data?.code ?? (error instanceof Error ? error.name : 'unknown') };
  }
  const { status, data } = refused.data.response;
  const ofRecipient = data.errors.some(({ message }) => OF_THE_RECIPIENT.test(message));
  if (status === 400 && ofRecipient) return { kind: 'refused', reason: 'GOV.UK Notify refused the address' };
  return { kind: 'try-again', reason: `GOV.UK Notify answered ${status}` };
}

/** Without a timeout of its own, the client waits for as long as the other side keeps the connection. */
async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_settle, fail) => {
    timer = setTimeout(() => {
      fail(new NoAnswerError('GOV.UK Notify did not answer in time.'));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
