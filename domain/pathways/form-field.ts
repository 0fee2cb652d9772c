import type { SupportPathway } from './support/pathways.ts';

interface Named<Name extends string> {
  /** The detail of the answer that the field gives. */
  readonly name: Name;
  readonly label: string;
  readonly hint?: string;
  /** What the page says when it is missing or cannot be right. */
  readonly problem: string;
  /** Kept in the step and the record, and never in a fact. */
  readonly personal?: true;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** A field of a step's form, and so a detail of its answer. */
export type FormField<Name extends string = string> =
  | ({ readonly kind: 'textarea' | 'text' | 'date' } & Named<Name>)
  | ({ readonly kind: 'radios' | 'select'; readonly choices: readonly Choice[] } & Named<Name>)
  | ({ readonly kind: 'number'; readonly least: number; readonly most: number } & Named<Name>)
  | ({ readonly kind: 'checkbox' } & Named<Name>)
  | ({ readonly kind: 'officer'; readonly duty: 'POM' | 'COM' | 'YOT' } & Named<Name>)
  | ({ readonly kind: 'service'; readonly pathway: SupportPathway } & Named<Name>)
  | ({ readonly kind: 'authority' } & Named<Name>)
  | ({ readonly kind: 'authorities'; readonly most: number } & Named<Name>);

export const TOO_LONG = 'Use 2,000 characters or fewer';

export const NOTE_FIELD = {
  kind: 'textarea',
  name: 'note',
  label: 'Note (optional)',
  problem: `${TOO_LONG} for the note`,
} as const satisfies FormField;

export const REASON_FIELD = {
  kind: 'textarea',
  name: 'reason',
  label: 'Reason',
  problem: 'Enter a reason, in 2,000 characters or fewer',
} as const satisfies FormField;
