import type { Channel } from '../../domain/messages/mailbox.ts';
import type { IsoInstant } from '../../domain/law/time.ts';

/** A message as its reader would have it. */
export interface ArrivedMessage {
  readonly at: IsoInstant;
  readonly by: Channel;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Every message that the local product has sent; absent on AWS, where GOV.UK Notify has them. */
export interface LocalInbox {
  /** Newest first; the latest few hundred. */
  arrived(): Promise<readonly ArrivedMessage[]>;
}
