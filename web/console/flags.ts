import type { CaseloadFlag } from '../../domain/journey/caseload-flags.ts';
import type { JourneyRow } from '../../application/queries/journey-views.ts';

export interface Tag {
  readonly text: string;
  /** The colour of a tag; the text never depends on it. */
  readonly classes: string;
}

const TAGS: Readonly<Record<CaseloadFlag, Tag>> = {
  RELEASED_IN_ERROR: { text: 'Released in error', classes: 'govuk-tag--red' },
  UNLAWFULLY_AT_LARGE: { text: 'Unlawfully at large', classes: 'govuk-tag--red' },
  RECALLED: { text: 'Recalled, not back yet', classes: 'govuk-tag--red' },
  NOWHERE_TO_LIVE: { text: 'Nowhere to live', classes: 'govuk-tag--red' },
  SOMETHING_WENT_WRONG: { text: 'Something went wrong', classes: 'govuk-tag--red' },
  ON_HOLD: { text: 'On hold', classes: 'govuk-tag--grey' },
  RELEASE_NOT_RECORDED: { text: 'Release not recorded', classes: 'govuk-tag--red' },
  OVERDUE: { text: 'Overdue', classes: 'govuk-tag--red' },
  FRIDAY_RELEASE: { text: 'Friday release', classes: 'govuk-tag--orange' },
  RELEASE_BEFORE_BANK_HOLIDAY: { text: 'Release before a bank holiday', classes: 'govuk-tag--orange' },
  RELEASE_DAY_TO_DECIDE: { text: 'Friday check: decision needed', classes: 'govuk-tag--orange' },
  RELEASE_DAY_NOT_KNOWN: { text: 'Bank holidays not known yet', classes: 'govuk-tag--yellow' },
  RELEASE_DAY_MOVED: { text: 'Friday check: decided', classes: 'govuk-tag--green' },
  NO_ADDRESS: { text: 'No address', classes: 'govuk-tag--orange' },
  BENEFITS_NOT_BOOKED: { text: 'Benefits not booked', classes: 'govuk-tag--orange' },
  WAITING_FOR_AGENCY: { text: 'Waiting on an agency', classes: 'govuk-tag--blue' },
  LIMITED_ACCESS: { text: 'Limited access', classes: 'govuk-tag--purple' },
};

export function tagsOf({ flags }: Pick<JourneyRow, 'flags'>): readonly Tag[] {
  return flags.map((flag) => TAGS[flag]);
}

/** The kind of the shown release date, and whether it is confirmed. */
export function certaintyOf({
  releaseDateConfirmed,
  flags,
}: Pick<JourneyRow, 'releaseDateConfirmed' | 'flags'>): string {
  if (releaseDateConfirmed) return 'confirmed';
  return flags.includes('RELEASE_DAY_TO_DECIDE') ? 'proposed' : 'not confirmed';
}
