import type { Channel } from '../../domain/messages/mailbox.ts';

/** One message in the words that its reader sees. */
export interface OutgoingMessage {
  /** The same on every try. */
  readonly reference: string;
  readonly by: Channel;
  /** An email address or a mobile number. */
  readonly to: string;
  /** Of an email; a text has none. */
  readonly subject: string;
  readonly body: string;
}

export type HandOver =
  | { readonly kind: 'handed-over' }
  /** Trying again would not help: the address or number cannot be sent to. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nobody knows whether it was handed over: ask by its reference before the next try. */
  | { readonly kind: 'try-again'; readonly reason: string };

/** Hands messages over to whoever delivers them. */
export interface MessageSender {
  send(message: OutgoingMessage): Promise<HandOver>;
  /** Whether a message of this reference was handed over by an earlier try. `unknown`: it cannot be asked now. */
  wasHandedOver(reference: string, by: Channel): Promise<boolean | 'unknown'>;
}
