import { describe, expect, it } from '@jest/globals';
import { isHigherTier, TIERS, type Tier } from '../../domain/record/characteristics.ts';
import { CONSENT_PURPOSES, isService } from '../../domain/record/consent.ts';
import { DUTIES, isDuty } from '../../domain/record/duties.ts';
import { FINDINGS, metricOf } from '../../domain/record/findings.ts';
import { maySkip } from '../../domain/record/incidents.ts';
import {
  hasEmergencyAccess,
  isExcluded,
  mayBeNamed,
  passesLimits,
} from '../../domain/record/limited-access.ts';
import {
  executionInput,
  executionName,
  isOfOtherCycle,
  readChildName,
  readExecutionName,
  ROOT_MACHINES,
  rootMachineOf,
} from '../../domain/record/machines.ts';
import { proposalsOf, proposalsWithout, type Proposal } from '../../domain/record/proposals.ts';
import { awaitsReturn, isAtLarge } from '../../domain/record/recall.ts';
import {
  isEarlyGround,
  isOutInError,
  RELEASE_GROUNDS,
  type RecordedRelease,
} from '../../domain/record/recorded-release.ts';
import {
  isLiveState,
  isStale,
  mayBeAnswered,
  REFERRAL_STATES,
  type Referral,
} from '../../domain/record/referral.ts';
import { CUSTODY_KINDS, whatBegan } from '../../domain/record/sentence.ts';
import { webhookEvent } from '../../domain/record/webhook-event.ts';
import { lawWith } from '../support/law.ts';
import { OFFICER, recallOf, RECORDED_AT } from '../support/record.ts';

describe('the tiers of probation', () => {
  it('are every letter with every number, with and without an S', () => {
    expect(TIERS).toHaveLength(32);
    expect(TIERS.slice(0, 4)).toEqual(['A3', 'A3S', 'A2', 'A2S']);
    expect(TIERS.at(-1)).toBe('D0S');
  });

  it.each<{ readonly tier: Tier; readonly than: Tier; readonly higher: boolean }>([
    { tier: 'A3', than: 'A2', higher: true },
    { tier: 'A0', than: 'B3', higher: true },
    { tier: 'B3', than: 'A0', higher: false },
    { tier: 'C1', than: 'C1', higher: false },
    { tier: 'C1S', than: 'C1', higher: false },
    { tier: 'C1', than: 'C1S', higher: false },
    { tier: 'C2S', than: 'C1', higher: true },
    { tier: 'D0', than: 'D1S', higher: false },
  ])('$tier is higher than $than: $higher', ({ tier, than, higher }) => {
    expect(isHigherTier(tier, than)).toBe(higher);
  });
});

describe('what a person agrees to', () => {
  it('is the three services, messages, and what helps them', () => {
    expect(CONSENT_PURPOSES.map((purpose) => [purpose, isService(purpose)])).toEqual([
      ['CRS', true],
      ['DTR', true],
      ['CAS3', true],
      ['MESSAGES', false],
      ['WHAT_HELPS', false],
    ]);
  });
});

describe('a duty', () => {
  it.each(DUTIES)('%s is one', (duty) => {
    expect(isDuty(duty)).toBe(true);
  });

  it.each(['', 'omu', 'PROBATION', 'toString', 'constructor'])('"%s" is none', (text) => {
    expect(isDuty(text)).toBe(false);
  });
});

describe('a finding of the reconciler', () => {
  it('has a name for metrics', () => {
    expect(FINDINGS.map(metricOf)).toEqual([
      'ExecutionGone',
      'ExecutionOrphaned',
      'TaskTimedOut',
      'OutboxOld',
      'DeliveryUnattempted',
    ]);
  });
});

