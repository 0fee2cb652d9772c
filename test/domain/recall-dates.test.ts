import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { recallDates, recallDatesOutOfOrder } from '../../domain/law/recall-dates.ts';
import recallCases from '../cases/fixed-term-recall.json' with { type: 'json' };
import { THE_LAW } from '../support/law.ts';
import { answerOf, recallOf, type RecallAsked } from '../support/sentences.ts';

const ask = (asked: RecallAsked) => answerOf(recallDates(recallOf(asked), THE_LAW));
const explained = (asked: RecallAsked) => recallDates(recallOf(asked), THE_LAW).explanation.join(' ');

describe('the worked cases of the fixed-term recall', () => {
  it.each(recallCases)('$id: $note', ({ input, expected }) => {
    const { YEARS: years = 0, MONTHS: months = 0 } = {
      YEARS: undefined,
      MONTHS: undefined,
      ...input.duration,
    };
    const begins = Temporal.PlainDate.from(input.sentencedAt);
    const last = begins.add({ years, months }).subtract({ days: 1 });
    const { SLED: sled = last.toString(), PRRD } = { SLED: undefined, ...expected };
    expect(
      ask({
        sentencedAt: input.sentencedAt,
        sled,
        sentenceDays: begins.until(last, { largestUnit: 'day' }).days + 1,
        revocationDate: input.revocationDate,
        returnToCustodyDate: input.returnToCustodyDate,
      }),
    ).toEqual({ PRRD });
  });
});

describe('the tranches of the fixed-term recall', () => {
  it.each([
    { days: 1701, first: '2026-03-31' },
    { days: 1702, first: '2026-04-14' },
    { days: 2128, first: '2026-04-14' },
    { days: 2129, first: '2026-04-21' },
    { days: 2576, first: '2026-04-21' },
    { days: 2577, first: '2026-04-28' },
    { days: 3304, first: '2026-04-28' },
    { days: 3305, first: '2026-05-05' },
    { days: 4438, first: '2026-05-05' },
    { days: 4439, first: '2026-05-12' },
  ])('$days days: not before $first', ({ days, first }) => {
    const early = { revocationDate: '2025-10-01', returnToCustodyDate: '2025-10-03', sentenceDays: days };
    expect(ask(early)).toEqual({ PRRD: first });
  });
});

describe('the date of a fixed-term recall', () => {
  it.each([
    { of: 'day 56, the return being day 1', asked: {}, PRRD: '2026-06-30' },
    {
      of: 'over a leap day',
      asked: {
        sentencedAt: '2026-11-12',
        sled: '2033-11-11',
        revocationDate: '2028-02-01',
        returnToCustodyDate: '2028-02-02',
      },
      PRRD: '2028-03-28',
    },
    { of: 'the end of the sentence when that is sooner', asked: { sled: '2026-06-29' }, PRRD: '2026-06-29' },
    { of: 'the same day', asked: { sled: '2026-06-30' }, PRRD: '2026-06-30' },
    { of: 'the return on the last day of the sentence', asked: { sled: '2026-05-06' }, PRRD: '2026-05-06' },
    {
      of: 'from the return, not the revocation',
      asked: { revocationDate: '2026-04-01', arrestDate: '2026-05-05' },
      PRRD: '2026-06-30',
    },
    { of: 'after an earlier recall', asked: { earlierRecallDate: '2026-05-03' }, PRRD: '2026-06-30' },
    {
      of: 'before the shorter-sentence law',
      asked: { sentenceDays: 700, revocationDate: '2025-09-01', returnToCustodyDate: '2025-09-01' },
      PRRD: '2026-03-31',
    },
    {
      of: 'after it',
      asked: { sentenceDays: 700, revocationDate: '2026-03-31', returnToCustodyDate: '2026-03-31' },
      PRRD: '2026-05-25',
    },
    {
      of: 'under it with 4 years',
      asked: { sentenceDays: 1461, revocationDate: '2025-09-02', returnToCustodyDate: '2025-09-02' },
      PRRD: '2026-03-31',
    },
    {
      of: 'from curfew: the later of the two',
      asked: { recalledFromCurfew: true, requisiteCustodialPeriodEnds: '2026-07-01' },
      PRRD: '2026-07-01',
    },
    {
      of: 'from curfew: the fixed term when that is later',
      asked: { recalledFromCurfew: true, requisiteCustodialPeriodEnds: '2026-06-29' },
      PRRD: '2026-06-30',
    },
    {
      of: 'from curfew: never after the sentence',
      asked: { recalledFromCurfew: true, requisiteCustodialPeriodEnds: '2026-07-01', sled: '2026-06-20' },
      PRRD: '2026-06-20',
    },
    {
      of: 'not from curfew, whatever the custodial period',
      asked: { recalledFromCurfew: false, requisiteCustodialPeriodEnds: '2026-07-01' },
      PRRD: '2026-06-30',
    },
  ])('is $of', ({ asked, PRRD }) => {
    expect(ask(asked)).toEqual({ PRRD });
  });
});

