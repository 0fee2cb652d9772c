import { sayDate } from '../law/say-date.ts';
import type { FactData } from '../record/facts.ts';
import { HOLD_REASONS, type HoldReason } from '../record/hold.ts';

/** Why a journey is on hold, as a choice on a form. */
export const HOLD_REASON_WORDS: Readonly<Record<HoldReason, string>> = {
  HOSPITAL: 'In hospital',
  COURT: 'At court',
  TEMPORARY_ABSENCE: 'Out of prison on temporary absence',
  ESCAPE: 'Escaped, or did not come back to prison',
  REMAND: 'On remand for other matters',
  IMMIGRATION_DETENTION: 'Detained for immigration after the release date',
  EARLY_REMOVAL: 'Removed from the country early',
};

export function describeHoldReason(reason: unknown): string {
  const known = HOLD_REASONS.find((each) => each === reason);
  const words = known === undefined ? 'A reason not recorded' : HOLD_REASON_WORDS[known];
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

export const describeHoldFact = {
  held: ({ reason, since, stopsClocks }: FactData): string =>
    `The journey is on hold from ${sayDate(since)}: ${describeHoldReason(reason)}. ${stopsClocks === true ? 'No step has a deadline until it is resumed.' : 'Deadlines continue.'}`,
  resumed: ({ reason, since, on }: FactData): string =>
    `The journey was resumed on ${sayDate(on)}. It had been on hold from ${sayDate(since)}: ${describeHoldReason(reason)}.`,
} as const;
