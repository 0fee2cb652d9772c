import type { FactData } from '../record/facts.ts';
import { sayDate } from '../law/say-date.ts';
import { dateTypeWords, describeSource, officerName, say, sentence, type Names } from './words.ts';

/** The timeline's sentences about the release date, the Friday check and the governor's decision. */
export const describeReleaseDayFact = {
  'sentence-recorded': ({ startDate, remandedOn }: FactData): string =>
    `A sentence was recorded. It began on ${sayDate(startDate)}; before it, the person was on remand from ${sayDate(remandedOn)}.`,
  'sentence-date-recorded': ({ date, dateType, source, was }: FactData): string =>
    `The ${dateTypeWords(dateType)} was recorded: ${sayDate(date)}, ${describeSource(source)}.${was === undefined ? '' : ` Before, it was ${sayDate(was)}.`}`,
  'sentence-date-removed': ({ date, dateType, reason }: FactData): string =>
    `The ${dateTypeWords(dateType)}, ${sayDate(date)}, was removed. Reason: ${sentence(say(reason))}`,
  'release-date-set': ({ date, dateType, was, wasType }: FactData): string => {
    if (date === undefined) {
      return `There is no release date now. It was ${sayDate(was)} (${dateTypeLetters(wasType)}).`;
    }
    return was === undefined
      ? `The release date is ${sayDate(date)} (${dateTypeLetters(dateType)}). There was none before.`
      : `The release date was changed to ${sayDate(date)} (${dateTypeLetters(dateType)}). It was ${sayDate(was)} (${dateTypeLetters(wasType)}).`;
  },
  'release-day-proposal-lapsed': ({ presumptiveDate, statutoryDate }: FactData): string =>
    `Nobody decided on release on ${sayDate(presumptiveDate)}, and that day has passed. The date set by law stands: ${sayDate(statutoryDate)}.`,
  'release-day-assessed': (data: FactData): string => {
    const { applies, explanation } = data;
    const why =
      Array.isArray(explanation) && explanation.length > 0 ? ` ${sentence(explanation.join(' '))}` : '';
    if (applies === true) {
      return `The Friday check proposes release on ${sayDate(data['presumptiveDate'])} rather than ${sayDate(data['statutoryDate'])}.${why}`;
    }
    if (applies === false) {
      return `The Friday check leaves release on ${sayDate(data['statutoryDate'])}.${why}`;
    }
    return `The Friday check has no result yet.${why}`;
  },
  'release-day-decided': (data: FactData, names: Names): string => {
    const { outcome, date, reason, requestedBy, elsewhere } = data;
    if (elsewhere === true)
      return `The prison’s system confirmed release on ${sayDate(date)}, ${choice(outcome)}. It counts as the governor’s decision.`;
    const because = typeof reason === 'string' && reason.trim() !== '' ? `, because ${asClause(reason)}` : '';
    const asked =
      typeof requestedBy === 'string'
        ? ` The community offender manager ${officerName(requestedBy, names)} asked for it.`
        : '';
    return `The governor decided: release on ${sayDate(date)}, ${choice(outcome)}${because === '' ? '.' : sentence(because)}${asked}`;
  },
  'release-day-decision-voided': ({ date, decidedBy }: FactData, names: Names): string =>
    `The decision of ${typeof decidedBy === 'string' ? officerName(decidedBy, names) : 'the governor'} for release on ${sayDate(date)} is void, because the release date has changed.`,
  'release-date-confirmed': ({ date }: FactData): string =>
    `The release date is confirmed: ${sayDate(date)}.`,
  'deadlines-moved': ({ from, to, steps }: FactData): string =>
    to === undefined
      ? `There is no release date in force any more, and ${deadlines(steps)}.`
      : from === undefined
        ? `The release date in force is ${sayDate(to)}, and ${deadlines(steps)}.`
        : `The release date in force moved from ${sayDate(from)} to ${sayDate(to)}, and ${deadlines(steps)}.`,
} as const;

/** "CRD", for officers who know the letters. */
export function dateTypeLetters(dateType: unknown): string {
  return dateType === 'CONFIRMED' ? 'confirmed' : say(dateType);
}

function choice(outcome: unknown): string {
  switch (outcome) {
    case 'SECOND_DAY':
      return 'the earliest date permitted';
    case 'STATUTORY':
      return 'the statutory date';
    default:
      return 'the proposed earlier date';
  }
}

/** A reason as it runs on after "because": a capital that begins a sentence goes, one that begins a name stays. */
function asClause(reason: string): string {
  const trimmed = reason.trim();
  return /^(The|A|An|There|No|She|He|They|Her|His|Their|It|Release|Only|Without)\b/.test(trimmed)
    ? trimmed.charAt(0).toLowerCase() + trimmed.slice(1)
    : trimmed;
}

function deadlines(steps: unknown): string {
  if (steps === 1) return '1 deadline moved';
  return typeof steps === 'number' && steps > 1 ? `${steps} deadlines moved` : 'no deadline had to move';
}
