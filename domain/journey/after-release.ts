import type { IsoDate } from '../law/time.ts';
import { stepEntry, type StepKind } from '../pathways/catalogue.ts';

/**
 * The step ends with release, and this day of it comes only after that: nobody is asked, unless release moves to a later
 * day. The row stays, because release may.
 * @param releaseDate in force; absent while there is none.
 */
export function comesAfterRelease(
  kind: StepKind,
  day: IsoDate | undefined,
  { releaseDate, releasedOn }: { readonly releaseDate?: IsoDate; readonly releasedOn?: IsoDate },
): boolean {
  if (releasedOn !== undefined || releaseDate === undefined || day === undefined) return false;
  const { carried, endsWhen } = stepEntry(kind);
  return day > releaseDate && carried === undefined && endsWhen?.released !== undefined;
}
