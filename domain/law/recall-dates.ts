import { Temporal } from 'temporal-polyfill';
import {
  askTheOmu,
  RECALL_OUT_OF_SCOPE,
  type AskTheOmu,
  type DatesWorkedOut,
  type RecallOutOfScope,
} from './ask-the-omu.ts';
import { dayNumberOf, plainDateOf } from './day-number.ts';
import type { LawRows } from './law-rows.ts';
import type { Law } from './law.ts';
import { longDate } from './long-date.ts';
import { countOf } from './number-words.ts';
import { later } from './time.ts';

export interface RecallInput {
  readonly sentencedAt: Temporal.PlainDate;
  readonly sled: Temporal.PlainDate;
  readonly sentenceDays: number;
  readonly revocationDate: Temporal.PlainDate;
  readonly arrestDate?: Temporal.PlainDate | undefined;
  readonly returnToCustodyDate: Temporal.PlainDate;
  readonly earlierRecallDate?: Temporal.PlainDate | undefined;
  readonly recalledFromCurfew?: boolean | undefined;
  readonly requisiteCustodialPeriodEnds?: Temporal.PlainDate | undefined;
}

export type RecallDatesResult =
  DatesWorkedOut<{ readonly PRRD: Temporal.PlainDate }> | AskTheOmu<RecallOutOfScope>;

export interface RecallDateOutOfOrder {
  readonly field: keyof RecallInput;
  readonly problem: string;
}

/** Every date of a recall that comes before another it must follow; none twice. */
export function recallDatesOutOfOrder(recall: RecallInput): readonly RecallDateOutOfOrder[] {
  const { sentencedAt, sled, revocationDate, arrestDate, returnToCustodyDate, earlierRecallDate } = recall;
  const isBefore = (date: Temporal.PlainDate | undefined, other: Temporal.PlainDate): boolean =>
    date !== undefined && compare(date, other) < 0;
  const rules: readonly (readonly [keyof RecallInput, boolean, string])[] = [
    ['sled', isBefore(sled, sentencedAt), 'The sentence ends on or after the day it began.'],
    [
      'revocationDate',
      compare(revocationDate, sentencedAt) <= 0,
      'The licence is revoked after the day of the sentence.',
    ],
    [
      'revocationDate',
      earlierRecallDate !== undefined && compare(revocationDate, earlierRecallDate) <= 0,
      'The licence is revoked after any earlier recall.',
    ],
    ['arrestDate', isBefore(arrestDate, revocationDate), 'An arrest is on or after the day of revocation.'],
    [
      'returnToCustodyDate',
      isBefore(returnToCustodyDate, revocationDate),
      'The return to custody is on or after the day of revocation.',
    ],
    [
      'returnToCustodyDate',
      arrestDate !== undefined && isBefore(returnToCustodyDate, arrestDate),
      'The return to custody is on or after the day of arrest.',
    ],
  ];
  const broken = rules.filter(([, isBroken]) => isBroken).map(([field, , problem]) => ({ field, problem }));
  return broken.filter(({ field }, index) => broken.findIndex((each) => each.field === field) === index);
}

/**
 * The day a recalled person is released: the end of a fixed term that counts the day of return as day 1, but not
 * before the first day for sentences of this length, and never after the sentence ends. After a recall from curfew,
 * not before the end of the requisite custodial period either. The dates must be in order (`recallDatesOutOfOrder`).
 * Criminal Justice Act 2003, sections 255B and 255BA, as changed by the Sentencing Act 2026.
 */
export function recallDates(recall: RecallInput, law: Law): RecallDatesResult {
  const { sled, revocationDate, returnToCustodyDate, requisiteCustodialPeriodEnds } = recall;
  const outOfScope = whyOutOfScope(recall, law);
  if (outOfScope !== undefined) return ask(outOfScope, recall, law);
  const tranche = law.rows.tranche('recallTranches', recall.sentenceDays);
  const days = law.rows.figure('fixedTermRecallDays', later(revocationDate.toString(), tranche.from));
  if (days === undefined) return ask('OTHER_RECALL_LAW', recall, law);
  const first = Temporal.PlainDate.from(tranche.from);
  const curfewEnds = recall.recalledFromCurfew === true ? requisiteCustodialPeriodEnds : undefined;
  const fixedTermEnds = plainDateOf(dayNumberOf(returnToCustodyDate) + days.value - 1);
  const length = tranche.value === null ? 'this length' : `up to ${countOf(tranche.value, 'day')}`;
  const explanation = [
    `The recall is for ${countOf(days.value, 'day')}, with the return to custody on ${longDate(returnToCustodyDate)} as day 1, so it ends on ${longDate(fixedTermEnds)}.`,
  ];
  let release = fixedTermEnds;
  if (compare(first, release) > 0) {
    release = first;
    explanation.push(
      `With a sentence of ${length}, nobody is released from a recall for a fixed term before ${longDate(first)}.`,
    );
  }
  if (curfewEnds !== undefined && compare(curfewEnds, release) > 0) {
    release = curfewEnds;
    explanation.push(
      `After a recall from home detention curfew, release is not before the requisite custodial period ends on ${longDate(curfewEnds)}.`,
    );
  }
  if (compare(sled, release) < 0) {
    release = sled;
    explanation.push(`The sentence ends before that, on ${longDate(sled)}, so release is on that day.`);
  }
  return { status: 'DATES', dates: { PRRD: release }, law: [days, tranche], explanation };
}

function ask(reason: RecallOutOfScope, recall: RecallInput, { rows }: Law): RecallDatesResult {
  const earlier = reason === 'OTHER_RECALL_LAW' ? shorterSentenceRecall(recall, rows) : undefined;
  const figures =
    earlier === undefined
      ? ''
      : ` On ${longDate(recall.revocationDate)} a recall from a sentence under ${countOf(earlier.months, 'month')} was for ${countOf(earlier.days, 'day')}.`;
  return askTheOmu(reason, `${RECALL_OUT_OF_SCOPE[reason]}${figures}`);
}

function whyOutOfScope(recall: RecallInput, { rows }: Law): RecallOutOfScope | undefined {
  const { sled, revocationDate, returnToCustodyDate } = recall;
  if (compare(sled, revocationDate) < 0 || compare(sled, returnToCustodyDate) < 0) return 'SENTENCE_ENDED';
  const revoked = revocationDate.toString();
  if (recall.recalledFromCurfew === true) {
    if (rows.figure('fixedTermRecallDays', revoked) === undefined) return 'CURFEW_RECALL_BEFORE_THE_LAW';
    return recall.requisiteCustodialPeriodEnds === undefined ? 'CURFEW_PERIOD_NOT_GIVEN' : undefined;
  }
  return shorterSentenceRecall(recall, rows) === undefined ? undefined : 'OTHER_RECALL_LAW';
}

/** The length of recall that an earlier law had for sentences under so many months, if it was in force for this one. */
function shorterSentenceRecall(
  { sentencedAt, sentenceDays, revocationDate }: RecallInput,
  rows: LawRows,
): { readonly days: number; readonly months: number } | undefined {
  const days = rows.figure('shorterSentenceRecallDays', revocationDate.toString());
  const months = rows.figure('shorterSentenceRecallMonths', revocationDate.toString());
  if (days === undefined || months === undefined) return undefined;
  const leastDays = dayNumberOf(sentencedAt.add({ months: months.value })) - dayNumberOf(sentencedAt);
  return sentenceDays < leastDays ? { days: days.value, months: months.value } : undefined;
}

function compare(a: Temporal.PlainDate, b: Temporal.PlainDate): number {
  return dayNumberOf(a) - dayNumberOf(b);
}
