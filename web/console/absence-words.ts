import type { JourneyRow } from '../../application/queries/journey-views.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { describeWaitsFor, officerName, type Names } from '../../domain/journey/words.ts';
import { formatShortDate } from './formats.ts';

/** A name, with the last day away. */
export function namedWithAbsence(
  officer: string,
  { away = [] }: Pick<JourneyRow, 'away'>,
  names: Names,
): string {
  const absent = away.find((each) => each.officer === officer);
  const name = officerName(officer, names);
  return absent === undefined ? name : `${name}, away until ${formatShortDate(absent.until)}`;
}

/** Who is away and who is asked, a sentence each. */
export function absenceSentences({ away = [] }: Pick<JourneyRow, 'away'>, names: Names): readonly string[] {
  return away.map(
    ({ officer, until, asked }) =>
      `${officerName(officer, names)} is away until ${sayDate(until)}. In their place ${describeWaitsFor(asked, names)} is asked.`,
  );
}
