import { TREATMENT_OF_DATE_TYPE, type ExclusionReason, type ReleaseDayInput } from './release-day-terms.ts';

/**
 * Why the early release scheme does not reach this release, or undefined if it does. Going back to the
 * statutory date is no exclusion of this kind: it presumes the scheme applies.
 * Offenders (Day of Release from Detention) Act 2023 and its policy; `scheme` is the law in force, if any.
 */
export function exclusionOf(
  input: ReleaseDayInput,
  scheme: { readonly minimumDaysServed: number } | undefined,
): ExclusionReason | undefined {
  const byKind = exclusionByKind(input);
  if (byKind !== undefined) return byKind;
  if (TREATMENT_OF_DATE_TYPE[input.dateType] !== 'SCHEME') return 'DATE_TYPE_NOT_MOVED';
  if (scheme !== undefined && daysCounted(input) < scheme.minimumDaysServed) return 'UNDER_28_DAYS';
  return undefined;
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
