import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import { addDays } from '../../domain/law/time.ts';
import { stepEntry, type StepKind } from '../../domain/pathways/catalogue.ts';
import {
  MOST_KEPT,
  type ContactMeans,
  type MissedBecause,
  type Supervision,
} from '../../domain/pathways/community/data.ts';
import {
  isUnsupervised,
  supervisionEndsBefore,
  withLatest,
} from '../../domain/pathways/community/supervision.ts';
import type { StepDetails } from '../../domain/pathways/step-entry.ts';
import { answered, faultsOf, forbidden, settledAs } from '../support/answers.ts';
import { aJourney, aStep, NO_HOLIDAYS } from '../support/drafts.ts';
import { lawWith, THE_LAW } from '../support/law.ts';
import { dateOf } from '../support/record.ts';

/** A Monday, some weeks after a release on Tuesday 9 March 2027. */
const TODAY = '2027-04-12';
const OUT = { releasedOn: '2027-03-09', phase: 'community' } as const;
const told = (kind: StepKind, patch: Partial<Journey> = {}) =>
  stepEntry(kind).background?.(
    aJourney({ ...OUT, ...patch }),
    undefined,
    {},
    {
      law: THE_LAW,
      calendar: NO_HOLIDAYS,
      today: TODAY,
    },
  )?.text;
const problemsOf = (kind: StepKind, outcome: string, details: StepDetails, patch: Partial<Journey> = {}) =>
  stepEntry(kind)
    .outcomes[outcome]?.faultsIn?.(details, aJourney({ ...OUT, ...patch }), TODAY)
    .map(({ field, problem }) => `${field}: ${problem}`);

describe('contact with the person', () => {
  const law = lawWith({ contactEveryDays: 28 });
  const next = (means: ContactMeans, patch: Partial<Supervision> = {}, on?: string) => {
    const step = aStep('supervision-contact', { openedOn: '2027-03-09' });
    const details = { means, ...(on !== undefined && { on }) };
    const draft = answered(step, 'SEEN', { ...OUT, today: TODAY, law, details, supervision: patch });
    return { step: draft.step(step.key), supervision: draft.journey.supervision };
  };

  it.each([
    { means: 'OFFICE', faceToFace: true },
    { means: 'HOME_VISIT', faceToFace: true },
    { means: 'VIDEO', faceToFace: false },
    { means: 'PHONE', faceToFace: false },
  ] as const)('$means counts as face to face: $faceToFace', ({ means, faceToFace }) => {
    const { step, supervision } = next(means);
    expect(supervision?.contacts).toEqual([{ on: TODAY, means }]);
    expect(supervision?.contactEveryDays).toBe(faceToFace ? 28 : undefined);
    // A week before the four weeks are over, or at once where nobody has seen the person.
    expect([step?.opensOn, step?.dueOn]).toEqual(
      faceToFace ? ['2027-05-03', '2027-05-10'] : [TODAY, '2027-04-19'],
    );
  });

  it('is counted from the last time face to face, whatever came after it', () => {
    const contacts = [{ on: '2027-04-01', means: 'OFFICE' }] as const;
    const { step } = next('PHONE', { contacts, contactEveryDays: 28 });
    expect([step?.opensOn, step?.dueOn]).toEqual(['2027-04-22', '2027-04-29']);
  });

  it('is asked about today where the next day has gone by', () => {
    const { step } = next('OFFICE', { contactEveryDays: 14 }, '2027-03-10');
    expect(step?.opensOn).toBe(TODAY);
  });

  it('is on the day that was entered', () => {
    expect(next('OFFICE', {}, '2027-04-09').supervision?.contacts).toEqual([
      { on: '2027-04-09', means: 'OFFICE' },
    ]);
  });

  it('is at the interval that an officer chose, and no other contact changes that', () => {
    const details = { everyDays: 14, reason: 'High risk' };
    const given = {
      ...OUT,
      today: TODAY,
      law,
      details,
      supervision: { contacts: [{ on: '2027-04-09', means: 'OFFICE' }] },
    } as const;
    const step = aStep('supervision-contact', { openedOn: '2027-03-09' });
    const varied = answered(step, 'VARIED', given);
    expect(varied.journey.supervision?.contactEveryDays).toBe(14);
    expect(varied.step(step.key)?.opensOn).toBe('2027-04-16');
    expect(next('OFFICE', { contactEveryDays: 14 }).supervision?.contactEveryDays).toBe(14);
  });

  it('says what is missing of another interval', () => {
    expect(problemsOf('supervision-contact', 'VARIED', {})).toEqual([
      'everyDays: Enter the days between contacts.',
      'reason: Say why.',
    ]);
    expect(problemsOf('supervision-contact', 'VARIED', { everyDays: 14, reason: 'High risk' })).toEqual([]);
  });

  it('can be once a day at the most, and once a year at the least', () => {
    const { details } = stepEntry('supervision-contact');
    const takes = (everyDays: number) => details.safeParse({ everyDays }).success;
    expect([0, 1, 366, 367].map(takes)).toEqual([false, true, true, false]);
  });
});

