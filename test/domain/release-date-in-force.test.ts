import { describe, expect, it } from '@jest/globals';
import { RELEASE_DATE_TYPES, type ReleaseDateType } from '../../domain/law/release-day.ts';
import {
  awaitsAnswer,
  dateInForce,
  isConfirmed,
  proposalHasLapsed,
  releaseBy,
  secondDayRequestOf,
  supervisorOf,
  type Head,
} from '../../domain/record/head.ts';
import { endsSentence, releaseDateOf, supervisionEndOf } from '../../domain/record/sentence-dates.ts';
import { dateOf, OFFICER, RECORDED_AT } from '../support/record.ts';

const release = { ...releaseBy(dateOf('CRD', '2027-03-12'), 2) };
const check = {
  revision: 2,
  known: true,
  statutoryDate: '2027-03-12',
  schemeApplies: true,
  presumptiveDate: '2027-03-11',
  earliestPermittedDate: '2027-03-10',
  explanation: [],
} as const;
const decision = {
  revision: 2,
  outcome: 'SECOND_DAY',
  date: '2027-03-10',
  decidedAt: RECORDED_AT,
  decidedBy: OFFICER,
} as const;

describe('a recorded date as the release date', () => {
  it('keeps who gave it, when and from where, and counts the change', () => {
    expect(
      releaseBy({ ...dateOf('CONFIRMED', '2027-03-12'), ground: 'PAROLE', approvedBy: OFFICER }, 3),
    ).toEqual({
      date: '2027-03-12',
      dateType: 'CONFIRMED',
      source: 'PRISON_CALCULATION',
      revision: 3,
      recordedAt: RECORDED_AT,
      recordedBy: OFFICER,
    });
  });
});

describe('the date in force', () => {
  it.each<{ readonly is: string; readonly of: Partial<Head>; readonly date: string | undefined }>([
    { is: 'none while there is no release date', of: { releaseDay: check, decision }, date: undefined },
    { is: 'as given, before the check', of: { release }, date: '2027-03-12' },
    {
      is: 'as given, where the check cannot be made',
      of: { release, releaseDay: { revision: 2, known: false, explanation: [] } },
      date: '2027-03-12',
    },
    { is: 'proposed by the check', of: { release, releaseDay: check }, date: '2027-03-11' },
    {
      is: 'the statutory one once the proposal has lapsed',
      of: { release, releaseDay: { ...check, lapsed: true } },
      date: '2027-03-12',
    },
    {
      is: 'decided, whatever was proposed',
      of: { release, releaseDay: check, decision },
      date: '2027-03-10',
    },
    {
      is: 'decided, though the proposal lapsed',
      of: { release, releaseDay: { ...check, lapsed: true }, decision },
      date: '2027-03-10',
    },
    {
      is: 'proposed again after a decision on an earlier date',
      of: { release, releaseDay: check, decision: { ...decision, revision: 1 } },
      date: '2027-03-11',
    },
  ])('is $is', ({ of, date }) => {
    expect(dateInForce(of)).toBe(date);
  });
});

describe('a proposed day that nobody decided on', () => {
  const journey = { phase: 'pre-release', release, releaseDay: check } as const;

  it.each<{
    readonly case: string;
    readonly patch: Partial<Head>;
    readonly today: string;
    readonly lapses: boolean;
  }>([
    { case: 'before that day', patch: {}, today: '2027-03-10', lapses: false },
    { case: 'on that day', patch: {}, today: '2027-03-11', lapses: false },
    { case: 'the day after', patch: {}, today: '2027-03-12', lapses: true },
    { case: 'after release', patch: { releasedOn: '2027-03-11' }, today: '2027-03-12', lapses: false },
    { case: 'of a closed journey', patch: { phase: 'closed' }, today: '2027-03-12', lapses: false },
    { case: 'once decided', patch: { decision }, today: '2027-03-12', lapses: false },
    {
      case: 'decided for an earlier date of release only',
      patch: { decision: { ...decision, revision: 1 } },
      today: '2027-03-12',
      lapses: true,
    },
    {
      case: 'that has lapsed already',
      patch: { releaseDay: { ...check, lapsed: true } },
      today: '2027-03-12',
      lapses: false,
    },
    {
      case: 'where the scheme does not apply',
      patch: { releaseDay: { ...check, schemeApplies: false } },
      today: '2027-03-12',
      lapses: false,
    },
    {
      case: 'where the check could not be made',
      patch: { releaseDay: { revision: 2, known: false, explanation: [] } },
      today: '2027-03-12',
      lapses: false,
    },
  ])('$case lapses: $lapses', ({ patch, today, lapses }) => {
    expect(proposalHasLapsed({ ...journey, ...patch }, today)).toBe(lapses);
  });

  it('cannot lapse before there is a check, or a date', () => {
    expect(proposalHasLapsed({ phase: 'custody', release }, '2027-03-12')).toBe(false);
    expect(proposalHasLapsed({ phase: 'custody', releaseDay: check }, '2027-03-12')).toBe(false);
  });
});

