import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import { stepDays } from '../../domain/journey/step-days.ts';
import { stepEntry, type StepKind } from '../../domain/pathways/catalogue.ts';
import { handoverOn, rowsInCustody } from '../../domain/pathways/custody/handover.ts';
import { HOLD_STEPS } from '../../domain/pathways/hold/steps.ts';
import { housingElementNow } from '../../domain/pathways/reception/housing-element.ts';
import type { StepDetails } from '../../domain/pathways/step-entry.ts';
import { usualAnswer } from '../../local/officer-script.ts';
import { answered, faultsOf, forbidden, settledAs } from '../support/answers.ts';
import { aJourney, aStep, factsOf, NO_HOLIDAYS } from '../support/drafts.ts';
import { lawWith, THE_LAW } from '../support/law.ts';
import { dateOf, OFFICER, recallOf, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';
const OUT = { releasedOn: '2027-03-09', phase: 'community' } as const;
const sentence = (patch: Partial<Journey['sentence']>): Journey['sentence'] => ({
  startDate: '2026-06-01',
  releaseKind: 'DETERMINATE',
  ...patch,
});

describe('the day of handover, as the record stands', () => {
  const LONG = { sentence: sentence({ startDate: '2022-01-10' }), releaseDateInForce: '2028-03-09' };
  const day = (patch: Partial<Journey>) => handoverOn(aJourney(patch), NO_HOLIDAYS, THE_LAW);

  it.each<{ readonly of: string; readonly patch: Partial<Journey>; readonly day: string | undefined }>([
    { of: 'a long sentence', patch: LONG, day: '2027-06-25' },
    {
      of: 'a long sentence, allocated early',
      patch: { ...LONG, custody: { earlyAllocation: true } },
      day: '2026-12-09',
    },
    { of: 'a sentence of nine months to release', patch: {}, day: undefined },
    {
      of: 'a person on remand',
      patch: { ...LONG, sentence: sentence({ startDate: '2022-01-10', releaseKind: 'REMAND' }) },
      day: undefined,
    },
    {
      of: 'a person who was recalled, whose community officer has not changed',
      patch: { ...LONG, sentence: sentence({ startDate: '2022-01-10', releaseKind: 'RECALL' }) },
      day: undefined,
    },
    {
      of: 'a lifer, a year before the release that is expected',
      patch: { ...LONG, sentence: sentence({ startDate: '2012-01-10', releaseKind: 'INDETERMINATE' }) },
      day: '2027-03-09',
    },
    {
      of: 'a parole case, a year before the release that is expected',
      patch: { ...LONG, sentence: sentence({ startDate: '2022-01-10', releaseKind: 'PAROLE_BOARD' }) },
      day: '2027-03-09',
    },
  ])('of $of is $day', ({ patch, day: expected }) => {
    expect(day(patch)).toBe(expected);
  });

  describe('without a release date', () => {
    const parole = [dateOf('PED', '2029-01-15')];
    const without = (releaseKind: Journey['sentence']['releaseKind'], dates: Journey['dates']) => {
      const { releaseDateInForce: _none, ...journey } = aJourney({
        sentence: sentence({ startDate: '2012-01-10', releaseKind }),
        dates,
      });
      return handoverOn(journey, NO_HOLIDAYS, THE_LAW);
    };

    it.each([
      { kind: 'INDETERMINATE', dates: parole, day: '2028-01-15' },
      { kind: 'PAROLE_BOARD', dates: parole, day: '2028-01-15' },
      { kind: 'INDETERMINATE', dates: [], day: undefined },
      { kind: 'DETERMINATE', dates: parole, day: undefined },
    ] as const)(
      '$kind is counted from parole eligibility where parole decides: $day',
      ({ kind, dates, day: on }) => {
        expect(without(kind, dates)).toBe(on);
      },
    );
  });
});

describe('what is asked in custody', () => {
  const law = lawWith({ custodyReviewDays: 182 });
  const rows = (patch: Partial<Journey>) => rowsInCustody(aJourney(patch), TODAY, NO_HOLIDAYS, law);
  const LONG = { sentence: sentence({ startDate: '2022-01-10' }), releaseDateInForce: '2028-03-09' };

  it.each<{ readonly case: string; readonly patch: Partial<Journey>; readonly asked: readonly string[] }>([
    { case: 'a long sentence', patch: LONG, asked: ['handover', 'custody-review', 'bank-account'] },
    {
      case: 'a long sentence, handed over',
      patch: { ...LONG, custody: { handedOverOn: '2027-01-04' } },
      asked: ['custody-review', 'bank-account'],
    },
    { case: 'release before the next review', patch: {}, asked: ['bank-account'] },
    {
      case: 'release on the day of the next review',
      patch: { releaseDateInForce: '2027-07-16' },
      asked: ['handover', 'bank-account'],
    },
    {
      case: 'release on the day after the next review',
      patch: { releaseDateInForce: '2027-07-17' },
      asked: ['handover', 'custody-review', 'bank-account'],
    },
  ])('of $case: $asked', ({ patch, asked }) => {
    expect(rows(patch)).toEqual(asked);
  });

  it('of somebody without a release date is the review alone', () => {
    const { releaseDateInForce: _none, ...journey } = aJourney();
    expect(rowsInCustody(journey, TODAY, NO_HOLIDAYS, law)).toEqual(['custody-review']);
  });

  it('tells whom to hand over to, who is the worker of a child', () => {
    expect(
      forbidden('handover', 'HANDED_OVER', { officers: { pom: 'p.taylor', yot: 'y.one' } }),
    ).toBeUndefined();
    expect(forbidden('handover', 'HANDED_OVER', { officers: { pom: 'p.taylor', deputy: 'd.evans' } })).toBe(
      'nobody-to-hand-over-to',
    );
  });

  it('is asked of another officer once the person is handed over', () => {
    const open = aStep('next-address', { waitsFor: 'officer:p.taylor' });
    const draft = answered('handover', 'HANDED_OVER', { others: [open] });
    expect(draft.journey.custody?.handedOverOn).toBe(TODAY);
    expect(draft.step(open.key)?.waitsFor).toBe('officer:c.ahmed');
  });

  it('keeps the key worker where a review names no other', () => {
    const review = (details: StepDetails) =>
      answered('custody-review', 'REVIEWED', {
        details,
        custody: { keyWorker: 'Lee', temporaryReleaseDays: 2 },
      }).journey.custody;
    expect(review({})).toEqual({ keyWorker: 'Lee', temporaryReleaseDays: 2, reviewedOn: TODAY });
    expect(review({ keyWorker: 'Jo', temporaryReleaseDays: 1 })).toEqual({
      keyWorker: 'Jo',
      temporaryReleaseDays: 3,
      reviewedOn: TODAY,
    });
  });
});

describe('a journey on hold', () => {
  const held = {
    hold: {
      reason: 'HOSPITAL',
      since: '2027-01-04',
      stopsClocks: true,
      recordedAt: RECORDED_AT,
      recordedBy: OFFICER,
    },
  } as const;
  const dueOf = (kind: StepKind) =>
    stepDays({ openedOn: '2027-01-04', escalation: 0 }, stepEntry(kind), aJourney(held), '2027-01-04', {
      calendar: NO_HOLIDAYS,
      law: THE_LAW,
    }).dueOn;

  it('has no deadline, except that of asking whether it still is', () => {
    expect(dueOf('housing-plan')).toBeUndefined();
    expect(dueOf('hold-review')).toBe('2027-01-12');
  });

  it('is asked about again a week after each review', () => {
    const review = aStep('hold-review');
    const draft = answered(review, 'STILL_ON_HOLD', held);
    expect(draft.step(review.key)).toMatchObject({
      state: 'SCHEDULED',
      opensOn: '2027-01-22',
      dueOn: '2027-01-23',
    });
    expect(HOLD_STEPS['hold-review'].acrossCycles).toBe(true);
  });

  it('has its dates checked each time that it is resumed', () => {
    const check = aStep('dates-after-hold');
    // An answer that is not remembered: after another hold it is asked again.
    expect(answered(check, 'CHECKED').step(check.key)?.state).toBe('CLOSED');
    expect(answered(check, 'OVERTAKEN').step(check.key)?.state).toBe('CLOSED');
  });
});

describe('the housing element of Universal Credit, as the record stands', () => {
  const now = (patch: Partial<Journey>, today = TODAY) => housingElementNow(aJourney(patch), today, THE_LAW);

  it.each<{
    readonly of: string;
    readonly patch: Partial<Journey>;
    readonly kind: string;
    readonly lastDay?: string;
  }>([
    {
      of: 'a person sentenced this month, out within six',
      patch: { sentence: sentence({ startDate: '2027-01-04' }) },
      kind: 'KEPT',
      lastDay: '2027-07-03',
    },
    {
      of: 'a person who was on remand before, from the first day of remand',
      patch: { sentence: sentence({ startDate: '2027-01-04', remandedOn: '2026-12-01' }) },
      kind: 'KEPT',
      lastDay: '2027-05-31',
    },
    {
      of: 'a person who was on remand so long before that release is too late',
      patch: { sentence: sentence({ startDate: '2027-01-04', remandedOn: '2026-08-01' }) },
      kind: 'TOO_LONG',
    },
    {
      of: 'a person on remand, whatever release is expected',
      patch: {
        sentence: sentence({ startDate: '2027-01-04', releaseKind: 'REMAND' }),
        releaseDateInForce: '2029-01-01',
      },
      kind: 'KEPT',
      lastDay: '2027-07-03',
    },
    {
      of: 'a person who was recalled, from their return',
      patch: {
        sentence: sentence({ startDate: '2024-01-04', releaseKind: 'RECALL' }),
        recall: recallOf({ returnedOn: '2027-01-11' }),
      },
      kind: 'KEPT',
      lastDay: '2027-07-10',
    },
    {
      of: 'a person who was recalled and is not back',
      patch: { sentence: sentence({ startDate: '2024-01-04', releaseKind: 'RECALL' }), recall: recallOf() },
      kind: 'NO_FIRST_DAY',
    },
    {
      of: 'a person of whom the record begins with the recall',
      patch: { sentence: sentence({ startDate: '2024-01-04', releaseKind: 'RECALL' }) },
      kind: 'NO_FIRST_DAY',
    },
    {
      of: 'a person who is in custody longer than six months',
      patch: { sentence: sentence({}) },
      kind: 'TOO_LONG',
    },
  ])('of $of: $kind', ({ patch, kind, lastDay }) => {
    const { element } = now(patch);
    expect(element).toMatchObject({ kind, ...(lastDay !== undefined && { lastDay }) });
  });

  it('is told to the officer in a sentence, with the background of the step', () => {
    const patch = { sentence: sentence({ startDate: '2027-01-04' }) };
    expect(now(patch).text).toContain('The last day is Saturday 3 July 2027');
    const { background } = stepEntry('immediate-needs');
    const shown = background?.(
      aJourney(patch),
      undefined,
      {},
      { law: THE_LAW, calendar: NO_HOLIDAYS, today: TODAY },
    );
    expect(shown).toEqual({ label: 'Housing element of Universal Credit', text: now(patch).text });
  });

  it.each([
    { tenancy: 'KEEP', benefits: 'KEEP', faults: [] },
    { tenancy: 'KEEP', benefits: 'STOP', faults: ['housingElement'] },
    { tenancy: 'END', benefits: 'KEEP', faults: ['housingElement'] },
    { tenancy: 'NONE', benefits: 'NONE', faults: ['housingElement'] },
    { tenancy: undefined, benefits: undefined, faults: ['housingElement'] },
  ])('pays the rent of a tenancy that is kept: $tenancy, $benefits', ({ tenancy, benefits, faults }) => {
    const details = { tenancy, benefits };
    for (const kind of ['immediate-needs', 'needs-after-sentence'] as const) {
      expect(faultsOf(kind, 'RECORDED', { details: { ...details, housingElement: true } })).toEqual(faults);
      expect(faultsOf(kind, 'RECORDED', { details: { ...details, housingElement: false } })).toEqual([]);
      expect(faultsOf(kind, 'RECORDED', { details })).toEqual([]);
    }
  });

  it('is not recorded once it is over, and is while nobody can say', () => {
    const details = { tenancy: 'KEEP', benefits: 'KEEP', housingElement: true };
    const rule = (patch: Partial<Journey>) => forbidden('immediate-needs', 'RECORDED', { ...patch, details });
    const remand = sentence({ startDate: '2026-06-01', releaseKind: 'REMAND' });
    expect(rule({ sentence: remand })).toBe('housing-element-not-kept');
    expect(rule({ sentence: sentence({ startDate: '2027-01-04', releaseKind: 'REMAND' }) })).toBeUndefined();
    expect(rule({ sentence: sentence({ startDate: '2027-02-01' }) })).toBeUndefined();
    expect(forbidden('immediate-needs', 'RECORDED', { sentence: remand })).toBeUndefined();
  });
});

describe('the officers of a person', () => {
  const after = (kind: StepKind, officers: Journey['officers'], details: StepDetails) =>
    answered(kind, kind === 'allocate-officers' ? 'ALLOCATED' : 'NAMED', {
      officers,
      details: { ...details },
    });

  it.each<{
    readonly case: string;
    readonly kind: StepKind;
    readonly before: Journey['officers'];
    readonly details: StepDetails;
    readonly become: Journey['officers'];
  }>([
    {
      case: 'are those who are named',
      kind: 'allocate-officers',
      before: {},
      details: { pom: 'p.new', com: 'c.new', deputy: 'd.new' },
      become: { pom: 'p.new', com: 'c.new', deputy: 'd.new' },
    },
    {
      case: 'stay where nobody else is named',
      kind: 'allocate-officers',
      before: { pom: 'p.old', com: 'c.old', deputy: 'd.old' },
      details: { pom: 'p.new' },
      become: { pom: 'p.new', com: 'c.old', deputy: 'd.old' },
    },
    {
      case: 'of a child are a youth worker in place of the community officer, whose deputy goes too',
      kind: 'youth-supervisor',
      before: { pom: 'p.old', com: 'c.old', deputy: 'd.old' },
      details: { yot: 'y.new' },
      become: { pom: 'p.old', yot: 'y.new' },
    },
    {
      case: 'of an adult are a community officer in place of the youth worker, whose deputy goes too',
      kind: 'adult-supervisor',
      before: { pom: 'p.old', yot: 'y.old', deputy: 'd.old' },
      details: { com: 'c.new' },
      become: { pom: 'p.old', com: 'c.new' },
    },
    {
      case: 'keep the deputy of a youth worker who is replaced by another',
      kind: 'youth-supervisor',
      before: { pom: 'p.old', yot: 'y.old', deputy: 'd.old' },
      details: { yot: 'y.new' },
      become: { pom: 'p.old', yot: 'y.new', deputy: 'd.old' },
    },
    {
      case: 'have the deputy who is named together with the new supervisor',
      kind: 'adult-supervisor',
      before: { pom: 'p.old', yot: 'y.old', deputy: 'd.old' },
      details: { com: 'c.new', deputy: 'd.new' },
      become: { pom: 'p.old', com: 'c.new', deputy: 'd.new' },
    },
  ])('$case', ({ kind, before, details, become }) => {
    const draft = after(kind, before, details);
    expect(draft.journey.officers).toEqual(become);
    expect(draft.facts.find(({ type }) => type === 'officers-allocated')?.data).toEqual(become);
  });

  it.each<{ readonly officers: Journey['officers']; readonly is: string | undefined }>([
    { officers: {}, is: undefined },
    { officers: { pom: 'p.one' }, is: undefined },
    { officers: { com: 'c.one' }, is: undefined },
    { officers: { pom: 'p.one', com: 'c.one' }, is: 'ALLOCATED' },
    { officers: { pom: 'p.one', yot: 'y.one' }, is: 'ALLOCATED' },
    { officers: { pom: 'p.one', deputy: 'd.one' }, is: undefined },
  ])('are allocated once there is one inside and one outside: $officers', ({ officers, is }) => {
    expect(settledAs('allocate-officers', { officers })).toBe(is);
  });

  it('are asked for what is open from then on', () => {
    const open = aStep('housing-need', { waitsFor: 'officer:p.taylor' });
    const draft = answered('allocate-officers', 'ALLOCATED', { details: { pom: 'p.new' }, others: [open] });
    expect(draft.step(open.key)?.waitsFor).toBe('officer:p.new');
  });

  it('answer the question of a late allocation', () => {
    const late = aStep('late-allocation');
    const draft = answered('allocate-officers', 'ALLOCATED', {
      officers: {},
      details: { pom: 'p.new', com: 'c.new' },
      others: [late],
    });
    expect(draft.step(late.key)).toMatchObject({ state: 'DONE', outcome: 'NOT_NEEDED' });
  });

  it.each([
    { cast: { pom: 'p.one', com: 'c.two' }, details: { pom: 'p.one', com: 'c.two' } },
    {
      cast: { pom: 'p.one', com: 'c.two', deputy: 'd.three' },
      details: { pom: 'p.one', com: 'c.two', deputy: 'd.three' },
    },
    {
      cast: { pom: 'p.one', com: 'c.two', deputy: 'd.three', yot: 'y.four' },
      details: { pom: 'p.one', yot: 'y.four' },
    },
  ])('in a demonstration are one inside and one outside: $details', ({ cast, details }) => {
    expect(usualAnswer('allocate-officers', { ...cast, authorities: [] }, TODAY)).toEqual({
      outcome: 'ALLOCATED',
      details,
    });
  });

  it('change when the person is of full age', () => {
    const draft = answered('comes-of-age', 'OPENED', { officers: { pom: 'p.taylor', yot: 'y.one' } });
    expect(draft.step('1.adult-supervisor')).toMatchObject({ state: 'OPEN', waitsFor: 'role:OMU@MDI' });
    expect(factsOf(draft)).toContain('step-opened');
  });
});

describe('pre-release work', () => {
  it('begins on its day', () => {
    const draft = answered('pre-release-opens', 'OPENED', { phase: 'custody' });
    expect(draft.journey.phase).toBe('pre-release');
  });

  it('is not waited for once the person is out', () => {
    const day = aStep('pre-release-opens', { state: 'SCHEDULED' });
    const draft = answered('release-confirmed', 'RELEASED', { ...OUT, phase: 'release-day', others: [day] });
    expect(draft.step(day.key)?.outcome).toBe('OVERTAKEN');
  });
});
