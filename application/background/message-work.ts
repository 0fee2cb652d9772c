import type { Notice } from '../../domain/record/notice.ts';

/** What the sender of messages is given: the notices of one outbox row, or a mailbox that is due. Ids only. */
export type MessageWork =
  | { readonly journeyId: string; readonly number: number; readonly notices: readonly Notice[] }
  | { readonly mailbox: string };