describe('an incident', () => {
  it.each([
    { incident: undefined, may: true },
    { incident: 'referral.Make.DTR-1', may: true },
    { incident: 'community.OpenReviews', may: true },
    { incident: 'pre-release.Release', may: true },
    { incident: 'release-day.Release', may: false },
    { incident: 'community.WatchSupervisionEnd', may: false },
    { incident: 'community.AwaitSupervisionEnd', may: false },
    ...ROOT_MACHINES.map((machine) => ({ incident: `reconcile.${machine}`, may: false })),
    { incident: 'something else', may: true },
  ])('about $incident may be skipped: $may', ({ incident, may }) => {
    expect(maySkip(incident)).toBe(may);
  });
});

describe('the name of an execution', () => {
  const ID = 'a'.repeat(26);
  const other = 'b'.repeat(26);

  it.each(ROOT_MACHINES)('of %s is read back to its journey and its machine', (machine) => {
    const name = executionName(ID, machine, 2, 13);
    expect(name).toBe(`${ID}-${machine}-2-13`);
    expect(readExecutionName(machine, name)).toBe(ID);
    expect(rootMachineOf(name, ID)).toBe(machine);
    expect(readChildName(`${name}-referral.DTR-1`)).toEqual({ journeyId: ID, root: name });
  });

  it('is not read as that of another machine or journey', () => {
    const name = executionName(ID, 'release-day', 1, 1);
    expect(readExecutionName('reception', name)).toBeUndefined();
    expect(rootMachineOf(name, other)).toBeUndefined();
    expect(rootMachineOf(`${ID}-referral-1-1`, ID)).toBeUndefined();
  });

  it.each([
    '',
    `${ID}-reception-1`,
    `${ID}-reception-1-x`,
    `${ID}-reception-1-1-child`,
    `x${ID}-reception-1-1`,
    `${'A'.repeat(26)}-reception-1-1`,
  ])('is not "%s"', (text) => {
    expect(readExecutionName('reception', text)).toBeUndefined();
  });

  it.each(['', `${ID}-reception-1-1`, `${ID}-reception-1-1-`, `${ID}-referral-1-1-child`, 'child'])(
    'of a child is not "%s"',
    (text) => {
      expect(readChildName(text)).toBeUndefined();
    },
  );

  it.each([
    { execution: `${ID}-community-1-4`, isOther: true },
    { execution: `${ID}-community-1-4-child`, isOther: true },
    { execution: `${ID}-community-2-4`, isOther: false },
    { execution: `${ID}-community-2-4-child`, isOther: false },
    { execution: `${ID}-pre-release-12-1`, isOther: true },
    { execution: `${ID}-referral-1-1-child`, isOther: false },
    { execution: `${other}-community-1-4-child`, isOther: false },
  ])('$execution is of another cycle than the second: $isOther', ({ execution, isOther }) => {
    expect(isOfOtherCycle(execution, { id: ID, cycle: 2 })).toBe(isOther);
  });

  it('is all that an execution is told, with no word about the person', () => {
    expect(executionInput(ID, 2)).toEqual({
      journeyId: ID,
      cycle: 2,
      subject: 'none',
      incident: { outcome: 'NONE', number: 0 },
    });
  });
});

describe('a recalled person', () => {
  const returned = recallOf({ returnedOn: '2027-01-20' });
  const atLarge = recallOf({ atLargeSince: '2027-01-05' });
  const found = recallOf({ atLargeSince: '2027-01-05', returnedOn: '2027-01-20' });

  it.each([
    { case: 'never recalled', journey: {}, expected: false, at: false },
    { case: 'not back', journey: { recall: recallOf() }, expected: true, at: false },
    { case: 'back', journey: { recall: returned }, expected: false, at: false },
    { case: 'looked for', journey: { recall: atLarge }, expected: true, at: true },
    { case: 'found', journey: { recall: found }, expected: false, at: false },
  ])('who is $case: expected $expected, at large $at', ({ journey, expected, at }) => {
    expect([awaitsReturn(journey), isAtLarge(journey)]).toEqual([expected, at]);
  });
});

