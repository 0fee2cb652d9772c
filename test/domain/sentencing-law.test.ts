import { describe, expect, it } from '@jest/globals';
import bankHolidays from '../../data/bank-holidays.json' with { type: 'json' };
import legislation from '../../data/legislation.json' with { type: 'json' };
import { Temporal } from 'temporal-polyfill';
import { calendarFrom } from '../../domain/law/calendar.ts';
import { lawFrom, type Law } from '../../domain/law/law.ts';
import { FRACTION_NAMES, type FractionName } from '../../domain/law/legislation.ts';
import { PUBLISHED_EXCLUSIONS } from '../../domain/law/published-law.ts';
import { recallDates } from '../../domain/law/recall-dates.ts';
import { assessReleaseDay } from '../../domain/law/release-day.ts';
import { sentenceDates } from '../../domain/law/sentence-dates.ts';
import { addDays } from '../../domain/law/time.ts';
import { THE_LAW } from '../support/law.ts';
import {
  answerOf,
  recallOf,
  sentenceOf,
  type RecallAsked,
  type SentenceAsked,
} from '../support/sentences.ts';

const changed = (changes: object): Law => lawFrom({ ...legislation, ...changes }, 'a changed law');
const ask = (asked: SentenceAsked, law: Law = THE_LAW) => answerOf(sentenceDates(sentenceOf(asked), law));
const askRecall = (asked: RecallAsked, law: Law = THE_LAW) => answerOf(recallDates(recallOf(asked), law));
const says = (asked: SentenceAsked, law: Law): string =>
  sentenceDates(sentenceOf(asked), law).explanation.join(' ');

const LONG = { sentencedAt: '2024-06-03', duration: { years: 12 } };

/** A sentence that each fraction decides. A fraction that is missing here does not compile. */
const DECIDED: Readonly<Record<FractionName, SentenceAsked>> = {
  standardFraction: { sentencedAt: '2024-06-03', exclusions: ['SEXUAL'] },
  sdsPlusFraction: { ...LONG, sdsPlus: true, section250: true },
  sds40Fraction: { sentencedAt: '2024-06-03' },
  progressionFraction: LONG,
  progressionSdsPlusFraction: { ...LONG, sdsPlus: true },
  progressionExcludedFraction: { ...LONG, exclusions: ['SENTENCING_ACT_2026_SCHEDULE'] },
  progressionSdsPlusOffenceFraction: {
    sentencedAt: '2020-03-31',
    duration: { years: 20 },
    sdsPlusEligibleOffence: true,
  },
};

describe.each(FRACTION_NAMES)('%s', (name) => {
  it('decides the sentences that depend on it, in date and in words, and no others', () => {
    const law = changed({ [name]: legislation[name].map((row) => ({ ...row, value: '3/7' })) });
    const moved = FRACTION_NAMES.filter(
      (each) => JSON.stringify(ask(DECIDED[each], law)) !== JSON.stringify(ask(DECIDED[each])),
    );
    expect(moved).toEqual([name]);
    expect(ask(DECIDED[name], law)).toMatchObject({ fraction: '3/7' });
    expect(ask(DECIDED[name], law)['CRD']).not.toBe(ask(DECIDED[name])['CRD']);
    expect(says(DECIDED[name], law)).toContain('three sevenths');
  });
});

describe.each(legislation.progressionTranches.map(({ value, from }, at) => ({ value, from, at })))(
  'the tranche of the progression model from $from',
  ({ value, from, at }) => {
    const days = value ?? 5_000;
    // Two fifths of the sentence end on the tranche's first day.
    const sentencedAt = addDays(from, 1 - Math.ceil((days * 2) / 5));
    const asked = { sentencedAt, duration: { days } };
    const withRow = (change: object): Law =>
      changed({
        progressionTranches: legislation.progressionTranches.map((row, index) =>
          index === at ? { ...row, ...change } : row,
        ),
      });

    it('moves with its first day', () => {
      expect(ask(asked)).toMatchObject({ CRD: from, fraction: '1/3' });
      expect(ask(asked, withRow({ from: addDays(from, 1) }))).toMatchObject({ CRD: from, fraction: '2/5' });
    });

    if (value !== null) {
      it('moves with its length, which the explanation gives', () => {
        expect(says(asked, THE_LAW)).toContain(`up to ${value} days`);
        expect(ask(asked, withRow({ value: value - 1 }))).toMatchObject({ CRD: from, fraction: '2/5' });
      });
    }
  },
);

describe.each(legislation.recallTranches.map(({ value, from }, at) => ({ value, from, at })))(
  'the tranche of the fixed-term recall from $from',
  ({ value, from, at }) => {
    const asked = {
      revocationDate: '2025-06-02',
      returnToCustodyDate: '2025-06-03',
      sentenceDays: value ?? 5_000,
    };
    const withRow = (change: object): Law =>
      changed({
        recallTranches: legislation.recallTranches.map((row, index) =>
          index === at ? { ...row, ...change } : row,
        ),
      });

    it('moves with its first day', () => {
      expect(askRecall(asked)).toEqual({ PRRD: from });
      expect(askRecall(asked, withRow({ from: addDays(from, 1) }))).toEqual({ PRRD: addDays(from, 1) });
    });

    if (value !== null) {
      it('moves with its length', () => {
        const next = legislation.recallTranches[at + 1]?.from;
        expect(askRecall(asked, withRow({ value: value - 1 }))).toEqual({ PRRD: next });
      });
    }
  },
);