describe('what the record keeps of supervision', () => {
  it('is the latest of each list', () => {
    const numbers = Array.from({ length: 30 }, (_, index) => index);
    const kept = numbers.reduce<readonly number[]>((list, number) => withLatest(list, number), []);
    expect(kept).toHaveLength(MOST_KEPT);
    expect([kept.at(0), kept.at(-1)]).toEqual([6, 29]);
    expect(withLatest(undefined, 'first')).toEqual(['first']);
    expect(withLatest(numbers.slice(0, 24), 99)).toEqual([...numbers.slice(1, 24), 99]);
    expect(withLatest(numbers.slice(0, 23), 99)).toHaveLength(24);
  });
});

describe('a missed appointment', () => {
  const law = lawWith({ missedPatternAppointments: 3, missedPatternDays: 90 });
  const miss = (
    supervision: Supervision = {},
    subject?: string,
    outcome: 'REARRANGED' | 'NOT_ACCEPTED' = 'REARRANGED',
  ) => {
    const step = aStep('missed-appointment', { ...(subject !== undefined && { subject }) });
    const details = { because: 'FORGOT', reason: 'x', on: '2027-04-14' };
    return answered(step, outcome, { ...OUT, today: TODAY, law, details, supervision });
  };
  const missedOn = (...days: readonly string[]) => ({
    missed: days.map((on): { on: string; because: MissedBecause } => ({ on, because: 'WORK' })),
  });

  it.each([
    { case: 'the first', before: missedOn(), often: false },
    { case: 'the second', before: missedOn('2027-04-01'), often: false },
    { case: 'the third', before: missedOn('2027-04-01', '2027-04-05'), often: true },
    {
      case: 'the third, the first of them 89 days ago',
      before: missedOn('2027-01-13', '2027-04-05'),
      often: true,
    },
    {
      case: 'the third, the first of them 90 days ago',
      before: missedOn('2027-01-12', '2027-04-05'),
      often: false,
    },
  ])('is one of many: $case, $often', ({ before, often }) => {
    const draft = miss(before);
    expect(draft.journey.supervision?.missesOften).toBe(often);
    expect(draft.journey.supervision?.missed?.at(-1)).toEqual({ on: TODAY, because: 'FORGOT' });
    expect(draft.journey.open.some(({ kind }) => kind === 'missed-pattern')).toBe(often);
  });

  it('is arranged again: the first one as a step, any other on the page of appointments', () => {
    expect(miss().journey.supervision?.firstAppointmentOn).toBe('2027-04-14');
    expect(miss({}, 'appointment.a-1').journey.supervision).not.toHaveProperty('firstAppointmentOn');
  });

  it('leads to a decision on enforcement only where the reason is not accepted', () => {
    const opened = (outcome: 'REARRANGED' | 'NOT_ACCEPTED') =>
      miss({}, 'appointment.a-1', outcome).journey.open.map(({ key }) => key);
    expect(opened('REARRANGED')).toEqual([]);
    expect(opened('NOT_ACCEPTED')).toEqual(['1.enforcement-decision']);
  });

  it('has a reason where none was given', () => {
    const details = { reason: 'x', on: '2027-04-14' };
    const draft = answered('missed-appointment', 'REARRANGED', { ...OUT, today: TODAY, law, details });
    expect(draft.journey.supervision?.missed).toEqual([{ on: TODAY, because: 'OTHER' }]);
  });

  it('asks again about a first appointment that is missed again', () => {
    const missed = aStep('missed-appointment', { state: 'DONE' });
    const draft = answered('first-appointment', 'MISSED', { ...OUT, today: TODAY, others: [missed] });
    expect(draft.step(missed.key)?.state).toBe('CLOSED');
    const first = aStep('first-appointment', { state: 'DONE' });
    const details = { because: 'FORGOT', reason: 'x', on: '2027-04-14' };
    const again = answered('missed-appointment', 'REARRANGED', {
      ...OUT,
      today: TODAY,
      details,
      others: [first],
    });
    expect(again.step(first.key)?.state).toBe('CLOSED');
  });

  const ends = (supervisionEndsOn?: string) => ({
    sentence: {
      startDate: '2026-06-01',
      releaseKind: 'DETERMINATE',
      ...(supervisionEndsOn !== undefined && { supervisionEndsOn }),
    } as const,
  });

  it.each<{ readonly on: string | undefined; readonly until?: string; readonly problems: readonly string[] }>(
    [
      { on: undefined, problems: ['on: Enter the day of the new appointment.'] },
      { on: '2027-04-11', problems: ['on: Enter a day that has not passed.'] },
      { on: TODAY, problems: [] },
      { on: '2027-04-20', until: '2027-04-20', problems: [] },
      {
        on: '2027-04-21',
        until: '2027-04-20',
        problems: ['on: Supervision ends on Tuesday 20 April 2027. Enter that day or an earlier one.'],
      },
    ],
  )('is arranged again for a day while supervision lasts: $on, until $until', ({ on, until, problems }) => {
    for (const outcome of ['REARRANGED', 'NOT_ACCEPTED'])
      expect(problemsOf('missed-appointment', outcome, { because: 'FORGOT', on }, ends(until))).toEqual(
        problems,
      );
  });

  it('needs its reason from the list', () => {
    expect(
      faultsOf('missed-appointment', 'REARRANGED', { ...OUT, today: TODAY, details: { on: TODAY } }),
    ).toEqual(['because']);
  });

  it('is told about with the reasons so far, in the order of the list', () => {
    const because = (...reasons: readonly MissedBecause[]) => ({
      missed: reasons.map((each) => ({ on: TODAY, because: each })),
    });
    expect(told('missed-pattern', { supervision: because('FORGOT', 'TRANSPORT', 'FORGOT') })).toBe(
      'They could not get there: 1. They forgot: 2.',
    );
    expect(told('missed-pattern', { supervision: because('NO_REASON') })).toBe('No reason was given: 1.');
    expect(told('missed-pattern')).toBeUndefined();
  });
});

