import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { sentenceDates } from '../../domain/law/sentence-dates.ts';
import type { SentenceInput } from '../../domain/law/sentence-terms.ts';
import sentenceCases from '../cases/sentence-dates.json' with { type: 'json' };
import { THE_LAW } from '../support/law.ts';
import { answerOf, type SentenceAsked, sentenceOf } from '../support/sentences.ts';

const ask = (asked: SentenceAsked) => answerOf(sentenceDates(sentenceOf(asked), THE_LAW));
const explained = (asked: SentenceAsked) => sentenceDates(sentenceOf(asked), THE_LAW).explanation.join(' ');

describe('the worked cases of sentence dates', () => {
  it.each(sentenceCases)('$id: $note', ({ input, expected }) => {
    const { YEARS: years, MONTHS: months } = { YEARS: undefined, MONTHS: undefined, ...input.duration };
    const { HDCED: _curfew, ...dates } = { HDCED: undefined, ...expected };
    expect(
      ask({
        sentencedAt: input.sentencedAt,
        offenceCommittedAt: input.offenceCommittedAt,
        duration: { years, months },
        sdsPlus: input.isSDSPlus,
        section250: input.isSection250,
        exclusions: input.exclusions,
      }),
    ).toEqual({ ...dates, fraction: input.multiplier });
  });
});

describe('the length of a sentence', () => {
  it.each([
    { of: 'a day', sentencedAt: '2026-11-02', duration: { days: 1 }, end: '2026-11-02' },
    { of: 'a year over a leap day', sentencedAt: '2024-01-01', duration: { years: 1 }, end: '2024-12-31' },
    { of: 'a year from a leap day', sentencedAt: '2024-02-29', duration: { years: 1 }, end: '2025-02-27' },
    { of: '4 years to a leap day', sentencedAt: '2024-02-29', duration: { years: 4 }, end: '2028-02-28' },
    { of: 'a month from the 31st', sentencedAt: '2027-01-31', duration: { months: 1 }, end: '2027-02-27' },
    {
      of: 'all four units',
      sentencedAt: '2026-11-02',
      duration: { years: 1, months: 2, weeks: 3, days: 4 },
      end: '2028-01-26',
    },
  ])('counts its first and last day: $of', ({ sentencedAt, duration, end }) => {
    const result = ask({ sentencedAt, duration });
    expect(result.SLED ?? result.SED).toBe(end);
  });

  it('of no days is refused', () => {
    expect(() => ask({ duration: {} })).toThrow('A sentence lasts at least a day');
    expect(() => ask({ duration: { years: 0, days: 0 } })).toThrow(RangeError);
  });
});

describe('the fraction before the progression model', () => {
  it.each([
    {
      of: 'half ends the day before SDS40',
      sentencedAt: '2023-09-10',
      duration: { years: 2 },
      release: '2024-09-09',
      fraction: '1/2',
    },
    {
      of: 'half ends the day SDS40 begins, so two fifths, but not before',
      sentencedAt: '2023-09-11',
      duration: { years: 2 },
      release: '2024-09-10',
      fraction: '2/5',
    },
    {
      of: 'two fifths end after SDS40 began',
      sentencedAt: '2024-06-03',
      duration: { years: 2 },
      release: '2025-03-21',
      fraction: '2/5',
    },
    {
      of: 'SDS+ has no SDS40',
      sentencedAt: '2020-04-01',
      duration: { years: 7 },
      sdsPlus: true,
      release: '2024-11-29',
      fraction: '2/3',
    },
    {
      of: 'a violent offence with 4 years',
      sentencedAt: '2024-06-03',
      duration: { years: 4 },
      exclusions: ['VIOLENT'],
      release: '2026-06-03',
      fraction: '1/2',
    },
    {
      of: 'a violent offence with a day less',
      sentencedAt: '2024-06-03',
      duration: { years: 3, months: 11, days: 30 },
      exclusions: ['VIOLENT'],
      release: '2026-01-07',
      fraction: '2/5',
    },
    ...['SEXUAL', 'DOMESTIC_ABUSE', 'NATIONAL_SECURITY'].map((code) => ({
      of: code,
      sentencedAt: '2024-06-03',
      duration: { years: 2 },
      exclusions: [code],
      release: '2025-06-02',
      fraction: '1/2',
    })),
    ...['SCHEDULE_13_PART_3', 'SENTENCING_ACT_2026_SCHEDULE'].map((code) => ({
      of: `${code} is no exclusion of SDS40`,
      sentencedAt: '2024-06-03',
      duration: { years: 2 },
      exclusions: [code],
      release: '2025-03-21',
      fraction: '2/5',
    })),
  ])('$of', ({ of: _of, release, fraction, ...asked }) => {
    expect(ask(asked)).toMatchObject({ CRD: release, fraction });
  });
});