describe('a change of the law that is a change of data only', () => {
  it('a tranche', () => {
    const [first, ...rest] = legislation.progressionTranches;
    const law = changed({
      progressionTranches: [first, { ...first, value: 600, from: '2026-10-06' }, ...rest],
    });
    // Two fifths of 590 days end on 6 October 2026: before the second tranche, and in the new one.
    const asked = { sentencedAt: '2026-02-13', duration: { days: 590 } };
    expect(ask(asked)).toMatchObject({ CRD: '2026-10-06', fraction: '2/5' });
    expect(ask(asked, law)).toMatchObject({ CRD: '2026-10-06', fraction: '1/3' });
    expect(says(asked, law)).toContain('sentences of up to 600 days from Tuesday 6 October 2026');
    const recalled = { revocationDate: '2025-06-02', returnToCustodyDate: '2025-06-03', sentenceDays: 9_000 };
    const last = legislation.recallTranches.at(-1);
    const longer = changed({
      recallTranches: [
        ...legislation.recallTranches.slice(0, -1),
        { ...last, value: 8_000 },
        { ...last, from: '2026-05-19' },
      ],
    });
    expect(askRecall(recalled)).toEqual({ PRRD: '2026-05-12' });
    expect(askRecall(recalled, longer)).toEqual({ PRRD: '2026-05-19' });
  });

  it('an exclusion', () => {
    const [, , violent] = legislation.sds40Exclusions;
    const [schedule] = legislation.progressionExclusions;
    const words = { value: 'PIRACY', name: 'an offence of piracy' };
    const law = changed({
      sds40Exclusions: [...legislation.sds40Exclusions, { ...violent, ...words, leastYears: 2 }],
      progressionExclusions: [...legislation.progressionExclusions, { ...schedule, ...words }],
    });
    const asked = { sentencedAt: '2024-06-03', exclusions: ['PIRACY'] };
    expect(() => ask(asked)).toThrow('PIRACY is not an exclusion');
    expect(ask(asked, law)).toMatchObject({ CRD: '2025-06-02', fraction: '1/2' });
    expect(says(asked, law)).toContain('an offence of piracy with a sentence of two years or more');
    expect(ask({ ...asked, duration: { months: 23 } }, law)).toMatchObject({ fraction: '2/5' });
    expect(ask({ ...asked, ...LONG }, law)).toMatchObject({ fraction: '1/2' });
    expect(says({ ...asked, ...LONG }, law)).toContain('the model leaves out an offence of piracy');
  });

  it('a bank holiday', () => {
    const division = bankHolidays['england-and-wales'];
    const events = [...division.events, { title: 'Jubilee bank holiday', date: '2027-03-10', notes: '' }];
    const added = calendarFrom({ 'england-and-wales': { ...division, events } });
    const check = (calendar: typeof added): string => {
      const result = assessReleaseDay(
        {
          releaseDate: Temporal.PlainDate.from('2027-03-10'),
          dateType: 'CRD',
          adult: true,
          daysServedSinceSentence: 100,
          releaseKind: 'DETERMINATE',
        },
        calendar,
        THE_LAW,
      );
      return result.ok ? `${result.assessment.statutoryDate} ${result.assessment.explanation.join(' ')}` : '';
    };
    expect(check(calendarFrom(bankHolidays))).toMatch(/^2027-03-10 /);
    expect(check(added)).toMatch(/^2027-03-09 .*the Jubilee bank holiday/);
  });

  it('the end of the progression model, after which the earlier rules stand', () => {
    const law = changed({
      progressionFraction: legislation.progressionFraction.map((row) => ({ ...row, until: '2026-12-31' })),
    });
    expect(ask(LONG)).toMatchObject({ fraction: '1/3' });
    expect(ask(LONG, law)).toMatchObject({ fraction: '2/5' });
    expect(says(LONG, law)).toContain('The progression model is not in force on that day.');
  });

  it('the end of the fixed-term recall, after which the OMU is asked', () => {
    const law = changed({
      fixedTermRecallDays: legislation.fixedTermRecallDays.map((row) => ({ ...row, until: '2026-04-30' })),
    });
    expect(askRecall({}, law)).toEqual({ status: 'ASK_THE_OMU', reason: 'OTHER_RECALL_LAW' });
  });
});

describe('the exclusions of the published law', () => {
  it('are those that the API takes', () => {
    expect(PUBLISHED_EXCLUSIONS).toEqual(THE_LAW.rows.exclusionCodes);
    expect([...PUBLISHED_EXCLUSIONS].sort()).toEqual([
      'DOMESTIC_ABUSE',
      'NATIONAL_SECURITY',
      'SCHEDULE_13_PART_3',
      'SENTENCING_ACT_2026_SCHEDULE',
      'SEXUAL',
      'VIOLENT',
    ]);
  });
});
