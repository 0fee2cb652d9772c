import * as z from 'zod';
import type { Need } from './step-entry.ts';
import { hasHiddenCharacters, hasHiddenCharactersInText, HIDDEN_PROBLEM } from '../record/text.ts';

/** Details that several kinds of step share, and the outcomes the product gives by itself. */

/** Free text: line breaks are ordinary, and characters that nobody can see are refused. */
export const note = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => !hasHiddenCharactersInText(text), { error: HIDDEN_PROBLEM });
export const reason = note.min(1);

/** One line of text, such as a name: no line break, and no character that nobody can see. */
export function line(most: number) {
  return z
    .string()
    .trim()
    .max(most)
    .refine((text) => !hasHiddenCharacters(text), { error: HIDDEN_PROBLEM });
}

export const staffId = z.string().regex(/^[a-z0-9.-]{2,60}$/);
export const agencyId = z.string().regex(/^[a-z0-9-]{2,60}$/);
export const none = z.strictObject({});
export const withNote = z.strictObject({ note: note.optional() });
export const withReason = z.strictObject({ reason });

export const NOT_NEEDED = { label: 'No longer needed', system: true } as const;
export const OVERTAKEN = { label: 'Overtaken by release', system: true } as const;
export const DATE_CHANGED = { label: 'The release date changed', system: true, passing: true } as const;
/** What becomes of a change that waits for a second officer. */
export const PROPOSAL_OUTCOMES = {
  APPROVED: { label: 'Approved', system: true, passing: true },
  DECLINED: { label: 'Declined', system: true, passing: true },
  WITHDRAWN: { label: 'Withdrawn by the officer who proposed it', system: true, passing: true },
} as const;
export const OPENED = { label: 'The day came', system: true } as const;

/** The problem of a detail that is not given. */
export function missing<Field extends string>(
  field: Field,
  value: unknown,
  problem: string,
): readonly Need<Field>[] {
  return value === undefined || value === '' ? [{ field, problem }] : [];
}
