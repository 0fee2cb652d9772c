import { describe, expect, it } from '@jest/globals';
import { needsYouthWorker, rowsOfYouthWorker } from '../../domain/journey/child-supervisor.ts';
import { groundNeeded } from '../../domain/journey/confirmed-date.ts';
import { isSoonAfterRelease, recordDeath, rowsTouchedByDeath } from '../../domain/journey/death.ts';
import {
  holdForLeaving,
  holdPolicy,
  isReturnFrom,
  type HoldPolicy,
} from '../../domain/journey/hold-policy.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import {
  exclude,
  liftLimits,
  limitsOf,
  removeFromLists,
  restrictTo,
} from '../../domain/journey/limited-access.ts';
import { HOLD_REASONS } from '../../domain/record/hold.ts';
import { aDraft, aJourney, NO_HOLIDAYS } from '../support/drafts.ts';
import { lawWith, THE_LAW } from '../support/law.ts';
import { dateOf, OFFICER, recallOf, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';

describe('the lists of who may see a person', () => {
  const limited = { excluded: ['e.one'], restrictedTo: ['r.one', 'r.two'] };
  const draftWith = (limitedAccess?: typeof limited) =>
    aDraft(TODAY, aJourney({ ...(limitedAccess && { limitedAccess }) }));
  const factOf = (draft: ReturnType<typeof draftWith>) =>
    draft.facts.map(({ type, data }) => ({ type, data }));

  it('are empty where nobody limited anything', () => {
    expect(limitsOf({})).toEqual({ excluded: [], restrictedTo: [] });
    expect(limitsOf({ limitedAccess: limited })).toBe(limited);
  });

  it('take an officer who is excluded, and keep the rest', () => {
    const draft = draftWith(limited);
    exclude(draft, 'e.two', 'A neighbour');
    expect(draft.journey.limitedAccess).toEqual({ ...limited, excluded: ['e.one', 'e.two'] });
    expect(factOf(draft)).toEqual([
      { type: 'access-excluded', data: { officer: 'e.two', reason: 'A neighbour' } },
    ]);
  });

  it('take each officer who alone may see the person once', () => {
    const draft = draftWith(limited);
    restrictTo(draft, ['r.two', 'r.three', 'r.three'], 'A public case');
    expect(draft.journey.limitedAccess).toEqual({ ...limited, restrictedTo: ['r.one', 'r.two', 'r.three'] });
    expect(factOf(draft)).toEqual([
      { type: 'access-restricted', data: { officers: ['r.three'], reason: 'A public case' } },
    ]);
  });

  it.each([
    { officer: 'e.one', list: 'EXCLUDED', left: { excluded: [], restrictedTo: ['r.one', 'r.two'] } },
    { officer: 'r.one', list: 'RESTRICTED', left: { excluded: ['e.one'], restrictedTo: ['r.two'] } },
  ])('leave $officer out, and say from which list', ({ officer, list, left }) => {
    const draft = draftWith(limited);
    removeFromLists(draft, officer, 'They moved');
    expect(draft.journey.limitedAccess).toEqual(left);
    expect(factOf(draft)).toEqual([
      { type: 'access-list-shortened', data: { officer, list, reason: 'They moved' } },
    ]);
  });

  it('are gone when nobody is left on them, or when they are lifted', () => {
    const last = draftWith({ excluded: ['e.one'], restrictedTo: [] });
    removeFromLists(last, 'e.one', 'They moved');
    expect(Object.hasOwn(last.journey, 'limitedAccess')).toBe(false);
    const lifted = draftWith(limited);
    liftLimits(lifted, 'The trial ended');
    expect(Object.hasOwn(lifted.journey, 'limitedAccess')).toBe(false);
    expect(factOf(lifted)).toEqual([{ type: 'access-limits-lifted', data: { reason: 'The trial ended' } }]);
  });
});

describe('the policy for a hold', () => {
  const row = (from: string | null, until: string | null, patch: Partial<HoldPolicy> = {}): HoldPolicy => ({
    reason: 'HOSPITAL',
    clocks: 'STOP',
    messagesToPerson: 'STOP',
    where: 'ANYWHERE',
    countsTowardsSentence: true,
    custody: 'AS_BEFORE',
    endsWithReturn: false,
    leaves: [],
    returns: [],
    from,
    until,
    basis: 'policy',
    source: 'A policy made up for a test',
    ...patch,
  });
  const first = row(null, '2026-12-31');
  const second = row('2027-01-01', '2027-06-30', { clocks: 'CONTINUE' });
  const third = row('2027-07-01', null);
  const rows = [row(null, null, { reason: 'COURT' }), first, second, third];

  it.each([
    { on: '2000-01-01', policy: first },
    { on: '2026-12-31', policy: first },
    { on: '2027-01-01', policy: second },
    { on: '2027-06-30', policy: second },
    { on: '2027-07-01', policy: third },
    { on: '2199-01-01', policy: third },
  ])('is that of the day: $on', ({ on, policy }) => {
    expect(holdPolicy('HOSPITAL', on, rows)).toBe(policy);
  });

  it('is an error where the data has none for the reason or the day', () => {
    expect(() => holdPolicy('ESCAPE', TODAY, rows)).toThrow(
      'data/hold-policies.json has no row for ESCAPE on 2027-01-15',
    );
    expect(() => holdPolicy('HOSPITAL', TODAY, [first])).toThrow('has no row for HOSPITAL on 2027-01-15');
  });

  it.each(HOLD_REASONS)('is known today for %s, and finds it again by the codes it lists', (reason) => {
    const { leaves, returns } = holdPolicy(reason, TODAY);
    expect(leaves.map((movement) => holdForLeaving(movement, TODAY))).toEqual(leaves.map(() => reason));
    for (const movement of returns) expect(isReturnFrom(reason, movement, TODAY)).toBe(true);
    expect(isReturnFrom(reason, 'NO_SUCH_MOVEMENT', TODAY)).toBe(false);
  });

  it('is none for a movement that nobody knows', () => {
    expect(holdForLeaving('NO_SUCH_MOVEMENT', TODAY)).toBeUndefined();
  });
});

describe('a child whose officer is still to be replaced', () => {
  const child = aJourney({ dateOfBirth: '2010-01-16', officers: { com: 'c.ahmed' } });
  const open = (kind: Journey['open'][number]['kind']) => [{ key: `1.${kind}`, kind, escalation: 0 }];

  it.each<{ readonly case: string; readonly patch: Partial<Journey>; readonly needed: boolean }>([
    { case: 'a day before full age', patch: {}, needed: true },
    { case: 'on the day of full age', patch: { dateOfBirth: '2009-01-15' }, needed: false },
    { case: 'with a youth worker', patch: { officers: { com: 'c.ahmed', yot: 'y.one' } }, needed: false },
    { case: 'with a youth worker alone', patch: { officers: { yot: 'y.one' } }, needed: false },
    { case: 'with nobody', patch: { officers: {} }, needed: false },
    { case: 'in a closed journey', patch: { phase: 'closed' }, needed: false },
    { case: 'when it has been asked', patch: { open: open('youth-supervisor') }, needed: false },
    { case: 'while something else is asked', patch: { open: open('housing-need') }, needed: true },
  ])('$case needs a youth worker: $needed', ({ patch, needed }) => {
    expect(needsYouthWorker({ ...child, ...patch }, TODAY, lawWith({ adultAge: 18 }))).toBe(needed);
  });

  it('is asked about in the steps of their cycle', () => {
    expect(rowsOfYouthWorker({ cycle: 3 })).toEqual(['3.youth-supervisor', '3.comes-of-age']);
  });
});

describe('a confirmed date', () => {
  const context = { calendar: NO_HOLIDAYS, law: THE_LAW, today: TODAY };
  /** The conditional release date is a Friday, so that the check proposes the day before it. */
  const journey = aJourney({ dates: [dateOf('CRD', '2027-03-12')] });
  const broken = (confirmed: string, patch: Partial<Journey> = {}) =>
    groundNeeded({ ...journey, ...patch }, confirmed, context)?.explanation;
  const decided = (date: string): Partial<Journey> => ({
    decision: {
      revision: 1,
      outcome: 'PRESUMPTIVE',
      date,
      decidedAt: RECORDED_AT,
      decidedBy: OFFICER,
    },
  });
  const asks = 'An earlier confirmed date needs a legal ground, and a second officer who approves it.';

  it.each([
    { case: 'on the date set by law', confirmed: '2027-03-12', patch: {} },
    { case: 'after it', confirmed: '2027-03-15', patch: {} },
    {
      case: 'on the earlier day that a governor decided',
      confirmed: '2027-03-11',
      patch: decided('2027-03-11'),
    },
    {
      case: 'where no date is known for somebody with a fixed sentence',
      confirmed: '2027-01-20',
      patch: { dates: [] },
    },
  ])('$case needs no ground', ({ confirmed, patch }) => {
    expect(broken(confirmed, patch)).toBeUndefined();
  });

  it('before the earliest day permitted needs one, whatever was decided', () => {
    const said = `The earliest day permitted is Wednesday 10 March 2027. ${asks}`;
    expect(broken('2027-03-09')).toBe(said);
    expect(broken('2027-03-09', decided('2027-03-09'))).toBe(said);
  });

  it('on an earlier day needs one while no governor has decided on that day', () => {
    const said = `No governor has decided on a day before Friday 12 March 2027, the date set by law. ${asks}`;
    expect(broken('2027-03-11')).toBe(said);
    expect(broken('2027-03-10')).toBe(said);
    expect(broken('2027-03-10', decided('2027-03-11'))).toBe(said);
  });

  it.each(['INDETERMINATE', 'PAROLE_BOARD'] as const)(
    'of a person released by the board (%s) needs one',
    (releaseKind) => {
      const sentence = { startDate: '2026-06-01', releaseKind };
      expect(broken('2027-03-12', { dates: [], sentence })).toBe(
        `No date is recorded on which the person may be released. ${asks}`,
      );
    },
  );

  it('is not measured by an earlier confirmed date', () => {
    const dates = [dateOf('CONFIRMED', '2027-02-01'), dateOf('CRD', '2027-03-12')];
    expect(broken('2027-02-01', { dates })).toContain('The earliest day permitted');
  });
});

describe('a death', () => {
  const law = lawWith({ ombudsmanDeathDays: 14 });
  const given = { on: TODAY };
  const death = (patch: Partial<Journey>) => recordDeath(aDraft(TODAY, aJourney(patch), law), given);
  const hold = (reason: (typeof HOLD_REASONS)[number]): Partial<Journey> => ({
    hold: { reason, since: '2027-01-10', stopsClocks: true, recordedAt: RECORDED_AT, recordedBy: OFFICER },
  });

  it.each([
    { on: '2027-01-15', soon: true },
    { on: '2027-01-16', soon: false },
  ])('on $on is soon after a release on 1 January: $soon', ({ on, soon }) => {
    expect(isSoonAfterRelease(on, '2027-01-01', law)).toBe(soon);
  });

  it.each<{
    readonly case: string;
    readonly patch: Partial<Journey>;
    readonly inCustody: boolean;
    readonly outside: readonly string[];
  }>([
    {
      case: 'in prison',
      patch: {},
      inCustody: true,
      outside: ['FAMILY', 'POLICE_AND_CORONER', 'OMBUDSMAN', 'HEALTHCARE', 'DWP', 'VICTIM_LIAISON'],
    },
    {
      case: 'soon after release',
      patch: { phase: 'community', releasedOn: '2027-01-01' },
      inCustody: false,
      outside: ['FAMILY', 'OMBUDSMAN', 'HEALTHCARE', 'DWP', 'VICTIM_LIAISON'],
    },
    {
      case: 'long after release, without benefits',
      patch: { phase: 'community', releasedOn: '2026-06-01', benefits: { notClaiming: true } },
      inCustody: false,
      outside: ['FAMILY', 'HEALTHCARE', 'VICTIM_LIAISON'],
    },
    {
      case: 'of a recalled person who is not back',
      patch: { phase: 'recalled', recall: recallOf() },
      inCustody: false,
      outside: ['FAMILY', 'HEALTHCARE', 'DWP', 'VICTIM_LIAISON'],
    },
    {
      case: 'of a recalled person who is back',
      patch: { phase: 'recalled', recall: recallOf({ returnedOn: '2027-01-10' }) },
      inCustody: true,
      outside: ['FAMILY', 'POLICE_AND_CORONER', 'OMBUDSMAN', 'HEALTHCARE', 'DWP', 'VICTIM_LIAISON'],
    },
    {
      case: 'in hospital, from prison',
      patch: hold('HOSPITAL'),
      inCustody: true,
      outside: ['FAMILY', 'POLICE_AND_CORONER', 'OMBUDSMAN', 'HEALTHCARE', 'DWP', 'VICTIM_LIAISON'],
    },
    {
      case: 'after an escape',
      patch: hold('ESCAPE'),
      inCustody: false,
      outside: ['FAMILY', 'HEALTHCARE', 'DWP', 'VICTIM_LIAISON'],
    },
  ])('$case is notified to those whom it concerns', ({ patch, inCustody, outside }) => {
    expect(death(patch)).toMatchObject({ on: TODAY, inCustody, outside });
  });

  it('is notified inside to the desks of where the person was, and to their officers', () => {
    expect(death({}).inside).toEqual([
      'role:GOVERNOR@MDI',
      'role:OMU@MDI',
      'role:HEAD_OF_PDU@N54',
      'officer:p.taylor',
      'officer:c.ahmed',
      'officer:d.evans',
    ]);
    expect(
      death({ phase: 'community', releasedOn: '2027-01-01', officers: { yot: 'y.one' } }).inside,
    ).toEqual(['role:HEAD_OF_PDU@N54', 'officer:y.one']);
  });

  it('closes the journey, ends its hold and asks that everybody is notified', () => {
    const draft = aDraft(TODAY, aJourney(hold('HOSPITAL')), law);
    recordDeath(draft, given);
    expect(draft.closes).toBe(true);
    expect(Object.hasOwn(draft.journey, 'hold')).toBe(false);
    expect(draft.journey.proposals).toEqual([]);
    expect(draft.journey.closed).toEqual({
      on: TODAY,
      housed: false,
      benefits: false,
      unanswered: [],
      because: 'DEATH',
    });
    expect(draft.journey.open.map(({ kind }) => kind)).toEqual(['notify-of-death']);
    expect(draft.facts.map(({ type }) => type)).toEqual(['died', 'step-opened', 'journey-closed']);
  });

  it('needs every open step and every referral that stands', () => {
    const summary = { subject: 'DTR-1', agencyId: 'eastmoor' };
    const journey = aJourney({
      cycle: 2,
      open: [{ key: '2.housing-need', kind: 'housing-need', escalation: 0 }],
      referrals: [
        { ...summary, id: 'r1', live: true },
        { ...summary, id: 'r2', live: false },
      ],
    });
    expect(rowsTouchedByDeath(journey)).toEqual({
      steps: ['2.housing-need', '2.notify-of-death'],
      referrals: ['r1'],
    });
  });
});
