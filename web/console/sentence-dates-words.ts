import type { JourneyView } from '../../application/queries/get-journey.ts';
import { describeActor, type Names } from '../../domain/journey/words.ts';
import { dateTypeName, dateTypeTitle } from '../../domain/law/date-type-names.ts';
import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import { formatInstant, formatShortDate } from './formats.ts';
import { GROUND_TITLES, SOURCE_TITLES } from './release-words.ts';

/** Each recorded date of the sentence, the earliest first, with who gave it and where it comes from. */
export function sentenceDateRows({ dates, release }: JourneyView, names: Names) {
  return [...dates]
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ dateType, date, source, recordedAt, recordedBy, ground, approvedBy }) => ({
      type: dateType,
      title: dateTypeTitle(dateType),
      date: formatShortDate(date),
      source: SOURCE_TITLES[source],
      recorded: `${describeActor(recordedBy, names)}, ${formatInstant(recordedAt)}`,
      ground:
        ground &&
        `${GROUND_TITLES[ground]}${approvedBy ? `, approved by ${describeActor(approvedBy, names)}` : ''}`,
      inForce: dateType === release?.dateType,
    }));
}

/** Why one of the dates counts as the release date, by the order in which they count; or why none does. */
export function whyInForce({ dates, release, sentence }: JourneyView): string {
  if (release !== undefined) return becauseOf(release.dateType, sentence.releaseKind === 'RECALL');
  if (sentence.releaseKind === 'REMAND')
    return 'The person is on remand. There are no dates until a sentence is recorded.';
  if (dates.some(({ dateType }) => dateType === 'PED'))
    return 'None of these is a release date. The parole eligibility date (PED) is the first day on which parole may be granted, so release waits for an approved parole date (APD).';
  return 'No date is recorded by which the person is released.';
}

function becauseOf(dateType: ReleaseDateType, recalled: boolean): string {
  switch (dateType) {
    case 'CONFIRMED':
      return 'The confirmed release date counts, because it comes before every other date.';
    case 'APD':
      return 'The approved parole date counts, because no confirmed release date is recorded.';
    case 'HDCAD':
      return 'The approved curfew date counts, because no confirmed release date and no approved parole date is recorded.';
    default:
      return recalled
        ? 'The post-recall release date counts, because the dates from before a recall no longer count.'
        : `The ${dateTypeName(dateType)} counts, because no confirmed release date, approved parole date or approved curfew date is recorded.`;
  }
}