describe('a recall out of scope', () => {
  it.each<{ reason: string; of: string; asked: RecallAsked }>([
    {
      reason: 'OTHER_RECALL_LAW',
      of: 'the first day',
      asked: { sentenceDays: 1460, revocationDate: '2025-09-02', returnToCustodyDate: '2025-09-03' },
    },
    {
      reason: 'OTHER_RECALL_LAW',
      of: 'the last day',
      asked: { sentenceDays: 700, revocationDate: '2026-03-30' },
    },
    { reason: 'CURFEW_PERIOD_NOT_GIVEN', of: 'curfew', asked: { recalledFromCurfew: true } },
    {
      reason: 'CURFEW_RECALL_BEFORE_THE_LAW',
      of: 'curfew before 31 March 2026',
      asked: {
        recalledFromCurfew: true,
        revocationDate: '2026-03-30',
        requisiteCustodialPeriodEnds: '2026-07-01',
      },
    },
    { reason: 'SENTENCE_ENDED', of: 'a return after the sentence', asked: { sled: '2026-05-05' } },
    { reason: 'SENTENCE_ENDED', of: 'a revocation after the sentence', asked: { sled: '2026-05-03' } },
  ])('is one for the OMU: $reason, $of', ({ reason, asked }) => {
    expect(ask(asked)).toEqual({ status: 'ASK_THE_OMU', reason });
    expect(explained(asked)).toMatch(/\. Ask the prison’s offender management unit \(OMU\) for the dates\.$/);
  });

  it('says what the earlier law was', () => {
    const asked = { sentenceDays: 700, revocationDate: '2025-12-02' };
    expect(explained(asked)).toContain(
      'On Tuesday 2 December 2025 a recall from a sentence under 48 months was for 48 days.',
    );
  });
});

describe('the order of the dates of a recall', () => {
  it.each<{ of: string; asked: RecallAsked; fields: readonly string[] }>([
    { of: 'in order', asked: { arrestDate: '2026-05-05', earlierRecallDate: '2025-01-01' }, fields: [] },
    {
      of: 'all on one day',
      asked: { arrestDate: '2026-05-04', returnToCustodyDate: '2026-05-04' },
      fields: [],
    },
    { of: 'the day after the sentence', asked: { sentencedAt: '2026-05-03' }, fields: [] },
    {
      of: 'revocation on the day of sentence',
      asked: { sentencedAt: '2026-05-04' },
      fields: ['revocationDate'],
    },
    {
      of: 'revocation on the day of the earlier recall',
      asked: { earlierRecallDate: '2026-05-04' },
      fields: ['revocationDate'],
    },
    { of: 'arrest before revocation', asked: { arrestDate: '2026-05-03' }, fields: ['arrestDate'] },
    {
      of: 'return before revocation',
      asked: { returnToCustodyDate: '2026-05-03' },
      fields: ['returnToCustodyDate'],
    },
    { of: 'return before arrest', asked: { arrestDate: '2026-05-07' }, fields: ['returnToCustodyDate'] },
    {
      of: 'both',
      asked: { arrestDate: '2026-05-03', returnToCustodyDate: '2026-05-02' },
      fields: ['arrestDate', 'returnToCustodyDate'],
    },
    { of: 'a sentence that ends before it begins', asked: { sled: '2022-11-11' }, fields: ['sled'] },
  ])('$of: $fields', ({ asked, fields }) => {
    const found = recallDatesOutOfOrder(recallOf(asked));
    expect(found.map(({ field }) => field)).toEqual(fields);
    for (const { problem } of found) expect(problem).toMatch(/^[A-Z].*\.$/);
  });
});

describe('the explanation of a recall', () => {
  it('tells the whole way', () => {
    const asked = { revocationDate: '2025-12-02', returnToCustodyDate: '2025-12-03', sled: '2026-04-10' };
    expect(recallDates(recallOf(asked), THE_LAW).explanation).toEqual([
      'The recall is for 56 days, with the return to custody on Wednesday 3 December 2025 as day 1, so it ends on Tuesday 27 January 2026.',
      'With a sentence of up to 2576 days, nobody is released from a recall for a fixed term before Tuesday 21 April 2026.',
      'The sentence ends before that, on Friday 10 April 2026, so release is on that day.',
    ]);
  });

  it('names the rows of the law', () => {
    const result = recallDates(recallOf({}), THE_LAW);
    const law = result.status === 'DATES' ? result.law : [];
    expect(law.map(({ rule, figure }) => `${rule} ${figure}`)).toEqual([
      'fixedTermRecallDays 56',
      'recallTranches up to 2576 days',
    ]);
  });
});