describe('the tranches of the progression model', () => {
  // Each sentence begins so that two fifths of it end on the tranche's first day, or the day before.
  it.each([
    { days: 574, first: '2026-10-01' },
    { days: 575, first: '2026-10-13' },
    { days: 882, first: '2026-10-13' },
    { days: 883, first: '2026-11-10' },
    { days: 1162, first: '2026-11-10' },
    { days: 1163, first: '2026-12-08' },
    { days: 1561, first: '2026-12-08' },
    { days: 1562, first: '2027-01-12' },
    { days: 2121, first: '2027-01-12' },
    { days: 2122, first: '2027-02-09' },
    { days: 2758, first: '2027-02-09' },
    { days: 2759, first: '2027-03-09' },
    { days: 3283, first: '2027-03-09' },
    { days: 3284, first: '2027-04-13' },
    { days: 3654, first: '2027-04-13' },
    { days: 3655, first: '2027-05-11' },
    { days: 4396, first: '2027-05-11' },
    { days: 4397, first: '2027-06-08' },
  ])('reach $days days from $first', ({ days, first }) => {
    const served = Math.ceil((days * 2) / 5);
    const begins = Temporal.PlainDate.from(first).subtract({ days: served - 1 });
    const before = begins.subtract({ days: 1 });
    const duration = { days };
    expect(ask({ sentencedAt: begins.toString(), duration })).toMatchObject({ CRD: first, fraction: '1/3' });
    expect(ask({ sentencedAt: before.toString(), duration })).toMatchObject({
      CRD: Temporal.PlainDate.from(first).subtract({ days: 1 }).toString(),
      fraction: '2/5',
    });
  });

  it('give one half for SDS+, and not before the tranche', () => {
    const asked = { duration: { years: 7 }, sdsPlus: true };
    expect(ask({ ...asked, sentencedAt: '2022-06-01' })).toMatchObject({
      CRD: '2027-01-30',
      fraction: '2/3',
    });
    expect(ask({ ...asked, sentencedAt: '2022-08-01' })).toMatchObject({
      CRD: '2027-02-09',
      fraction: '1/2',
    });
  });
});