describe('the request for the earliest day', () => {
  const request = { revision: 2, need: 'A detox bed', requestedAt: RECORDED_AT, requestedBy: OFFICER };

  it('counts for the date it was made about only', () => {
    expect(secondDayRequestOf({ secondDayRequest: request, release })).toEqual(request);
    expect(secondDayRequestOf({ secondDayRequest: request, release: { revision: 3 } })).toBeUndefined();
    expect(secondDayRequestOf({ secondDayRequest: request })).toBeUndefined();
    expect(secondDayRequestOf({ release })).toBeUndefined();
    expect(secondDayRequestOf({})).toBeUndefined();
  });
});

describe('a release date', () => {
  it.each([
    { case: 'whose check has run to its end', journey: { release, confirmedRevision: 2 }, confirmed: true },
    { case: 'changed since its check', journey: { release, confirmedRevision: 1 }, confirmed: false },
    { case: 'never checked', journey: { release }, confirmed: false },
    { case: 'that there is not', journey: {}, confirmed: false },
  ])('$case is settled: $confirmed', ({ journey, confirmed }) => {
    expect(isConfirmed(journey)).toBe(confirmed);
  });
});

describe('who supervises the person', () => {
  it.each([
    { officers: { com: 'c.ahmed', yot: 'y.worker' }, supervisor: 'c.ahmed' },
    { officers: { pom: 'p.taylor', yot: 'y.worker', deputy: 'd.evans' }, supervisor: 'y.worker' },
    { officers: { pom: 'p.taylor', deputy: 'd.evans' }, supervisor: undefined },
  ])('is $supervisor of $officers', ({ officers, supervisor }) => {
    expect(supervisorOf({ officers })).toBe(supervisor);
  });
});

describe('the answer to a referral', () => {
  it.each([
    { case: 'that stands', summary: { live: true }, expected: true },
    {
      case: 'about which the agency asked',
      summary: { live: true, answer: 'MORE_INFORMATION' },
      expected: true,
    },
    { case: 'that was accepted', summary: { live: true, answer: 'ACCEPTED' }, expected: false },
    { case: 'whose date has passed', summary: { live: true, unanswered: true }, expected: false },
    { case: 'that ended', summary: { live: false, answer: 'DECLINED' }, expected: false },
  ] as const)('$case is expected: $expected', ({ summary, expected }) => {
    expect(awaitsAnswer(summary)).toBe(expected);
  });
});

describe('the date by which a person is released', () => {
  const IN_ORDER = ['CONFIRMED', 'APD', 'HDCAD', 'CRD', 'ARD', 'MTD', 'ETD', 'LTD', 'PRRD'] as const;
  /** The later in the order, the earlier the date, so that the order and not the date decides. */
  const datesOf = (types: readonly ReleaseDateType[]) =>
    types.map((type, at) => dateOf(type, `2027-03-${String(28 - at)}`));

  it.each(IN_ORDER.map((type, at) => ({ type, rest: IN_ORDER.slice(at) })))(
    'is the $type before any that comes after it',
    ({ type, rest }) => {
      expect(releaseDateOf(datesOf(rest).toReversed(), 'DETERMINATE')?.dateType).toBe(type);
    },
  );

  it.each(RELEASE_DATE_TYPES.filter((type) => !IN_ORDER.some((known) => known === type)))(
    'is never the %s',
    (type) => {
      expect(releaseDateOf([dateOf(type, '2027-03-12')], 'DETERMINATE')).toBeUndefined();
    },
  );

  it('is none on remand, whatever is recorded', () => {
    expect(releaseDateOf(datesOf(IN_ORDER), 'REMAND')).toBeUndefined();
  });

  it('is, after a recall, none from before it', () => {
    expect(releaseDateOf(datesOf(['CRD', 'ARD', 'HDCAD', 'PRRD']), 'RECALL')?.dateType).toBe('PRRD');
    expect(releaseDateOf(datesOf(['CRD', 'APD', 'PRRD']), 'RECALL')?.dateType).toBe('APD');
    expect(releaseDateOf(datesOf(['CRD', 'APD', 'CONFIRMED']), 'RECALL')?.dateType).toBe('CONFIRMED');
    expect(releaseDateOf(datesOf(['CRD', 'HDCAD']), 'RECALL')).toBeUndefined();
  });
});

describe('the end of supervision', () => {
  it('is the latest of the dates that end it, in whatever order they are recorded', () => {
    const dates = [dateOf('LED', '2028-01-01'), dateOf('TUSED', '2028-06-01'), dateOf('SLED', '2028-03-01')];
    expect(supervisionEndOf(dates)).toBe('2028-06-01');
    expect(supervisionEndOf(dates.toReversed())).toBe('2028-06-01');
  });

  it('does not follow from other dates', () => {
    expect(supervisionEndOf([dateOf('SED', '2029-01-01'), dateOf('CRD', '2027-03-12')])).toBeUndefined();
    expect(supervisionEndOf([])).toBeUndefined();
  });

  it.each(RELEASE_DATE_TYPES)(
    'and the date type %s still count after release only if they end the sentence',
    (type) => {
      expect(endsSentence(type)).toBe(['SED', 'SLED', 'LED', 'TUSED'].includes(type));
    },
  );
});
