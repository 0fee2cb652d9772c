import type { SendOutcome, WebhookRequest, WebhookSender } from '../../application/ports/webhook-sender.ts';

export interface SentEvent {
  readonly url: string;
  /** The delivery's id: the same on every attempt. */
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly body: string;
  readonly timestampSeconds: number;
}

export interface RecordingSender extends WebhookSender {
  readonly sent: SentEvent[];
  /** The next message to an agency is taken and never answered. */
  hangsOnce(agencyId: string): void;
  /** Ends every message under way, as a process that ends does. */
  cutOff(): void;
  /** What an agency's endpoint answers from now on; 202 where nothing was said. */
  answers(agencyId: string, outcome: SendOutcome | number): void;
}

/** A webhook sender within the process: it keeps what it was given, and answers as it was told to. */
export function recordingSender(): RecordingSender {
  const sent: SentEvent[] = [];
  const outcomes = new Map<string, SendOutcome>();
  const hanging = new Set<string>();
  const held: (() => void)[] = [];
  return {
    sent,
    answers(agencyId, outcome) {
      outcomes.set(agencyId, typeof outcome === 'number' ? status(outcome) : outcome);
    },
    cutOff() {
      for (const letGo of held.splice(0)) letGo();
    },
    hangsOnce(agencyId) {
      hanging.add(agencyId);
    },
    send(request: WebhookRequest) {
      const event = JSON.parse(request.body) as { type: string; subject: string };
      const { url, webhookId: id, body, timestampSeconds } = request;
      sent.push({ url, id, type: event.type, subject: event.subject, body, timestampSeconds });
      const agencyId = new URL(url).hostname.split('.')[0] ?? '';
      if (hanging.delete(agencyId))
        return new Promise((_, reject) => held.push(() => reject(new Error('cut off'))));
      return Promise.resolve(outcomes.get(agencyId) ?? status(202));
    },
  };
}

function status(code: number): SendOutcome {
  return { kind: 'response', status: code, bodyExcerpt: '', latencyMs: 1 };
}
