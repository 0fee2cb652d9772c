import { describe, expect, it } from '@jest/globals';
import { dateTooEarly } from '../../domain/journey/confirmed-date.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { movedByDate, movedDay } from '../../domain/journey/moved-by-date.ts';
import {
  askAboutSecondDay,
  askAgain,
  checkReleaseDay,
  decideReleaseDay,
  lapseProposal,
  moveDateInForce,
  permitsSecondDay,
  proposalMayLapse,
  voidDecision,
} from '../../domain/journey/release-date.ts';
import {
  checkAgain,
  checkAgainForAge,
  endsWithRelease,
  recordDates,
  releaseWithout,
  removeDate,
} from '../../domain/journey/sentence-dates.ts';
import type { Step } from '../../domain/journey/step.ts';
import { releaseBy } from '../../domain/record/head.ts';
import type { Referral } from '../../domain/record/referral.ts';
import { aDraftWith, aJourney, aReferral, aStep, factsOf, NO_HOLIDAYS } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';
import { dateOf, OFFICER, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';
const CONTEXT = { calendar: NO_HOLIDAYS, law: THE_LAW, today: TODAY };
const FRIDAY = '2027-03-12';
const THURSDAY = '2027-03-11';
const WEDNESDAY = '2027-03-10';
/** A sentence that ended a licence later, long before release, so that the Friday check applies. */
const SENTENCE = { startDate: '2026-06-01', releaseKind: 'DETERMINATE' } as const;

/** Due out on a Friday: the check proposes the day before, and permits the one before that. */
const fridayJourney = (patch: Partial<Journey> = {}): Journey => {
  const release = releaseBy(dateOf('CRD', FRIDAY), 1);
  return aJourney({
    dates: [dateOf('CRD', FRIDAY)],
    release,
    releaseRevision: 1,
    releaseDay: checkReleaseDay({ dateOfBirth: '1990-05-17', sentence: SENTENCE }, release, CONTEXT),
    releaseDateInForce: THURSDAY,
    sentence: SENTENCE,
    ...patch,
  });
};
const decision = (date: string, revision = 1) => ({
  revision,
  outcome: 'PRESUMPTIVE' as const,
  date,
  decidedAt: RECORDED_AT,
  decidedBy: OFFICER,
});
const draftOf = (
  patch: Partial<Journey> = {},
  steps: readonly Step[] = [],
  { referrals = [], today = TODAY }: { referrals?: readonly Referral[]; today?: string } = {},
) => {
  const { open: _none, referrals: _no, ...journey } = fridayJourney(patch);
  return aDraftWith(today, { steps, referrals }, journey);
};
const givenCrd = (date: string) => ({ date, dateType: 'CRD', source: 'PRISON_CALCULATION' }) as const;

describe('the Friday check that the record keeps', () => {
  const check = (
    sentence: Partial<Journey['sentence']> = {},
    more: Partial<Pick<Journey, 'recall' | 'dateOfBirth'>> = {},
    { date = FRIDAY, today = TODAY } = {},
  ) =>
    checkReleaseDay(
      { dateOfBirth: '1990-05-17', sentence: { ...SENTENCE, ...sentence }, ...more },
      { date, dateType: 'CRD', revision: 4 },
      { ...CONTEXT, today },
    );

  it('says which days are permitted, and of which change of the date it is', () => {
    expect(check()).toMatchObject({
      revision: 4,
      known: true,
      statutoryDate: FRIDAY,
      schemeApplies: true,
      presumptiveDate: THURSDAY,
      earliestPermittedDate: WEDNESDAY,
    });
  });

  it('proposes two days earlier for a child', () => {
    expect(check({}, { dateOfBirth: '2010-05-17' })).toMatchObject({ presumptiveDate: WEDNESDAY });
  });

  it('does not propose a day that has passed', () => {
    expect(check({}, {}, { today: THURSDAY })).not.toHaveProperty('lapsed');
    expect(check({}, {}, { today: FRIDAY })).toMatchObject({ lapsed: true });
    expect(check({}, {}, { date: '2027-03-09', today: FRIDAY })).not.toHaveProperty('lapsed');
  });

  it('is not made on remand', () => {
    expect(check({ releaseKind: 'REMAND' })).toEqual({
      revision: 4,
      known: false,
      explanation: ['A person on remand has no release date.'],
    });
  });

  it.each([
    {
      case: 'fewer than 28 days after sentence',
      sentence: { startDate: '2027-02-14' },
      reason: 'UNDER_28_DAYS',
    },
    { case: '28 days after sentence', sentence: { startDate: '2027-02-13' }, reason: undefined },
    { case: 'a life sentence', sentence: { releaseKind: 'INDETERMINATE' as const }, reason: 'INDETERMINATE' },
  ])('excludes $case: $reason', ({ sentence, reason }) => {
    const found = check(sentence);
    expect(found.known && found.reason).toBe(reason);
  });

  it.each([
    { earlier: 0, returnedOn: '2027-02-14', reason: 'UNDER_28_DAYS' },
    { earlier: 1, returnedOn: '2027-02-14', reason: undefined },
    { earlier: undefined, returnedOn: '2027-02-13', reason: undefined },
  ])(
    'adds up the days of a recalled person: $earlier before, and since $returnedOn',
    ({ earlier, returnedOn, reason }) => {
      const recall = {
        type: 'FIXED_TERM',
        revokedOn: '2027-02-01',
        reason: 'OTHER',
        explanation: '',
        alternatives: '',
        sentenceKind: 'DETERMINATE',
        recordedAt: RECORDED_AT,
        recordedBy: OFFICER,
        approvedBy: OFFICER,
        returnedOn,
      } as const;
      const found = check(
        { releaseKind: 'RECALL', ...(earlier !== undefined && { earlierDaysServed: earlier }) },
        { recall },
      );
      expect(found.known && found.reason).toBe(reason);
    },
  );

  it('of a term of at most five days lets a Saturday stand', () => {
    const saturday = { date: '2027-03-13' };
    expect(check({ lengthDays: 5, startDate: '2027-03-09' }, {}, saturday)).toMatchObject({
      statutoryDate: '2027-03-13',
    });
    expect(check({ lengthDays: 6, startDate: '2027-03-09' }, {}, saturday)).toMatchObject({
      statutoryDate: FRIDAY,
    });
  });
});

describe('a proposal that nobody has decided', () => {
  it.each<{ case: string; patch: Partial<Journey>; opened: readonly string[] }>([
    { case: 'is asked about', patch: {}, opened: ['release-day-proposal', 'second-day-request'] },
    { case: 'is decided', patch: { decision: decision(THURSDAY) }, opened: [] },
    {
      case: 'was decided for an earlier date only',
      patch: { decision: decision(THURSDAY, 0) },
      opened: ['release-day-proposal', 'second-day-request'],
    },
    {
      case: 'is not known',
      patch: { releaseDay: { revision: 1, known: false, explanation: [] } },
      opened: [],
    },
  ])('$case: $opened', ({ patch, opened }) => {
    const draft = draftOf(patch);
    proposalMayLapse(draft);
    expect(draft.journey.open.map(({ kind }) => kind)).toEqual(opened);
  });

  it.each([{ lapsed: true } as const, { schemeApplies: false }])('asks nothing any more: %j', (more) => {
    const { releaseDay } = fridayJourney();
    if (releaseDay?.known !== true) throw new Error('The check of a Friday is known');
    const draft = draftOf({ releaseDay: { ...releaseDay, ...more } });
    proposalMayLapse(draft);
    expect(draft.journey.open).toEqual([]);
  });

  it('asks the community officer only where an earlier day than the proposed one is permitted', () => {
    const { releaseDay } = fridayJourney({ dateOfBirth: '2010-05-17' });
    if (releaseDay?.known !== true) throw new Error('The check of a Friday is known');
    const child = { releaseDay: { ...releaseDay, presumptiveDate: WEDNESDAY } };
    expect(permitsSecondDay(child)).toBe(false);
    expect(permitsSecondDay({ releaseDay })).toBe(true);
    expect(permitsSecondDay({})).toBe(false);
    const draft = draftOf(child);
    askAboutSecondDay(draft);
    expect(draft.journey.open).toEqual([]);
  });

  it('lapses when its day has passed: the date set by law stands, and nothing is left to decide', () => {
    const steps = [
      aStep('release-day-proposal', { state: 'SCHEDULED' }),
      aStep('release-day-decision'),
      aStep('second-day-request'),
    ];
    const draft = draftOf({ assessedRevision: 1 }, steps, { today: FRIDAY });
    lapseProposal(draft);
    expect(draft.journey.releaseDay).toMatchObject({ lapsed: true });
    expect(draft.journey.releaseDateInForce).toBe(FRIDAY);
    expect(draft.journey.open).toEqual([]);
    expect(steps.map(({ key }) => draft.step(key)?.outcome)).toEqual([
      'LAPSED',
      'DATE_CHANGED',
      'DATE_CHANGED',
    ]);
    expect(draft.facts[0]).toMatchObject({
      type: 'release-day-proposal-lapsed',
      data: { presumptiveDate: THURSDAY, statutoryDate: FRIDAY },
    });
  });

  it('cannot lapse where there is none', () => {
    const draft = draftOf({ releaseDay: { revision: 1, known: false, explanation: [] } });
    lapseProposal(draft);
    expect(draft.changed).toBe(false);
  });
});

describe('the governor’s decision', () => {
  it('counts for the date as it stands, moves it, and ends what was asked before it', () => {
    const steps = [aStep('release-day-decision'), aStep('release-day-proposal'), aStep('second-day-request')];
    const draft = draftOf({ releaseRevision: 1 }, steps);
    decideReleaseDay(draft, {
      outcome: 'SECOND_DAY',
      date: WEDNESDAY,
      reason: 'A bed',
      requestedBy: 'c.ahmed',
    });
    expect(draft.journey.decision).toEqual({
      revision: 1,
      outcome: 'SECOND_DAY',
      date: WEDNESDAY,
      reason: 'A bed',
      requestedBy: 'c.ahmed',
      decidedAt: `${TODAY}T09:00:00.000Z`,
      decidedBy: OFFICER,
    });
    expect(draft.journey.releaseDateInForce).toBe(WEDNESDAY);
    expect(steps.map(({ key }) => draft.step(key)?.outcome)).toEqual(['DECIDED', 'DECIDED', 'DECIDED']);
    expect(factsOf(draft).slice(0, 2)).toEqual(['release-day-decided', 'deadlines-moved']);
  });

  it('is void with a fact that says what was decided, and by whom', () => {
    const draft = draftOf({ decision: decision(THURSDAY) });
    voidDecision(draft);
    expect(Object.hasOwn(draft.journey, 'decision')).toBe(false);
    expect(draft.facts.map(({ type, data }) => [type, data])).toEqual([
      ['release-day-decision-voided', { outcome: 'PRESUMPTIVE', date: THURSDAY, decidedBy: OFFICER.id }],
    ]);
    const without = draftOf();
    voidDecision(without);
    expect(without.changed).toBe(false);
  });
});

describe('a date in force that moves', () => {
  const moved = (
    patch: Partial<Journey>,
    steps: readonly Step[] = [],
    referrals: readonly Referral[] = [],
  ) => {
    const draft = draftOf({ decision: decision(WEDNESDAY), ...patch }, steps, { referrals });
    moveDateInForce(draft);
    return draft;
  };

  it('does nothing while it is the same', () => {
    expect(moved({ releaseDateInForce: WEDNESDAY }).changed).toBe(false);
  });

  it('counts open steps again, and says how many moved', () => {
    const due = aStep('next-address', { dueOn: '2027-02-25', wakeAt: '2027-02-23T00:00:00.000Z' });
    const draft = moved({}, [due, aStep('housing-plan', { dueOn: '2027-01-18' })]);
    // Two weeks before release.
    expect(draft.step(due.key)?.dueOn).toBe('2027-02-24');
    expect(draft.facts.find(({ type }) => type === 'deadlines-moved')?.data).toEqual({
      from: THURSDAY,
      to: WEDNESDAY,
      steps: 1,
    });
  });

  it('goes to every agency with a live referral', () => {
    const draft = moved({}, [], [aReferral({ releaseDate: THURSDAY })]);
    expect(draft.referral('r1').releaseDate).toBe(WEDNESDAY);
    expect(draft.deliveries.map(({ type }) => type)).toEqual(['through-the-gate.referral.updated']);
    expect(draft.deliveries[0]?.body).toContain('"changed":["releaseDate"]');
  });

  it('leaves no date anywhere where none is known any more', () => {
    const draft = aDraftWith(TODAY, { referrals: [aReferral({ releaseDate: THURSDAY })] }, {});
    draft.forget('release', 'releaseDay');
    draft.update({ releaseDateInForce: THURSDAY });
    moveDateInForce(draft);
    expect(Object.hasOwn(draft.journey, 'releaseDateInForce')).toBe(false);
    expect(draft.referral('r1')).not.toHaveProperty('releaseDate');
  });

  it('asks again what was answered for the old day, unless the answer stands', () => {
    const booked = aStep('jobcentre-interview', { state: 'DONE', outcome: 'BOOKED' });
    const interview = { benefits: { interviewOn: THURSDAY } };
    expect(moved(interview, [booked]).step(booked.key)?.state).toBe('CLOSED');
    expect(moved({ benefits: { interviewOn: WEDNESDAY } }, [booked]).step(booked.key)).toBe(booked);
    const none = aStep('jobcentre-interview', { state: 'DONE', outcome: 'NOT_CLAIMING' });
    expect(moved(interview, [none]).step(none.key)).toBe(none);
    const open = aStep('jobcentre-interview');
    expect(moved(interview, [open]).step(open.key)).toMatchObject({ outcome: 'DATE_CHANGED' });
  });

  it('asks at once again what no machine comes back to, and leaves it open where it is', () => {
    const arranged = aStep('met-at-the-gate', { state: 'DONE', outcome: 'ARRANGED' });
    const met = { ready: { met: 'MET' } } as const;
    expect(moved(met, [arranged]).step(arranged.key)?.state).toBe('OPEN');
    const open = aStep('met-at-the-gate');
    expect(moved(met, [open]).step(open.key)?.state).toBe('OPEN');
  });

  describe('on release day', () => {
    const timer = aStep('release-day-opens', { state: 'DONE', outcome: 'OPENED' });
    const rest = [
      aStep('release-checklist', { state: 'DONE', outcome: 'READY' }),
      aStep('release-confirmed'),
    ];
    const onDay = (date: string, today: string) => {
      const draft = draftOf({ phase: 'release-day', decision: decision(date) }, [timer, ...rest], { today });
      moveDateInForce(draft);
      return draft;
    };

    it('ends release-day work where it is not due yet', () => {
      const draft = onDay('2027-03-19', WEDNESDAY);
      expect(draft.journey.phase).toBe('pre-release');
      expect(draft.step(timer.key)).toMatchObject({ state: 'SCHEDULED', opensOn: '2027-03-17' });
      expect(rest.map(({ key }) => draft.step(key)?.state)).toEqual(['CLOSED', 'CLOSED']);
      expect(draft.facts.map(({ type, data }) => [type, data])).toContainEqual([
        'phase-entered',
        { phase: 'pre-release' },
      ]);
    });

    it('goes on with it where it is due', () => {
      const draft = onDay(FRIDAY, WEDNESDAY);
      expect(draft.journey.phase).toBe('release-day');
      expect(draft.step(timer.key)).toMatchObject({ state: 'DONE', outcome: 'OPENED' });
      expect(draft.step('1.release-confirmed')?.state).not.toBe('CLOSED');
    });
  });

  it('ends by name only what rests on it so', () => {
    const draft = draftOf({}, [aStep('jobcentre-interview'), aStep('release-day-decision')]);
    askAgain(draft, 'new-date');
    expect(draft.step('1.jobcentre-interview')?.state).toBe('OPEN');
    expect(draft.step('1.release-day-decision')?.outcome).toBe('DATE_CHANGED');
  });
});

describe('recording a date of the sentence', () => {
  const recorded = (
    given: Parameters<typeof recordDates>[1],
    patch: Partial<Journey> = {},
    steps: readonly Step[] = [],
  ) => {
    const draft = draftOf(patch, steps);
    recordDates(draft, given);
    return draft;
  };

  it('keeps it beside those of other types, with who gave it and when', () => {
    const draft = recorded([{ date: '2027-03-19', dateType: 'ARD', source: 'COURT' }]);
    expect(draft.journey.dates).toEqual([
      dateOf('CRD', FRIDAY),
      {
        date: '2027-03-19',
        dateType: 'ARD',
        source: 'COURT',
        recordedAt: `${TODAY}T09:00:00.000Z`,
        recordedBy: OFFICER,
      },
    ]);
    // The CRD comes first in the order of release dates, so nothing else moves.
    expect(factsOf(draft)).toEqual(['sentence-date-recorded']);
  });

  it('takes the place of the one of its type, and says what it was', () => {
    const draft = recorded([givenCrd('2027-03-19')]);
    expect(draft.journey.dates.map(({ date }) => date)).toEqual(['2027-03-19']);
    expect(draft.facts.find(({ type }) => type === 'sentence-date-recorded')?.data).toMatchObject({
      date: '2027-03-19',
      was: FRIDAY,
    });
  });

  it('makes the check again for another release date, and a decision on the old one is void', () => {
    const draft = recorded([givenCrd('2027-03-19')], { decision: decision(THURSDAY), releaseRevision: 1 });
    expect(draft.journey).toMatchObject({
      releaseRevision: 2,
      release: { date: '2027-03-19', revision: 2 },
      releaseDay: { revision: 2, presumptiveDate: '2027-03-18' },
      releaseDateInForce: '2027-03-18',
    });
    expect(Object.hasOwn(draft.journey, 'decision')).toBe(false);
    expect(draft.facts.find(({ type }) => type === 'release-date-set')?.data).toEqual({
      date: '2027-03-19',
      dateType: 'CRD',
      was: FRIDAY,
      wasType: 'CRD',
    });
  });

  it('keeps the decision where the release date is the same', () => {
    const draft = recorded([givenCrd(FRIDAY)], { decision: decision(THURSDAY) });
    expect(draft.journey.decision).toEqual(decision(THURSDAY));
    expect(draft.journey.releaseRevision).toBe(1);
    expect(draft.journey.release?.recordedAt).toBe(`${TODAY}T09:00:00.000Z`);
  });

  it('keeps the decision that a confirmed date carries out', () => {
    const draft = recorded([{ date: THURSDAY, dateType: 'CONFIRMED', source: 'EVENT' }], {
      decision: decision(THURSDAY),
    });
    expect(draft.journey.decision).toEqual(decision(THURSDAY));
    expect(draft.journey.release).toMatchObject({ dateType: 'CONFIRMED', date: THURSDAY });
  });

  it('lets a confirmed date fall that was confirmed for another date', () => {
    const dates = [dateOf('CRD', FRIDAY), dateOf('CONFIRMED', THURSDAY)];
    const release = releaseBy(dateOf('CONFIRMED', THURSDAY), 1);
    const draft = recorded([givenCrd('2027-03-19')], { dates, release, decision: decision(THURSDAY) });
    expect(draft.journey.dates.map(({ dateType }) => dateType)).toEqual(['CRD']);
    expect(draft.facts.find(({ type }) => type === 'sentence-date-removed')?.data).toMatchObject({
      dateType: 'CONFIRMED',
      date: THURSDAY,
    });
    expect(Object.hasOwn(draft.journey, 'decision')).toBe(false);
  });

  it('keeps a confirmed date that the law gives a ground of its own', () => {
    const dates = [dateOf('CRD', FRIDAY), { ...dateOf('CONFIRMED', THURSDAY), ground: 'PAROLE' as const }];
    const release = releaseBy(dateOf('CONFIRMED', THURSDAY), 1);
    const draft = recorded([givenCrd('2027-03-19')], { dates, release });
    expect(draft.journey.dates.map(({ dateType }) => dateType)).toEqual(['CONFIRMED', 'CRD']);
  });

  it('moves the end of supervision with the dates that end it', () => {
    const ends = aStep('supervision-ends', { state: 'SCHEDULED', opensOn: '2027-12-09' });
    const sentence = { ...SENTENCE, supervisionEndsOn: '2027-12-09' };
    const draft = recorded([{ date: '2028-01-31', dateType: 'SLED', source: 'EVENT' }], { sentence }, [ends]);
    expect(draft.journey.sentence.supervisionEndsOn).toBe('2028-01-31');
    expect(draft.journey.supervisionEndGiven).toBe('2027-12-09');
    expect(draft.step(ends.key)?.opensOn).toBe('2028-01-31');
  });

  it('moves the end of a sentence without a licence with its release date', () => {
    const sentence = { ...SENTENCE, supervisionEndsOn: FRIDAY };
    expect(recorded([givenCrd('2027-03-19')], { sentence }).journey.sentence.supervisionEndsOn).toBe(
      '2027-03-19',
    );
    const draft = draftOf({ sentence });
    expect(endsWithRelease(draft.journey)).toBe(true);
    expect(endsWithRelease({ ...draft.journey, sentence: SENTENCE })).toBe(false);
    expect(endsWithRelease({ ...draft.journey, dates: [dateOf('SLED', FRIDAY)] })).toBe(false);
    const release = releaseBy(dateOf('CONFIRMED', FRIDAY), 1);
    expect(endsWithRelease({ ...draft.journey, release })).toBe(false);
  });
});

describe('removing a date', () => {
  it('says why, and the release follows from what is left', () => {
    const dates = [dateOf('CRD', FRIDAY), dateOf('ARD', '2027-03-19')];
    const draft = draftOf({ dates });
    removeDate(draft, dateOf('CRD', FRIDAY), 'Entered twice');
    expect(draft.facts[0]).toMatchObject({
      type: 'sentence-date-removed',
      data: { date: FRIDAY, dateType: 'CRD', reason: 'Entered twice' },
    });
    expect(draft.journey.release).toMatchObject({ dateType: 'ARD', date: '2027-03-19' });
    expect(releaseWithout(fridayJourney({ dates }), dateOf('CRD', FRIDAY), CONTEXT)?.dateType).toBe('ARD');
  });

  it('of the last one leaves no release date, and no check', () => {
    const draft = draftOf();
    removeDate(draft, dateOf('CRD', FRIDAY), 'Wrong person');
    for (const part of ['release', 'releaseDay', 'releaseDateInForce'])
      expect(Object.hasOwn(draft.journey, part)).toBe(false);
    expect(draft.journey.releaseRevision).toBe(2);
    expect(releaseWithout(fridayJourney(), dateOf('CRD', FRIDAY), CONTEXT)).toBeUndefined();
  });

  it('takes a date confirmed for it away too', () => {
    const dates = [dateOf('CRD', FRIDAY), dateOf('CONFIRMED', THURSDAY), dateOf('ARD', '2027-03-19')];
    expect(releaseWithout(fridayJourney({ dates }), dateOf('CRD', FRIDAY), CONTEXT)?.dateType).toBe('ARD');
  });

  it('that ended supervision brings back the end that was given', () => {
    const dates = [dateOf('CRD', FRIDAY), dateOf('SLED', '2028-01-31')];
    const sentence = { ...SENTENCE, supervisionEndsOn: '2028-01-31' };
    const draft = draftOf({ dates, sentence, supervisionEndGiven: '2027-12-09' });
    removeDate(draft, dateOf('SLED', '2028-01-31'), 'Wrong');
    expect(draft.journey.sentence.supervisionEndsOn).toBe('2027-12-09');
    const unknown = draftOf({ dates, sentence });
    removeDate(unknown, dateOf('SLED', '2028-01-31'), 'Wrong');
    expect(Object.hasOwn(unknown.journey.sentence, 'supervisionEndsOn')).toBe(false);
  });
});

describe('a confirmed date among those given with a sentence', () => {
  it('is refused where nobody has approved that it is early', () => {
    const dates = [dateOf('CRD', FRIDAY), dateOf('CONFIRMED', '2027-03-01')];
    expect(dateTooEarly(fridayJourney({ dates }), CONTEXT)?.explanation).toMatch(
      /^The earliest day permitted .* Record it after the other dates\.$/,
    );
    expect(dateTooEarly(fridayJourney(), CONTEXT)).toBeUndefined();
    const late = [dateOf('CRD', FRIDAY), dateOf('CONFIRMED', FRIDAY)];
    expect(dateTooEarly(fridayJourney({ dates: late }), CONTEXT)).toBeUndefined();
  });
});

describe('the check made again', () => {
  const again = (patch: Partial<Journey> = {}) => {
    const draft = draftOf(patch);
    checkAgain(draft);
    return draft.journey.releaseRevision;
  };
  const forAge = (patch: Partial<Journey> = {}) => {
    const draft = draftOf(patch);
    checkAgainForAge(draft);
    return draft.journey.releaseRevision;
  };
  const known = fridayJourney().releaseDay;

  it('by another governor asks for a decision again, where the scheme applies', () => {
    expect(again()).toBe(2);
    expect(again({ releasedOn: THURSDAY })).toBe(1);
    expect(again({ releaseDay: { revision: 1, known: false, explanation: [] } })).toBe(1);
    if (known?.known !== true) throw new Error('The check of a Friday is known');
    expect(again({ releaseDay: { ...known, lapsed: true } })).toBe(1);
    expect(again({ releaseDay: { ...known, schemeApplies: false } })).toBe(1);
  });

  it('for another age counts only where it comes to other days', () => {
    expect(forAge()).toBe(1);
    expect(forAge({ dateOfBirth: '2010-05-17' })).toBe(2);
    expect(forAge({ dateOfBirth: '2010-05-17', releasedOn: THURSDAY })).toBe(1);
    if (known?.known !== true) throw new Error('The check of a Friday is known');
    expect(forAge({ dateOfBirth: '2010-05-17', releaseDay: { ...known, lapsed: true } })).toBe(1);
    expect(forAge({ releaseDay: { revision: 1, known: false, explanation: [] } })).toBe(2);
  });

  it('voids the decision on the old days', () => {
    const draft = draftOf({ dateOfBirth: '2010-05-17', decision: decision(THURSDAY) });
    checkAgainForAge(draft);
    expect(Object.hasOwn(draft.journey, 'decision')).toBe(false);
    expect(draft.journey.releaseDateInForce).toBe(WEDNESDAY);
  });
});

describe('what a recorded date moves', () => {
  const moved = (
    change: (draft: ReturnType<typeof draftOf>) => void,
    patch: Partial<Journey> = {},
    steps: readonly Step[] = [],
    referrals: readonly Referral[] = [],
  ) => {
    const draft = draftOf(patch, steps, { referrals });
    const before = draft.journey;
    change(draft);
    return movedByDate(before, draft);
  };
  const later = (draft: ReturnType<typeof draftOf>) => {
    recordDates(draft, [givenCrd('2027-03-19')]);
  };

  it('is nothing where nothing changes', () => {
    expect(moved(() => undefined, { decision: decision(THURSDAY) })).toEqual({
      sentenceDates: [],
      days: [],
      steps: [],
      windows: [],
      places: [],
      referrals: [],
      messages: [],
      explanation: fridayJourney().releaseDay?.explanation,
    });
  });

  it('are the dates of the sentence and the days of the check', () => {
    const found = moved(later);
    expect(found.sentenceDates).toEqual([{ dateType: 'CRD', was: FRIDAY, now: '2027-03-19' }]);
    expect(found.days).toEqual([
      { day: 'GIVEN', was: FRIDAY, now: '2027-03-19' },
      { day: 'STATUTORY', was: FRIDAY, now: '2027-03-19' },
      { day: 'PROPOSED', was: THURSDAY, now: '2027-03-18' },
      { day: 'EARLIEST', was: WEDNESDAY, now: '2027-03-17' },
      { day: 'IN_FORCE', was: THURSDAY, now: '2027-03-18' },
    ]);
    expect(found.decisionNeeded).toBe(true);
  });

  it('are the days of steps and of windows, apart', () => {
    const need = aStep('next-address', { dueOn: '2027-02-25' });
    const window = aStep('crs-window', { state: 'SCHEDULED', waitsFor: 'date', opensOn: '2026-12-17' });
    const { steps, windows } = moved(later, {}, [
      need,
      window,
      aStep('housing-plan', { dueOn: '2027-01-18' }),
    ]);
    expect(steps).toContainEqual({
      key: need.key,
      kind: 'next-address',
      waitsFor: 'officer:p.taylor',
      move: 'MOVED',
      dueOn: { was: '2027-02-25', now: '2027-03-04' },
    });
    expect(steps.map(({ kind }) => kind)).not.toContain('housing-plan');
    expect(windows).toContainEqual(
      expect.objectContaining({ kind: 'crs-window', opensOn: { was: '2026-12-17', now: '2026-12-24' } }),
    );
  });

  it('are the steps that end, open, or are asked again', () => {
    const { steps } = moved(later, { assessedRevision: 2, benefits: { interviewOn: THURSDAY } }, [
      aStep('bank-holidays-known', { dueOn: '2027-01-18' }),
      aStep('jobcentre-interview', { state: 'DONE', outcome: 'BOOKED' }),
      aStep('release-date-watch', { waitsFor: 'event' }),
    ]);
    const move = (kind: string) => steps.find((step) => step.kind === kind)?.move;
    expect(move('bank-holidays-known')).toBe('ENDED');
    expect(move('jobcentre-interview')).toBe('ASKED_AGAIN');
    expect(move('second-day-request')).toBe('OPENED');
    // What waits for an event asks nobody.
    expect(move('release-date-watch')).toBeUndefined();
  });

  it('are the nights of a bed, the referrals and their messages', () => {
    const bed = { kind: 'CAS3', nights: 84, recordedAt: RECORDED_AT } as const;
    const home = { kind: 'SETTLED', from: '2027-07-01', recordedAt: RECORDED_AT } as const;
    const found = moved(
      later,
      { housing: { authorities: [], places: [bed, home] } },
      [],
      [aReferral({ releaseDate: THURSDAY })],
    );
    expect(found.places).toEqual([
      {
        kind: 'CAS3',
        firstNight: { was: THURSDAY, now: '2027-03-18' },
        lastNight: { was: '2027-06-02', now: '2027-06-09' },
      },
    ]);
    expect(found.referrals).toEqual([
      {
        id: 'r1',
        service: 'DTR',
        subject: 'DTR-1',
        agencyId: 'eastmoor-council',
        releaseDate: { was: THURSDAY, now: '2027-03-18' },
      },
    ]);
    expect(found.messages).toEqual([
      { referralId: 'r1', agencyId: 'eastmoor-council', type: 'through-the-gate.referral.updated' },
    ]);
  });

  it('are the phase, a void decision, the interview and the end of supervision', () => {
    const found = moved(
      (draft) => {
        draft.update({
          phase: 'pre-release',
          benefits: {},
          sentence: { ...SENTENCE, supervisionEndsOn: '2028-01-01' },
        });
        voidDecision(draft);
      },
      {
        phase: 'release-day',
        decision: decision(WEDNESDAY),
        benefits: { interviewOn: WEDNESDAY },
        sentence: { ...SENTENCE, supervisionEndsOn: '2027-12-09' },
      },
    );
    expect(found).toMatchObject({
      phase: { was: 'release-day', now: 'pre-release' },
      voidedDecision: WEDNESDAY,
      days: [
        { day: 'SUPERVISION_ENDS', was: '2027-12-09', now: '2028-01-01' },
        { day: 'INTERVIEW', was: WEDNESDAY },
      ],
    });
  });

  it('is a day that appears, goes or moves', () => {
    expect(movedDay(undefined, FRIDAY)).toEqual({ now: FRIDAY });
    expect(movedDay(FRIDAY, undefined)).toEqual({ was: FRIDAY });
    expect(movedDay(FRIDAY, FRIDAY)).toBeUndefined();
    expect(movedDay(undefined, undefined)).toBeUndefined();
  });
});
