import type { IsoDate } from '../../law/time.ts';

export const DOCUMENT_KINDS = [
  'BIRTH',
  'ADOPTION',
  'MARRIAGE',
  'DIVORCE',
  'DEED_POLL',
  'DRIVING_LICENCE',
  'CITIZEN_CARD',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_STATUSES = ['REQUESTED', 'POSTED', 'RECEIVED', 'REFUSED', 'LOST', 'WITHDRAWN'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** One application for one kind of document, from its request on. */
export interface DocumentApplication {
  readonly kind: DocumentKind;
  /** Each step of it with its day, oldest first. */
  readonly log: readonly { readonly status: DocumentStatus; readonly on: IsoDate }[];
  /** In pounds. */
  readonly cost?: number;
  /** Where a received document is kept until it leaves with the person. */
  readonly heldAt?: string;
}

/** What the record keeps of identity documents that were applied for. */
export interface DocumentsData {
  readonly documents?: readonly DocumentApplication[];
}
