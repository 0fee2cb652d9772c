import { Temporal } from 'temporal-polyfill';
import type { Law } from '../law/law.ts';
import { recallDates, recallDatesOutOfOrder, type RecallInput } from '../law/recall-dates.ts';
import { sayDate } from '../law/say-date.ts';
import type { IsoDate } from '../law/time.ts';
import type { GivenReturn, Recall } from '../record/recall.ts';
import { dateOfType } from '../record/sentence-dates.ts';
import type { Journey } from './journey.ts';

/** The post-recall release date (PRRD) that follows from the record, or why none does. */
export type RecallReleaseDate =
  | { readonly known: true; readonly date: IsoDate; readonly explanation: readonly string[] }
  | {
      readonly known: false;
      /** Nobody has to work it out: the Parole Board decides. */
      readonly byBoard?: true;
      readonly explanation: readonly string[];
    };

const ASK = 'Ask the prison’s offender management unit (OMU) for the dates.';

/**
 * The day a recalled person is released by law: the end of a fixed term (Criminal Justice Act 2003, sections 255B and
 * 255BA); after a standard recall the end of the sentence, unless the Parole Board directs release before (section
 * 255C). Not known for a sentence without an end, or where the record does not have what the law counts.
 */
export function recallReleaseDate(
  journey: Pick<Journey, 'sentence' | 'dates'>,
  recall: Recall,
  returned: GivenReturn,
  law: Law,
): RecallReleaseDate {
  const ends = sentenceEnd(journey);
  if (recall.type === 'STANDARD') return atSentenceEnd(ends, returned.on);
  const { lengthDays } = journey.sentence;
  if (recall.sentenceKind !== 'DETERMINATE')
    return ask('A recall for a fixed term is worked out for a determinate sentence only.');
  if (ends === undefined || lengthDays === undefined)
    return ask('The length of the sentence, or the day it ends, is not recorded.');
  const result = recallDates(inputFor(journey, recall, returned, ends, lengthDays), law);
  return result.status === 'DATES'
    ? { known: true, date: result.dates.PRRD.toString(), explanation: result.explanation }
    : { known: false, explanation: result.explanation };
}

/** What is wrong with the days of a return, by the field that it is about. */
export function wrongReturn(
  journey: Pick<Journey, 'sentence' | 'dates'>,
  recall: Recall,
  returned: GivenReturn,
  today: IsoDate,
): { readonly field: 'on' | 'arrestedOn'; readonly problem: string } | undefined {
  const { on, arrestedOn } = returned;
  if (on > today) return { field: 'on', problem: 'The day of return must be today or in the past.' };
  const end = sentenceEnd(journey) ?? LAST_DAY;
  const broken = recallDatesOutOfOrder(inputFor(journey, recall, returned, end, 1));
  const field = { returnToCustodyDate: 'on', arrestDate: 'arrestedOn' } as const;
  for (const { field: name, problem } of broken) {
    if (name === 'returnToCustodyDate' || name === 'arrestDate') return { field: field[name], problem };
  }
  return arrestedOn !== undefined && arrestedOn > today
    ? { field: 'arrestedOn', problem: 'The day of arrest must be today or in the past.' }
    : undefined;
}

const LAST_DAY = '9999-12-31';

function atSentenceEnd(ends: IsoDate | undefined, returnedOn: IsoDate): RecallReleaseDate {
  if (ends === undefined) {
    const explanation = ['The sentence has no recorded end, so only the Parole Board directs release.'];
    return { known: false, byBoard: true, explanation };
  }
  if (ends < returnedOn) return ask('The sentence had ended before the return to custody.');
  return {
    known: true,
    date: ends,
    explanation: [
      `After a standard recall release is when the sentence ends, on ${sayDate(ends)}, unless the Parole Board directs it before.`,
    ],
  };
}

function sentenceEnd({ dates, sentence }: Pick<Journey, 'sentence' | 'dates'>): IsoDate | undefined {
  return (dateOfType(dates, 'SLED') ?? dateOfType(dates, 'SED'))?.date ?? sentence.supervisionEndsOn;
}

function inputFor(
  { sentence }: Pick<Journey, 'sentence'>,
  recall: Recall,
  returned: GivenReturn,
  ends: IsoDate,
  sentenceDays: number,
): RecallInput {
  const day = (date: IsoDate | undefined): Temporal.PlainDate | undefined =>
    date === undefined ? undefined : Temporal.PlainDate.from(date);
  return {
    sentencedAt: Temporal.PlainDate.from(sentence.startDate),
    sled: Temporal.PlainDate.from(ends),
    sentenceDays,
    revocationDate: Temporal.PlainDate.from(recall.revokedOn),
    returnToCustodyDate: Temporal.PlainDate.from(returned.on),
    arrestDate: day(returned.arrestedOn),
    earlierRecallDate: day(recall.earlierRecallOn),
    recalledFromCurfew: recall.fromCurfew,
    requisiteCustodialPeriodEnds: day(returned.curfewPeriodEnds),
  };
}

function ask(why: string): RecallReleaseDate {
  return { known: false, explanation: [why, ASK] };
}