describe('a recorded release', () => {
  const recorded = (patch: Partial<RecordedRelease>): RecordedRelease => ({
    on: '2027-03-09',
    ground: 'DATE_IN_FORCE',
    identityConfirmed: true,
    inHand: [],
    missing: [],
    from: 'release-day',
    recordedAt: RECORDED_AT,
    recordedBy: OFFICER,
    ...patch,
  });

  it.each([
    { case: 'on the date in force', release: recorded({}), error: false },
    { case: 'in error', release: recorded({ ground: 'IN_ERROR' }), error: true },
    {
      case: 'in error, and made lawful',
      release: recorded({ ground: 'IN_ERROR', madeLawful: true }),
      error: false,
    },
    { case: 'not recorded', release: undefined, error: false },
  ])('$case leaves somebody out in error: $error', ({ release, error }) => {
    expect(isOutInError(release)).toBe(error);
  });

  it.each(RELEASE_GROUNDS)('on the ground %s is early where the law allows an early one', (ground) => {
    const early = ['PAROLE', 'EXECUTIVE_RELEASE', 'COURT_ORDER', 'EARLY_REMOVAL'];
    expect(isEarlyGround(ground)).toBe(early.includes(ground));
  });
});

describe('proposals that wait for a second officer', () => {
  const about = { id: 'p-1', proposedAt: RECORDED_AT, proposedBy: OFFICER };
  const recall: Proposal = { ...about, kind: 'recall-undoing', change: { reason: 'The wrong person' } };
  const early: Proposal = {
    ...about,
    kind: 'early-release-date',
    change: { date: '2027-03-01', ground: 'PAROLE' },
  };

  it('are none where none were kept', () => {
    expect(proposalsOf({})).toEqual([]);
    expect(proposalsWithout({}, 'recall')).toEqual([]);
  });

  it('are kept when one of another kind has ended', () => {
    const record = { proposals: [recall, early] };
    expect(proposalsOf(record)).toEqual([recall, early]);
    expect(proposalsWithout(record, 'recall-undoing')).toEqual([early]);
    expect(proposalsWithout(record, 'early-release-date')).toEqual([recall]);
    expect(proposalsWithout(record, 'release')).toEqual([recall, early]);
  });
});

describe('what began with custody', () => {
  it.each([...CUSTODY_KINDS, undefined])('is a remand for %s only where it is one', (releaseKind) => {
    expect(whatBegan({ releaseKind })).toBe(releaseKind === 'REMAND' ? 'remand' : 'sentence');
  });
});

