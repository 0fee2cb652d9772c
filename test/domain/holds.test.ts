import { describe, expect, it } from '@jest/globals';
import { withoutHold } from '../../domain/journey/days-on-hold.ts';
import {
  endHold,
  holdJourney,
  notHeldFor,
  recordPastHold,
  resumeJourney,
  rowsTouchedByHold,
} from '../../domain/journey/hold.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Step } from '../../domain/journey/step.ts';
import type { Hold, HoldReason } from '../../domain/record/hold.ts';
import { aDraftWith, aJourney, aStep, factsOf } from '../support/drafts.ts';
import { lawWith } from '../support/law.ts';
import { OFFICER, recallOf, RECORDED_AT } from '../support/record.ts';

/** A Friday. */
const TODAY = '2027-01-15';
const SINCE = '2027-01-11';

const hold = (reason: HoldReason, patch: Partial<Hold> = {}): Hold => ({
  reason,
  since: SINCE,
  stopsClocks: true,
  recordedAt: RECORDED_AT,
  recordedBy: OFFICER,
  ...patch,
});

/** Due ten working days after it was asked on Monday 4 January. */
const plan = aStep('housing-plan', { dueOn: '2027-01-18' });

describe('a person cannot be put on hold', () => {
  const rule = (reason: HoldReason, patch: Partial<Journey> = {}, since = SINCE) =>
    notHeldFor(aJourney(patch), { reason, since }, TODAY)?.rule;

  it.each<{ reason: HoldReason; patch?: Partial<Journey>; rule: string | undefined }>([
    { reason: 'ESCAPE', rule: undefined },
    { reason: 'ESCAPE', patch: { releasedOn: '2027-01-04' }, rule: 'not-in-prison' },
    { reason: 'ESCAPE', patch: { recall: recallOf() }, rule: 'not-in-prison' },
    { reason: 'ESCAPE', patch: { recall: recallOf({ returnedOn: '2027-01-08' }) }, rule: undefined },
    { reason: 'HOSPITAL', patch: { releasedOn: '2027-01-04' }, rule: undefined },
  ])('for $reason outside prison, where it is for prison: $patch', ({ reason, patch, rule: expected }) => {
    expect(rule(reason, patch)).toBe(expected);
  });

  it.each([
    {
      since: '2027-01-14',
      explanation: 'Immigration detention begins on or after Friday 15 January 2027, the release date.',
    },
    { since: '2027-01-15', explanation: undefined },
    { since: '2027-01-16', explanation: undefined },
  ])('for immigration detention before the release date: from $since', ({ since, explanation }) => {
    const journey = aJourney({ releaseDateInForce: '2027-01-15' });
    expect(notHeldFor(journey, { reason: 'IMMIGRATION_DETENTION', since }, TODAY)?.explanation).toBe(
      explanation,
    );
    expect(notHeldFor(journey, { reason: 'HOSPITAL', since }, TODAY)).toBeUndefined();
  });

  it('for immigration detention while no release date is known', () => {
    const { releaseDateInForce: _none, ...journey } = aJourney();
    expect(notHeldFor(journey, { reason: 'IMMIGRATION_DETENTION', since: SINCE }, TODAY)).toEqual({
      rule: 'not-after-the-release-date',
      explanation: 'Immigration detention begins after the release date, and none is known.',
    });
  });
});

