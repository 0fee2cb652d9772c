import { dateTypeChoice } from '../../domain/law/date-type-names.ts';
import { RELEASE_DATE_TYPES, type ReleaseDateType } from '../../domain/law/release-day.ts';

export function isDateType(text: string): text is ReleaseDateType {
  return RELEASE_DATE_TYPES.some((type) => type === text);
}

/** For a select; dates that people are released on come first. */
export const DATE_TYPE_ITEMS: readonly { readonly value: string; readonly text: string }[] =
  RELEASE_DATE_TYPES.map((type) => ({ value: type, text: dateTypeChoice(type) }));