describe('a referral', () => {
  const referral = (patch: Partial<Referral> = {}): Referral => ({
    id: 'r1',
    journeyId: 'j1',
    cycle: 1,
    service: 'DTR',
    subject: 'DTR-1',
    agencyId: 'eastmoor-council',
    sequence: 1,
    createdAt: '2027-01-12T23:30:00.000Z',
    ...patch,
  });
  const answer = (given: 'ACCEPTED' | 'DECLINED' | 'MORE_INFORMATION') => ({
    answer: { answer: given, at: RECORDED_AT, by: OFFICER },
  });

  it.each(REFERRAL_STATES)('in the state %s stands unless it ended', (state) => {
    expect(isLiveState(state)).toBe(!['withdrawn', 'declined', 'moved'].includes(state));
  });

  it.each([
    { case: 'made', patch: {}, may: true },
    { case: 'asked about', patch: answer('MORE_INFORMATION'), may: true },
    { case: 'not answered in time', patch: { expiredAt: RECORDED_AT }, may: true },
    { case: 'accepted', patch: answer('ACCEPTED'), may: false },
    { case: 'declined', patch: answer('DECLINED'), may: false },
    {
      case: 'withdrawn',
      patch: { withdrawn: { reason: 'NO_CONSENT' as const, at: RECORDED_AT, by: OFFICER } },
      may: false,
    },
    { case: 'moved to another record', patch: { movedTo: 'j2' }, may: false },
  ])('$case may be answered: $may', ({ patch, may }) => {
    expect(mayBeAnswered(referral(patch))).toBe(may);
  });

  it.each([
    { today: '2027-01-22', stale: false },
    { today: '2027-01-23', stale: true },
  ])('is too old on $today: $stale, counted from its day in London', ({ today, stale }) => {
    expect(isStale(referral(), today, lawWith({ dutyToReferStaleDays: 10 }))).toBe(stale);
  });

  it('made just before midnight in summer is of the day after in London', () => {
    const law = lawWith({ dutyToReferStaleDays: 10 });
    expect(isStale(referral({ createdAt: '2027-07-01T23:30:00.000Z' }), '2027-07-12', law)).toBe(false);
    expect(isStale(referral({ createdAt: '2027-07-01T22:30:00.000Z' }), '2027-07-12', law)).toBe(true);
  });

  it('is announced by an event that says where to ask, and nothing about the person', () => {
    const input = {
      id: 'e1',
      type: 'through-the-gate.referral.created',
      at: RECORDED_AT,
      referral: referral({ sequence: 42 }),
      publicUrl: 'https://gate.example',
    } as const;
    const event = webhookEvent(input);
    expect(event).toEqual({
      specversion: '1.0',
      id: 'e1',
      source: 'urn:through-the-gate',
      type: 'through-the-gate.referral.created',
      time: RECORDED_AT,
      subject: 'r1',
      sequence: '000042',
      dataref: 'https://gate.example/api/referrals/r1',
      datacontenttype: 'application/json',
      data: {},
    });
    expect(webhookEvent({ ...input, changed: ['releaseDate'] }).data).toEqual({ changed: ['releaseDate'] });
  });
});

describe('limited access', () => {
  const excluded = { limitedAccess: { excluded: ['e.one'], restrictedTo: [] } };
  const restricted = { limitedAccess: { excluded: ['e.one'], restrictedTo: ['r.one', 'e.one'] } };
  const opened = (officer: string) => ({
    ...restricted,
    emergencyAccess: [
      { officer: 'x.other', until: '2027-12-31' },
      { officer, until: '2027-01-15' },
    ],
  });

  it.each([
    { case: 'nobody is limited', who: 'o.one', journey: {}, named: true },
    { case: 'they are excluded', who: 'e.one', journey: excluded, named: false },
    { case: 'another is excluded', who: 'o.one', journey: excluded, named: true },
    { case: 'they are on the list', who: 'r.one', journey: restricted, named: true },
    { case: 'they are not on the list', who: 'o.one', journey: restricted, named: false },
    { case: 'they are on the list and excluded', who: 'e.one', journey: restricted, named: false },
  ])('lets an officer be named when $case: $named', ({ who, journey, named }) => {
    expect(mayBeNamed(who, journey)).toBe(named);
    expect(passesLimits(who, journey, '2027-01-15')).toBe(named);
  });

  it.each([
    { who: 'o.one', today: '2027-01-15', passes: true },
    { who: 'o.one', today: '2027-01-16', passes: false },
    { who: 'o.two', today: '2027-01-15', passes: false },
  ])('is passed in an emergency by $who on $today: $passes', ({ who, today, passes }) => {
    expect(hasEmergencyAccess(who, opened('o.one'), today)).toBe(passes);
    expect(passesLimits(who, opened('o.one'), today)).toBe(passes);
    expect(mayBeNamed(who, opened('o.one'))).toBe(false);
  });

  it('is passed in no emergency by somebody who is excluded', () => {
    expect(isExcluded('e.one', restricted)).toBe(true);
    expect(isExcluded('o.one', restricted)).toBe(false);
    expect(isExcluded('e.one', {})).toBe(false);
    expect(passesLimits('e.one', opened('e.one'), '2027-01-15')).toBe(false);
  });

  it('is no emergency where nobody opened the record', () => {
    expect(hasEmergencyAccess('o.one', {}, '2027-01-15')).toBe(false);
  });
});
