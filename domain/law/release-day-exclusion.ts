import type { Figures } from './figures.ts';
import { TREATMENT_OF_DATE_TYPE, type ExclusionReason, type ReleaseDayInput } from './release-day-terms.ts';

/**
 * Why the early release scheme does not reach this release, or undefined if it does. Going back to the
 * statutory date is no exclusion of this kind: it presumes the scheme applies.
 * Offenders (Day of Release from Detention) Act 2023 and its policy, by the figures in force on the statutory date.
 */
export function exclusionOf(
  input: ReleaseDayInput,
  figures: Pick<Figures, 'minimumDaysServed' | 'mostEligibleDaysEarlier'>,
): ExclusionReason | undefined {
  const byKind = exclusionByKind(input);
  if (byKind !== undefined) return byKind;
  if (TREATMENT_OF_DATE_TYPE[input.dateType] !== 'SCHEME') return 'DATE_TYPE_NOT_MOVED';
  const inForce = figures.mostEligibleDaysEarlier !== undefined;
  return inForce && daysCounted(input) < figures.minimumDaysServed ? 'SERVED_TOO_LITTLE' : undefined;
}

function exclusionByKind(input: ReleaseDayInput): ExclusionReason | undefined {
  switch (input.releaseKind) {
    case 'INDETERMINATE':
      return 'INDETERMINATE';
    case 'PAROLE_BOARD':
      return 'PAROLE_BOARD_DISCRETIONARY';
    case 'HDC':
      return 'HDC';
    case 'DETERMINATE':
    case 'RECALL':
      return undefined;
  }
}

function daysCounted(input: ReleaseDayInput): number {
  return input.releaseKind === 'RECALL'
    ? (input.cumulativeDaysServedSinceSentence ?? input.daysServedSinceSentence)
    : input.daysServedSinceSentence;
}