describe('who keeps one half under the progression model', () => {
  const long = { duration: { years: 12 } };
  it.each([
    { of: 'SDS+', sentencedAt: '2024-06-03', sdsPlus: true, fraction: '1/2' },
    {
      of: 'SDS+, whatever the exclusion',
      sentencedAt: '2024-06-03',
      sdsPlus: true,
      exclusions: ['SEXUAL'],
      fraction: '1/2',
    },
    {
      of: 'the schedule of the Act, before it',
      sentencedAt: '2024-06-03',
      exclusions: ['SENTENCING_ACT_2026_SCHEDULE'],
      fraction: '1/2',
    },
    {
      of: 'the schedule of the Act, after it',
      sentencedAt: '2026-11-03',
      exclusions: ['SENTENCING_ACT_2026_SCHEDULE'],
      fraction: '1/2',
    },
    {
      of: 'Schedule 13 Part 3 the day before it began',
      sentencedAt: '2026-09-30',
      exclusions: ['SCHEDULE_13_PART_3'],
      fraction: '1/2',
    },
    {
      of: 'not Schedule 13 Part 3 from that day',
      sentencedAt: '2026-10-01',
      exclusions: ['SCHEDULE_13_PART_3'],
      fraction: '1/3',
    },
    {
      of: 'an offence of the SDS+ type by 31 March 2020',
      sentencedAt: '2020-03-31',
      sdsPlusEligibleOffence: true,
      duration: { years: 20 },
      fraction: '1/2',
    },
    {
      of: 'not an offence of the SDS+ type from 1 April 2020',
      sentencedAt: '2020-04-01',
      sdsPlusEligibleOffence: true,
      duration: { years: 20 },
      fraction: '1/3',
    },
    {
      of: 'a sexual offence of the Act’s schedule',
      sentencedAt: '2024-06-03',
      exclusions: ['SEXUAL', 'SENTENCING_ACT_2026_SCHEDULE'],
      fraction: '1/2',
    },
    { of: 'nobody else', sentencedAt: '2024-06-03', fraction: '1/3' },
  ])('$of', ({ of: _of, fraction, ...asked }) => {
    expect(ask({ ...long, ...asked })).toMatchObject({ fraction });
  });

  it('is never somebody under section 250, who keeps the earlier rules', () => {
    const young = { ...long, sentencedAt: '2026-11-03', section250: true };
    expect(ask(young)).toMatchObject({ fraction: '2/5' });
    expect(ask({ ...young, sdsPlus: true })).toMatchObject({ fraction: '2/3' });
    expect(ask({ ...young, exclusions: ['SEXUAL'] })).toMatchObject({ fraction: '1/2' });
  });
});

describe('release without a licence', () => {
  const before2015 = '2015-01-31';
  const from2015 = '2015-02-01';
  it.each([
    {
      of: 'an old offence, under 12 months',
      sentencedAt: '2026-01-05',
      offenceCommittedAt: before2015,
      duration: { months: 11 },
      release: 'ARD',
    },
    {
      of: 'an offence from 1 February 2015',
      sentencedAt: '2026-01-05',
      offenceCommittedAt: from2015,
      duration: { months: 11 },
      release: 'CRD',
    },
    {
      of: 'an old offence, 12 months',
      sentencedAt: '2026-01-05',
      offenceCommittedAt: before2015,
      duration: { months: 12 },
      release: 'CRD',
    },
    {
      of: 'a day less than 12 months',
      sentencedAt: '2026-01-05',
      offenceCommittedAt: before2015,
      duration: { months: 11, days: 30 },
      release: 'ARD',
    },
    {
      of: '365 days over a leap day',
      sentencedAt: '2024-01-01',
      offenceCommittedAt: before2015,
      duration: { days: 365 },
      release: 'ARD',
    },
    {
      of: '365 days in a plain year',
      sentencedAt: '2025-01-01',
      offenceCommittedAt: before2015,
      duration: { days: 365 },
      release: 'CRD',
    },
    {
      of: 'an old offence under the progression model',
      sentencedAt: '2026-11-02',
      offenceCommittedAt: before2015,
      duration: { months: 11 },
      release: 'CRD',
    },
    {
      of: 'a sentence of one day',
      sentencedAt: '2026-01-05',
      offenceCommittedAt: '2026-01-01',
      duration: { days: 1 },
      release: 'ARD',
    },
    {
      of: 'a sentence of two days',
      sentencedAt: '2026-01-05',
      offenceCommittedAt: '2026-01-01',
      duration: { days: 2 },
      release: 'CRD',
    },
    {
      of: 'one day under the progression model',
      sentencedAt: '2026-11-02',
      offenceCommittedAt: '2026-11-01',
      duration: { days: 1 },
      release: 'CRD',
    },
    {
      of: 'section 250, under 12 months, a late offence',
      sentencedAt: '2026-11-02',
      offenceCommittedAt: '2026-11-01',
      duration: { months: 11 },
      section250: true,
      release: 'ARD',
    },
    {
      of: 'section 250, 12 months',
      sentencedAt: '2026-11-02',
      offenceCommittedAt: before2015,
      duration: { months: 12 },
      section250: true,
      release: 'CRD',
    },
  ])('$of: $release', ({ of: _of, release, ...asked }) => {
    const kinds = Object.keys(ask(asked)).filter((kind) => kind !== 'fraction');
    expect(kinds.sort()).toEqual(release === 'ARD' ? ['ARD', 'SED'] : ['CRD', 'SLED']);
  });
});

