import type { HandOver, MessageSender, OutgoingMessage } from '../../application/ports/message-sender.ts';

export interface RecordingInbox extends MessageSender {
  /** What was handed over, in order. */
  readonly arrived: OutgoingMessage[];
  /** Every try, handed over or not. */
  readonly tried: OutgoingMessage[];
  /** What each further message to an address is answered; handed over where nothing was said. */
  answers(to: string, outcome: HandOver): void;
  /** The next message is handed over, and nobody learns of it. */
  losesNextAnswer(): void;
}

/** A sender of messages within the process: it keeps what it was given, and answers as a test says. */
export function recordingInbox(): RecordingInbox {
  const arrived: OutgoingMessage[] = [];
  const tried: OutgoingMessage[] = [];
  const outcomes = new Map<string, HandOver>();
  let losesNext = false;
  return {
    arrived,
    tried,
    answers(to, outcome) {
      outcomes.set(to, outcome);
    },
    losesNextAnswer() {
      losesNext = true;
    },
    send(message) {
      tried.push(message);
      const outcome = outcomes.get(message.to) ?? ({ kind: 'handed-over' } as const);
      if (outcome.kind === 'handed-over' || losesNext) arrived.push(message);
      if (!losesNext) return Promise.resolve(outcome);
      losesNext = false;
      return Promise.reject(new Error('The process has ended'));
    },
    wasHandedOver(reference) {
      return Promise.resolve(arrived.some((message) => message.reference === reference));
    },
  };
}
