import type { Actor } from '../record/actor.ts';
import type { Channel } from './mailbox.ts';

/** How an officer wants to be sent messages. Without an address of the channel they are in the inbox page only. */
export interface ContactDetails {
  readonly email?: string;
  /** A UK mobile number as it was entered, without spaces. */
  readonly mobile?: string;
  readonly by: Channel;
  /** Once each morning, or at once outside the quiet hours. */
  readonly when: 'DAILY' | 'AT_ONCE';
}

/** A plausible address: GOV.UK Notify is the judge of whether it can be sent to. */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 && /^[^\s@<>"(),;:\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/.test(text)
  );
}

/** `07700 900123` or `+44 7700 900123`. */
export function isUkMobile(text: string): boolean {
  return /^(?:0|\+44|0044)7\d{9}$/.test(withoutSpaces(text));
}

export function withoutSpaces(text: string): string {
  return text.replace(/[\s().-]/g, '');
}

/** Where a message by this channel goes. */
export function addressOf(contact: ContactDetails, by: Channel): string | undefined {
  return by === 'EMAIL' ? contact.email : contact.mobile;
}

/** The chosen channel first, then the other one; only those with an address. */
export function channelsOf(contact: ContactDetails): readonly Channel[] {
  const order: readonly Channel[] = contact.by === 'EMAIL' ? ['EMAIL', 'TEXT'] : ['TEXT', 'EMAIL'];
  return order.filter((by) => addressOf(contact, by) !== undefined);
}

/** Where the person of a journey is sent messages, as it is stored: their consent is kept with the others. */
export interface StoredPersonContact extends ContactDetails {
  /** Only in rows from before the consent to messages was the one record of it. */
  readonly agreed?: boolean;
  readonly recordedAt: string;
  readonly recordedBy: Actor;
}

/** Whether and where the person is sent messages. */
export interface PersonContact extends ContactDetails {
  readonly agreed: boolean;
}