describe('a sentence out of scope', () => {
  it.each<{ reason: string; asked: SentenceAsked }>([
    { reason: 'LIFE_SENTENCE', asked: { life: true, extended: true } },
    { reason: 'EXTENDED_SENTENCE', asked: { extended: true, consecutiveOrConcurrent: true } },
    { reason: 'SEVERAL_SENTENCES', asked: { consecutiveOrConcurrent: true, daysAdded: 1 } },
    { reason: 'DAYS_ADDED', asked: { daysAdded: 1, daysRemanded: 1 } },
    { reason: 'DAYS_REMANDED', asked: { daysRemanded: 1 } },
    { reason: 'SENTENCE_BEFORE_THE_LAW', asked: { sentencedAt: '2005-04-03' } },
    { reason: 'SDS_PLUS_BEFORE_THE_LAW', asked: { sentencedAt: '2020-03-31', sdsPlus: true } },
    ...['SEXUAL', 'DOMESTIC_ABUSE', 'VIOLENT', 'NATIONAL_SECURITY'].map((code) => ({
      reason: 'EXCLUSION_NOT_SAID',
      asked: { sentencedAt: '2026-11-03', exclusions: [code] },
    })),
    {
      reason: 'EXCLUSION_NOT_SAID',
      asked: { sentencedAt: '2026-11-03', exclusions: ['SEXUAL', 'SCHEDULE_13_PART_3'] },
    },
  ])('is one for the OMU: $reason', ({ reason, asked }) => {
    expect(ask(asked)).toEqual({ status: 'ASK_THE_OMU', reason });
    expect(explained(asked)).toMatch(/\. Ask the prison’s offender management unit \(OMU\) for the dates\.$/);
  });

  it.each<{ of: string; asked: SentenceAsked }>([
    { of: 'no days added or remanded', asked: { daysAdded: 0, daysRemanded: 0 } },
    { of: 'one sentence', asked: { consecutiveOrConcurrent: false, life: false, extended: false } },
    {
      of: 'a sexual offence released before its tranche',
      asked: { sentencedAt: '2024-06-03', duration: { years: 2 }, exclusions: ['SEXUAL'] },
    },
    {
      of: 'an offence dated after its sentence',
      asked: { sentencedAt: '2026-11-03', offenceCommittedAt: '2026-12-01' },
    },
  ])('is not $of', ({ asked }) => {
    expect(ask(asked)).not.toHaveProperty('status');
  });

  it('is not a code that no exclusion has, which is a mistake of the caller', () => {
    expect(() => ask({ exclusions: ['ARSON'] })).toThrow('ARSON is not an exclusion');
  });
});