describe('a hold', () => {
  it('needs every open row, and the rows of its review and of the dates after it', () => {
    const open = [{ key: '2.debts', kind: 'debts', escalation: 0 }] as const;
    expect(rowsTouchedByHold(aJourney({ cycle: 2, open }))).toEqual({
      steps: ['2.debts', '2.hold-review', '2.dates-after-hold'],
      referrals: [],
    });
  });

  it('that stops the clocks takes every deadline away, but its review is asked regularly', () => {
    const law = lawWith({ holdReviewDays: 14 });
    const draft = aDraftWith(TODAY, { steps: [plan] }, {}, law);
    holdJourney(draft, { reason: 'HOSPITAL', since: SINCE, note: 'A broken leg' });
    expect(draft.journey.hold).toEqual({
      ...hold('HOSPITAL', { recordedAt: `${TODAY}T09:00:00.000Z` }),
      note: 'A broken leg',
    });
    expect(draft.step(plan.key)).toMatchObject({ state: 'OPEN' });
    for (const part of ['dueOn', 'wakeAt']) expect(draft.step(plan.key)).not.toHaveProperty(part);
    expect(draft.step('1.hold-review')).toMatchObject({ opensOn: '2027-01-29', state: 'SCHEDULED' });
    expect(draft.facts[0]).toMatchObject({
      type: 'held',
      data: { reason: 'HOSPITAL', since: SINCE, stopsClocks: true },
    });
  });

  it('that lets the clocks go on leaves the deadlines', () => {
    const draft = aDraftWith(TODAY, { steps: [plan] });
    holdJourney(draft, { reason: 'COURT', since: SINCE });
    expect(draft.journey.hold?.stopsClocks).toBe(false);
    expect(draft.step(plan.key)?.dueOn).toBe('2027-01-18');
  });
});

describe('the end of a hold', () => {
  const resumed = (of: Hold, patch: Partial<Journey> = {}, steps: readonly Step[] = [plan]) => {
    const draft = aDraftWith(TODAY, { steps: [...steps, aStep('hold-review')] }, { hold: of, ...patch });
    resumeJourney(draft, of, TODAY);
    return draft;
  };

  it('is a fact, and ends the review', () => {
    const draft = resumed(hold('HOSPITAL'));
    expect(Object.hasOwn(draft.journey, 'hold')).toBe(false);
    expect(draft.step('1.hold-review')).toMatchObject({ state: 'CLOSED', outcome: 'RESUMED' });
    expect(draft.facts.map(({ type, data }) => [type, data])[0]).toEqual([
      'resumed',
      { reason: 'HOSPITAL', since: SINCE, on: TODAY },
    ]);
  });

  it('gives back the days for which the clocks had stopped', () => {
    // Four working days on hold, from Monday until Friday: ten working days from the 4th, and four more.
    expect(resumed(hold('HOSPITAL')).step(plan.key)).toMatchObject({
      countsFrom: '2027-01-08',
      dueOn: '2027-01-22',
    });
  });

  it('gives no days back where the clocks went on', () => {
    expect(resumed(hold('COURT', { stopsClocks: false })).step(plan.key)).toMatchObject({
      dueOn: '2027-01-18',
    });
  });

  it.each<{ reason: HoldReason; patch?: Partial<Journey>; asked: boolean }>([
    { reason: 'HOSPITAL', asked: false },
    { reason: 'ESCAPE', asked: true },
    { reason: 'ESCAPE', patch: { releasedOn: '2027-01-12' }, asked: false },
    { reason: 'ESCAPE', patch: { phase: 'closed' }, asked: false },
  ])(
    'asks for the dates where the days do not count towards the sentence: $reason $patch, $asked',
    ({ reason, patch, asked }) => {
      expect(resumed(hold(reason), patch).journey.open.some(({ kind }) => kind === 'dates-after-hold')).toBe(
        asked,
      );
    },
  );

  const appointment = (id: string, on: string) => ({
    id,
    revision: 2,
    on,
    at: '14:00',
    place: 'The office',
    madeAt: RECORDED_AT,
    madeBy: OFFICER,
  });
  const appointments = [appointment('past', '2027-01-14'), appointment('next', '2027-01-20')];

  it('reminds the person of what is to come, where no messages were sent meanwhile', () => {
    expect(resumed(hold('HOSPITAL'), { appointments }).notices).toEqual([
      { kind: 'appointment-soon', to: 'person', appointment: { id: 'next', revision: 2 } },
    ]);
    expect(resumed(hold('COURT', { stopsClocks: false }), { appointments }).notices).toEqual([]);
  });

  it('by itself counts no deadline again', () => {
    const draft = aDraftWith(TODAY, { steps: [plan, aStep('hold-review')] }, { hold: hold('HOSPITAL') });
    endHold(draft, hold('HOSPITAL'), TODAY);
    expect(draft.step(plan.key)).toBe(plan);
    expect(draft.journey.open.map(({ kind }) => kind)).toEqual(['housing-plan']);
  });
});