describe('a decision on enforcement', () => {
  it.each([
    { warnings: undefined, text: 'No warning was given.' },
    { warnings: 0, text: 'No warning was given.' },
    { warnings: 1, text: 'One warning was given.' },
    { warnings: 2, text: 'Two warnings were given.' },
  ])('is made knowing the warnings before it: $text', ({ warnings, text }) => {
    expect(
      told('enforcement-decision', { supervision: { ...(warnings !== undefined && { warnings }) } }),
    ).toBe(text);
  });

  it('for a hearing opens its step on the day of the hearing, and again for another day', () => {
    const details = { hearingOn: '2027-04-20' };
    const draft = answered('enforcement-decision', 'REVIEW_HEARING', { ...OUT, today: TODAY, details });
    expect(draft.step('1.review-hearing')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: '2027-04-20',
      dueOn: '2027-04-21',
    });
    const open = aStep('review-hearing', { state: 'SCHEDULED', opensOn: '2027-04-20' });
    const moved = answered('enforcement-decision', 'REVIEW_HEARING', {
      ...OUT,
      today: TODAY,
      supervision: { hearingOn: '2027-04-20' },
      details: { hearingOn: '2027-04-27' },
      others: [open],
    });
    expect(moved.step(open.key)?.opensOn).toBe('2027-04-27');
  });

  it.each([
    { hearingOn: '2027-04-11', rule: 'hearing-past' },
    { hearingOn: TODAY, rule: undefined },
    { hearingOn: undefined, rule: undefined },
  ])('is for a hearing that has not passed: $hearingOn', ({ hearingOn, rule }) => {
    expect(
      forbidden('enforcement-decision', 'REVIEW_HEARING', { today: TODAY, details: { hearingOn } }),
    ).toBe(rule);
  });

  it.each(['NO_ACTION', 'WARNING', 'REVIEW_HEARING', 'RECALL_ASKED'] as const)(
    'may be asked for again after %s',
    (outcome) => {
      const step = aStep('enforcement-decision');
      const draft = answered(step, outcome, {
        ...OUT,
        today: TODAY,
        details: { note: 'x', hearingOn: '2027-04-20' },
      });
      expect(draft.step(step.key)?.state).toBe('CLOSED');
    },
  );
});