describe('the explanation of sentence dates', () => {
  it('tells the whole way to a date under the progression model', () => {
    expect(explained({ sentencedAt: '2026-09-02', duration: { months: 20 } })).toBe(
      'The sentence begins on Wednesday 2 September 2026 and is 608 days long, so it ends on Monday 1 May 2028. The progression model reaches sentences of up to 882 days from Tuesday 13 October 2026. By the earlier rule release would not be before that day, but on Monday 3 May 2027, so the model applies. Release is after one third of a standard determinate sentence: Tuesday 23 March 2027. Release is on licence (CRD), which ends with the sentence (SLED).',
    );
  });

  it.each<{ of: string; asked: SentenceAsked; says: string }>([
    {
      of: 'SDS40',
      asked: { sentencedAt: '2024-10-25', duration: { years: 4, months: 8 } },
      says: 'Release is after two fifths of a standard determinate sentence under SDS40: Sunday 6 September 2026. The progression model reaches sentences of up to 2121 days from Tuesday 12 January 2027. Release is due before that day, so this rule stands.',
    },
    {
      of: 'an exclusion',
      asked: { sentencedAt: '2024-06-03', duration: { years: 4 }, exclusions: ['VIOLENT'] },
      says: 'SDS40 leaves out a violent offence with a sentence of four years or more, so this date stays.',
    },
    {
      of: 'the first day of SDS40',
      asked: { sentencedAt: '2023-09-11', duration: { years: 2 } },
      says: 'Nobody is released under SDS40 before Tuesday 10 September 2024, so release is on that day.',
    },
    {
      of: 'the first day of a tranche',
      asked: { sentencedAt: '2022-11-30', duration: { days: 4397 } },
      says: 'Nobody is released under the progression model with a sentence of this length before Tuesday 8 June 2027, so release is on that day.',
    },
    {
      of: 'an exclusion of the progression model',
      asked: {
        sentencedAt: '2024-06-03',
        duration: { years: 12 },
        exclusions: ['SENTENCING_ACT_2026_SCHEDULE'],
      },
      says: 'Release is after one half of the sentence, because the model leaves out an offence in the Sentencing Act 2026’s schedule: ',
    },
    {
      of: 'section 250',
      asked: { sentencedAt: '2026-11-03', duration: { years: 2 }, section250: true },
      says: 'A sentence under section 250 keeps this rule.',
    },
    {
      of: 'one day',
      asked: { sentencedAt: '2026-01-05', duration: { days: 1 } },
      says: 'A sentence of one day has no licence, so release is without a licence (ARD), and only the sentence ends then (SED).',
    },
    {
      of: 'an old offence',
      asked: { sentencedAt: '2026-01-05', offenceCommittedAt: '2014-05-01', duration: { months: 6 } },
      says: 'The sentence is under twelve months and the offence was committed on Thursday 1 May 2014, so release is without a licence',
    },
  ])('speaks plainly of $of', ({ asked, says }) => {
    expect(explained(asked)).toContain(says);
  });

  it.each<{ asked: SentenceAsked; rules: readonly string[] }>([
    {
      asked: { sentencedAt: '2026-09-02', duration: { months: 20 } },
      rules: ['progressionFraction 1/3', 'progressionTranches up to 882 days'],
    },
    {
      asked: { sentencedAt: '2024-10-25', duration: { years: 4, months: 8 } },
      rules: ['sds40Fraction 2/5', 'progressionTranches up to 2121 days'],
    },
    {
      asked: { sentencedAt: '2026-11-03', duration: { years: 4 }, section250: true, exclusions: ['SEXUAL'] },
      rules: ['standardFraction 1/2', 'sds40Exclusions SEXUAL'],
    },
    {
      asked: { sentencedAt: '2026-01-05', duration: { days: 1 } },
      rules: ['sds40Fraction 2/5', 'progressionTranches up to 574 days', 'unconditionalReleaseDays 1'],
    },
  ])('names the rows of the law that it applied: $rules', ({ asked, rules }) => {
    const result = sentenceDates(sentenceOf(asked) satisfies SentenceInput, THE_LAW);
    const law = result.status === 'DATES' ? result.law : [];
    expect(law.map(({ rule, figure }) => `${rule} ${figure}`)).toEqual(rules);
  });
});