describe('a hold that is known only now that it is over', () => {
  const past = (reason: HoldReason, counted?: string) => {
    const draft = aDraftWith(TODAY, { steps: [plan] });
    recordPastHold(draft, { reason, since: SINCE }, '2027-01-14', counted);
    return draft;
  };

  it('says that it began and ended, and gives its days back', () => {
    const draft = past('HOSPITAL');
    expect(draft.facts.map(({ type, data }) => [type, data])).toEqual([
      ['held', { reason: 'HOSPITAL', since: SINCE, stopsClocks: true }],
      ['resumed', { reason: 'HOSPITAL', since: SINCE, on: '2027-01-14' }],
    ]);
    expect(draft.step(plan.key)).toMatchObject({ countsFrom: '2027-01-07', dueOn: '2027-01-21' });
  });

  it('of which another last day is known now gives back the difference only, and began before', () => {
    const draft = past('HOSPITAL', '2027-01-13');
    expect(factsOf(draft)).toEqual(['resumed']);
    expect(draft.step(plan.key)).toMatchObject({ countsFrom: '2027-01-05', dueOn: '2027-01-19' });
  });

  it('gives no days back where the clocks went on', () => {
    expect(past('COURT').changedSteps()).toEqual([]);
  });
});

describe('the days of a step without a hold', () => {
  const counted = (step: Step, held: { since: string; on: string }, before?: string) =>
    withoutHold(aDraftWith(TODAY, { steps: [step] }), step, held, before).countsFrom;

  it.each<{ case: string; step: Step; since?: string; on?: string; from: string | undefined }>([
    { case: 'in working days, as it is due', step: plan, from: '2027-01-08' },
    {
      case: 'from its opening, where it was asked meanwhile',
      step: aStep('housing-plan', { openedOn: '2027-01-13' }),
      from: '2027-01-15',
    },
    {
      case: 'not over a weekend',
      step: aStep('housing-plan', { openedOn: '2027-01-08' }),
      since: '2027-01-09',
      on: '2027-01-11',
      from: undefined,
    },
    {
      case: 'none where it was asked afterwards',
      step: aStep('housing-plan', { openedOn: TODAY }),
      from: undefined,
    },
    {
      case: 'after the days of an earlier hold',
      step: aStep('housing-plan', { countsFrom: '2027-01-06' }),
      from: '2027-01-12',
    },
    { case: 'in days, as it is due', step: aStep('release-in-error', {}), from: '2027-01-08' },
    {
      case: 'in days, where no deadline is in working days',
      step: aStep('supervision-contact', { openedOn: '2027-01-04' }),
      since: '2027-01-09',
      on: '2027-01-12',
      from: '2027-01-07',
    },
    {
      case: 'by figures of law in working days',
      step: aStep('enforcement-decision'),
      since: '2027-01-08',
      on: '2027-01-12',
      from: '2027-01-06',
    },
    {
      case: 'from the day on which it was first asked',
      step: aStep('cas3-again', { openedOn: '2027-01-04', opensOn: '2027-01-13' }),
      from: '2027-01-08',
    },
  ])('are counted $case', ({ step, since = SINCE, on = TODAY, from }) => {
    expect(counted(step, { since, on })).toBe(from);
  });

  it('leave what is due by another day, which has the shortest notice from today', () => {
    expect(counted(aStep('crs-decision'), { since: SINCE, on: TODAY })).toBe('2027-01-08');
    expect(counted(aStep('next-address'), { since: SINCE, on: TODAY })).toBe(TODAY);
    expect(counted(aStep('next-address', { countsFrom: '2027-01-20' }), { since: SINCE, on: TODAY })).toBe(
      '2027-01-20',
    );
  });

  it('are given back once, whatever the order in which two holds become known', () => {
    const draft = aDraftWith(TODAY, { steps: [plan] });
    const first = { since: '2027-01-05', on: '2027-01-06' };
    const second = { since: '2027-01-12', on: '2027-01-14' };
    const one = withoutHold(draft, withoutHold(draft, plan, first), second).countsFrom;
    const other = withoutHold(draft, withoutHold(draft, plan, second), first).countsFrom;
    expect([one, other]).toEqual(['2027-01-07', '2027-01-07']);
  });
});