describe('how far the person has come', () => {
  const scores = ['home', 'money', 'health', 'substances', 'work', 'family', 'thinking'];

  it.each(['ownScore', ...scores])('%s is scored from 0 to 10', (name) => {
    const { details } = stepEntry('review-at-4-weeks');
    const takes = (score: unknown) => details.safeParse({ ownScore: 5, [name]: score }).success;
    expect([-1, 0, 10, 11, 4.5, '4'].map(takes)).toEqual([false, true, true, false, false, false]);
  });

  it('is the person’s own score at least', () => {
    const { details } = stepEntry('review-at-4-weeks');
    expect(details.safeParse({ home: 4 }).success).toBe(false);
    expect(details.safeParse({ ownScore: 4 }).success).toBe(true);
  });

  it('keeps a score of nothing, and leaves out what was not scored', () => {
    const details = { ownScore: 0, home: 0, money: 10, words: '', goal: 'A job' };
    const draft = answered('review-at-12-weeks', 'REVIEWED', { ...OUT, today: TODAY, details });
    expect(draft.journey.supervision?.distance).toEqual([
      { on: TODAY, overall: 0, scores: { home: 0, money: 10 }, goal: 'A job' },
    ]);
  });

  it('says nothing of the person’s own words in the step or the timeline', () => {
    const details = { ownScore: 4, words: 'I am afraid of', goal: 'to see my son' };
    const draft = answered('review-at-4-weeks', 'REVIEWED', { ...OUT, today: TODAY, details });
    expect(JSON.stringify([draft.facts, draft.changedSteps()])).not.toMatch(/afraid|my son/);
    expect(draft.journey.supervision?.distance?.[0]).toMatchObject({
      words: 'I am afraid of',
      goal: 'to see my son',
    });
  });

  it('has three questions, each of which is answered', () => {
    const faults = (details: StepDetails) => faultsOf('feedback', 'ANSWERED', { ...OUT, details });
    expect(faults({})).toEqual(['listened', 'knewWhat', 'helped']);
    expect(faults({ listened: 'YES', helped: 'NO' })).toEqual(['knewWhat']);
    expect(faults({ listened: 'YES', knewWhat: 'PARTLY', helped: 'NO' })).toEqual([]);
  });
});

describe('supervision that has ended', () => {
  const until = (supervisionEndsOn: string | undefined, patch: Partial<Journey> = OUT): Journey =>
    aJourney({
      ...patch,
      sentence: {
        startDate: '2026-06-01',
        releaseKind: 'DETERMINATE',
        ...(supervisionEndsOn !== undefined && { supervisionEndsOn }),
      },
    });
  const law = lawWith({ firstReviewDays: 28 });
  const RELEASE_AND_FOUR_WEEKS = addDays('2027-03-09', 28);

  it.each([
    { case: 'on the day of the review', record: until(RELEASE_AND_FOUR_WEEKS), before: false },
    { case: 'on the day before the review', record: until('2027-04-05'), before: true },
    { case: 'never, as far as anybody knows', record: until(undefined), before: false },
    { case: 'before a release that has not been', record: until('2027-04-05', {}), before: false },
  ])('$case has no review: $before', ({ record, before }) => {
    expect(supervisionEndsBefore(record, 'firstReviewDays', law)).toBe(before);
  });

  it.each([
    { kind: 'review-at-4-weeks', last: '2027-04-06' },
    { kind: 'review-at-12-weeks', last: '2027-06-01' },
    { kind: 'review-at-26-weeks', last: '2027-09-07' },
    { kind: 'feedback', last: '2027-06-01' },
    { kind: 'housed-at-4-weeks', last: '2027-04-06' },
    { kind: 'housed-at-12-weeks', last: '2027-06-01' },
  ] as const)('has no $kind where it ends before $last', ({ kind, last }) => {
    expect(settledAs(kind, until(addDays(last, -1)))).toBe('NOT_NEEDED');
    expect(settledAs(kind, until(last))).toBeUndefined();
  });

  const WITHOUT = [dateOf('ARD', '2027-03-09')];

  it.each<{ readonly case: string; readonly record: Journey; readonly is: boolean }>([
    { case: 'after release', record: until('2027-12-09'), is: false },
    { case: 'on the day of release', record: until('2027-03-09'), is: false },
    {
      case: 'on the day of release, without a licence',
      record: until('2027-03-09', { ...OUT, dates: WITHOUT }),
      is: true,
    },
    {
      case: 'before the day of release, without a licence',
      record: until('2027-03-08', { ...OUT, dates: WITHOUT }),
      is: true,
    },
    {
      case: 'after the day of release, without a licence',
      record: until('2027-03-10', { ...OUT, dates: WITHOUT }),
      is: false,
    },
    { case: 'on a day that nobody knows', record: until(undefined, { ...OUT, dates: WITHOUT }), is: false },
    { case: 'in a record without a release', record: until('2027-03-09', { dates: WITHOUT }), is: false },
  ])('$case: released without supervision: $is', ({ record, is }) => {
    expect(isUnsupervised(record)).toBe(is);
    expect(settledAs('first-appointment', record)).toBe(is ? 'NOT_NEEDED' : undefined);
  });

  it('leaves voluntary follow-up, which says who helps from then on', () => {
    const { outcomes } = stepEntry('voluntary-follow-up');
    expect(outcomes['ACCEPTED']?.needs?.field).toBe('note');
    expect(Object.keys(outcomes)).toEqual(['ACCEPTED', 'DECLINED', 'NOT_REACHED']);
  });
});
