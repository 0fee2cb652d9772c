import { describe, expect, it } from '@jest/globals';
import { correctReleaseDay, hasReleaseToCorrect, undoRelease } from '../../domain/journey/correct-release.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import {
  authorisedFrom,
  itemNotSaid,
  missingAtRelease,
  needsChecks,
  needsSecondOfficer,
  notAuthorised,
  releasePerson,
  rowsTouchedByRelease,
} from '../../domain/journey/release.ts';
import type { Step } from '../../domain/journey/step.ts';
import {
  GATE_ITEMS,
  RELEASE_GROUNDS,
  type GivenRelease,
  type RecordedRelease,
} from '../../domain/record/recorded-release.ts';
import type { Referral } from '../../domain/record/referral.ts';
import { aDraftWith, aJourney, aReferral, aStep, factsOf } from '../support/drafts.ts';
import { OFFICER, RECORDED_AT } from '../support/record.ts';

const ON = '2027-03-09';
const HOME = { kind: 'SETTLED', recordedAt: RECORDED_AT } as const;
const given = (patch: Partial<GivenRelease> = {}): GivenRelease => ({
  on: ON,
  ground: 'DATE_IN_FORCE',
  identityConfirmed: true,
  inHand: [],
  missing: [],
  ...patch,
});

/** Due on Friday 12 March: Thursday is proposed, and Wednesday permitted. */
const FRIDAY: Partial<Journey> = {
  releaseDateInForce: '2027-03-11',
  releaseDay: {
    revision: 1,
    known: true,
    statutoryDate: '2027-03-12',
    schemeApplies: true,
    presumptiveDate: '2027-03-11',
    earliestPermittedDate: '2027-03-10',
    explanation: [],
  },
};
const decided = (date: string, revision = 1): Partial<Journey> => ({
  ...FRIDAY,
  releaseDateInForce: date,
  decision: { revision, outcome: 'PRESUMPTIVE', date, decidedAt: RECORDED_AT, decidedBy: OFFICER },
});

describe('the first day on which a person may be released', () => {
  it.each<{ case: string; patch: Partial<Journey>; from: string }>([
    { case: 'the date given, before there is a check', patch: {}, from: ON },
    {
      case: 'the date set by law, while an earlier one is only proposed',
      patch: FRIDAY,
      from: '2027-03-12',
    },
    { case: 'the day that a governor decided', patch: decided('2027-03-10'), from: '2027-03-10' },
    {
      case: 'the date set by law, after a decision on another date',
      patch: decided('2027-03-10', 0),
      from: '2027-03-12',
    },
    {
      case: 'the date by the check, where the scheme does not apply',
      patch: {
        releaseDay: {
          revision: 1,
          known: true,
          statutoryDate: '2027-03-05',
          schemeApplies: false,
          presumptiveDate: '2027-03-05',
          earliestPermittedDate: '2027-03-05',
          explanation: [],
        },
      },
      from: '2027-03-05',
    },
  ])('is $case', ({ patch, from }) => {
    expect(authorisedFrom(aJourney(patch))).toBe(from);
    expect(notAuthorised(aJourney(patch), from)).toBeUndefined();
  });

  it('is none while there is no release date', () => {
    const { release: _none, ...journey } = aJourney(FRIDAY);
    expect(authorisedFrom(journey)).toBeUndefined();
    expect(notAuthorised(journey, ON)).toMatchObject({ rule: 'no-release-date' });
  });

  it.each([
    { on: '2027-03-11', rule: 'release-day-not-decided' },
    { on: '2027-03-10', rule: 'release-day-not-decided' },
    { on: '2027-03-09', rule: 'not-before-the-release-date' },
  ])('is not yet $on while the governor has not decided: $rule', ({ on, rule }) => {
    expect(notAuthorised(aJourney(FRIDAY), on)?.rule).toBe(rule);
  });

  it('is said in words, with what to record if the person has left', () => {
    const otherwise =
      'If the person has left, record the lawful ground, or that they were released in error.';
    expect(notAuthorised(aJourney(FRIDAY), '2027-03-11')?.explanation).toBe(
      `The governor has not decided on release on Thursday 11 March 2027. Until they do, nobody may be released before Friday 12 March 2027, the date set by law. ${otherwise}`,
    );
    expect(notAuthorised(aJourney(), '2027-03-08')).toEqual({
      rule: 'not-before-the-release-date',
      explanation: `The release date in force is Tuesday 9 March 2027. ${otherwise}`,
    });
  });
});

describe('a release that is recorded', () => {
  it.each(RELEASE_GROUNDS)(
    'on the ground %s is checked at the gate where the person leaves with authority',
    (ground) => {
      expect(needsChecks({ ground })).toBe(ground !== 'AT_COURT' && ground !== 'IN_ERROR');
    },
  );

  it.each([
    { ground: 'DATE_IN_FORCE', on: '2027-03-09', second: true },
    { ground: 'DATE_IN_FORCE', on: '2027-03-10', second: true },
    { ground: 'DATE_IN_FORCE', on: '2027-03-08', second: false },
    { ground: 'AT_COURT', on: '2027-03-09', second: false },
    { ground: 'PAROLE', on: '2027-03-08', second: true },
    { ground: 'IN_ERROR', on: '2027-03-08', second: true },
  ] as const)('on 9 March by $ground for $on needs a second officer: $second', ({ second, ...release }) => {
    expect(needsSecondOfficer(release, '2027-03-09')).toBe(second);
  });

  it('says of each item whether it is in hand or missing, and not both', () => {
    const [identity, ...others] = GATE_ITEMS;
    expect(itemNotSaid(given({ inHand: [identity], missing: others }))).toBeUndefined();
    expect(itemNotSaid(given({ inHand: [identity] }))).toBe('medicine');
    expect(itemNotSaid(given({ inHand: GATE_ITEMS, missing: ['travel'] }))).toBe('travel');
  });

  it('lists what the person would leave without', () => {
    const open = [aStep('release-checklist'), aStep('debts')];
    const journey = aJourney({ ...FRIDAY, open });
    expect(missingAtRelease(journey, given({ missing: ['medicine', 'phone'] }), ON)).toEqual([
      'The governor has not decided the release day.',
      'No address is recorded for tonight.',
      'Nobody has gone through the release-day checklist.',
      'The person leaves without: medicine or a prescription; a phone.',
    ]);
    const ready = aJourney({ housing: { authorities: [], places: [HOME] } });
    expect(missingAtRelease(ready, given(), ON)).toEqual([]);
  });

  const released = (
    release: Partial<GivenRelease> = {},
    patch: Partial<Journey> = {},
    steps: readonly Step[] = [],
  ) => {
    const draft = aDraftWith(ON, { steps }, { phase: 'release-day', ...patch });
    releasePerson(draft, given(release), {
      recordedBy: OFFICER,
      secondOfficer: { kind: 'officer', id: 's.second' },
    });
    return draft;
  };

  it('puts the person in the community, and drops what waited for a second officer', () => {
    const proposal = {
      id: 'p-1',
      kind: 'recall-undoing',
      change: { reason: 'x' },
      proposedAt: RECORDED_AT,
      proposedBy: OFFICER,
    } as const;
    const draft = released({}, { proposals: [proposal] });
    expect(draft.journey).toMatchObject({ phase: 'community', releasedOn: ON, proposals: [] });
    expect(draft.journey.recordedRelease).toEqual({
      ...given(),
      from: 'release-day',
      recordedAt: `${ON}T09:00:00.000Z`,
      recordedBy: OFFICER,
      secondOfficer: { kind: 'officer', id: 's.second' },
    });
  });

  it.each([
    ['custody', 'custody'],
    ['recalled', 'recalled'],
    ['pre-release', 'pre-release'],
    ['release-day', 'release-day'],
    ['reception', 'reception'],
  ] as const)('from %s keeps that phase for a correction', (phase, from) => {
    expect(released({}, { phase }).journey.recordedRelease?.from).toBe(from);
  });

  it('answers the step that asked for it, or one that is written for it', () => {
    const asked = aStep('release-confirmed', { openedOn: '2027-03-01', token: 't-1' });
    const row = released({}, {}, [asked]).step(asked.key);
    expect(row).toMatchObject({ state: 'DONE', outcome: 'RELEASED', openedOn: '2027-03-01' });
    expect(released({}, { phase: 'custody' }).step(asked.key)).toMatchObject({
      state: 'DONE',
      outcome: 'RELEASED',
      waitsFor: 'role:OMU@MDI',
      openedOn: ON,
    });
  });

  it('ends a hold on the day of release, or where that began later on its first day', () => {
    const hold = {
      reason: 'COURT',
      since: '2027-03-08',
      stopsClocks: false,
      recordedAt: RECORDED_AT,
      recordedBy: OFFICER,
    } as const;
    const resumedOn = (since: string) =>
      released({}, { hold: { ...hold, since } }).facts.find(({ type }) => type === 'resumed')?.data['on'];
    expect(resumedOn('2027-03-08')).toBe(ON);
    expect(resumedOn('2027-03-10')).toBe('2027-03-10');
  });

  it('asks at once for what was missing, unless another step asks for it', () => {
    const kinds = (
      missing: GivenRelease['missing'],
      patch: Partial<Journey> = {},
      steps: readonly Step[] = [],
    ) =>
      released({ missing }, patch, steps)
        .journey.open.map(({ key }) => key)
        .filter((key) => key.startsWith('1.missing'));
    expect(kinds(['medicine', 'travel'])).toEqual(['1.missing-medicine', '1.missing-item.item.travel']);
    expect(kinds(['identity'])).toEqual(['1.missing-item.item.identity']);
    expect(kinds(['identity'], {}, [aStep('identity-documents')])).toEqual([]);
    // Nowhere to live has a step of its own.
    expect(kinds(['keysOrAddress'])).toEqual([]);
    expect(kinds(['keysOrAddress'], { housing: { authorities: [], places: [HOME] } })).toEqual([
      '1.missing-item.item.keysOrAddress',
    ]);
  });

  it('in error asks that it is dealt with, and that others are informed', () => {
    const kinds = released({ ground: 'IN_ERROR', reason: 'Two people with one name' }).journey.open.map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(expect.arrayContaining(['release-in-error', 'release-in-error-informed']));
    expect(released().journey.open.map(({ kind }) => kind)).not.toContain('release-in-error');
  });

  it('touches its own row, what it opens, and what a hold touches', () => {
    const draft = aDraftWith(ON, {}, { phase: 'release-day' });
    const { steps } = rowsTouchedByRelease(draft, given({ ground: 'IN_ERROR', missing: ['travel'] }));
    expect(steps).toEqual(
      expect.arrayContaining([
        '1.release-confirmed',
        '1.release-in-error',
        '1.release-in-error-informed',
        '1.missing-item.item.travel',
        '1.phone-for-release',
      ]),
    );
    expect(steps).not.toContain('1.hold-review');
    draft.update({
      hold: { reason: 'COURT', since: ON, stopsClocks: false, recordedAt: RECORDED_AT, recordedBy: OFFICER },
    });
    expect(rowsTouchedByRelease(draft, given()).steps).toContain('1.hold-review');
  });
});

describe('a release that was recorded wrongly', () => {
  const TODAY = '2027-03-15';
  const SINCE = '2027-03-09T14:00:00.000Z';
  const RECORDED: RecordedRelease = {
    ...given(),
    from: 'release-day',
    recordedAt: SINCE,
    recordedBy: OFFICER,
  };
  const running = {
    machine: 'community',
    name: 'journey-1-community-1-4',
    attempt: 4,
    startedAt: SINCE,
  } as const;
  const OUT: Partial<Journey> = {
    phase: 'community',
    releasedOn: ON,
    recordedRelease: RECORDED,
    executions: [running],
    attempts: 4,
  };
  const closed = { on: TODAY, housed: true, benefits: true };

  it.each([
    { case: 'recorded', journey: { releasedOn: ON }, may: true },
    { case: 'of a journey that supervision ended', journey: { releasedOn: ON, closed }, may: true },
    {
      case: 'of somebody who died',
      journey: { releasedOn: ON, closed: { ...closed, because: 'DEATH' as const } },
      may: false,
    },
    { case: 'that there is not', journey: {}, may: false },
  ])('$case can be corrected: $may', ({ journey, may }) => {
    expect(hasReleaseToCorrect(journey)).toBe(may);
  });

  describe('on another day', () => {
    const corrected = (referrals: readonly Referral[] = []) => {
      const draft = aDraftWith(
        TODAY,
        { steps: [aStep('claim-made', { dueOn: '2027-03-10' })], referrals },
        OUT,
      );
      correctReleaseDay(draft, '2027-03-11', 'A typing error');
      return draft;
    };

    it('moves everything that counts from it, and says why', () => {
      const draft = corrected();
      expect(draft.journey).toMatchObject({
        releasedOn: '2027-03-11',
        recordedRelease: { ...RECORDED, on: '2027-03-11' },
        releaseCorrectedAt: `${TODAY}T09:00:00.000Z`,
      });
      expect(draft.step('1.claim-made')?.dueOn).toBe('2027-03-12');
      expect(draft.facts.map(({ type, data }) => [type, data])).toEqual([
        ['release-day-corrected', { from: ON, to: '2027-03-11', reason: 'A typing error' }],
      ]);
    });

    it('goes to every agency with a live referral', () => {
      const draft = corrected([aReferral()]);
      expect(draft.referral('r1').releasedOn).toBe('2027-03-11');
      expect(draft.deliveries[0]?.body).toContain('"changed":["releasedOn"]');
    });

    it('of a release from before it was kept, keeps the day only', () => {
      const draft = aDraftWith(TODAY, {}, { phase: 'community', releasedOn: ON });
      correctReleaseDay(draft, '2027-03-11', 'x');
      expect(Object.hasOwn(draft.journey, 'recordedRelease')).toBe(false);
    });
  });

  describe('that did not happen', () => {
    const ended = (kind: Parameters<typeof aStep>[0], patch: Partial<Step> = {}) =>
      aStep(kind, {
        state: 'DONE',
        outcome: 'OVERTAKEN',
        completedAt: SINCE,
        completedBy: OFFICER,
        ...patch,
      });
    const CONFIRMED = ended('release-confirmed', {
      outcome: 'RELEASED',
      openedAt: '2027-03-05T09:00:00.000Z',
    });
    const undone = (
      patch: Partial<Journey> = {},
      others: readonly Step[] = [],
      referrals: readonly Referral[] = [],
    ) => {
      const steps = [CONFIRMED, ...others];
      const draft = aDraftWith(TODAY, { steps, referrals }, { ...OUT, ...patch });
      undoRelease(draft, 'NOT_RELEASED', 'Another person left', steps);
      return draft;
    };

    it('puts the journey back where it was, and says why', () => {
      const draft = undone();
      expect(draft.journey).toMatchObject({
        phase: 'release-day',
        releaseCorrectedAt: `${TODAY}T09:00:00.000Z`,
      });
      for (const gone of ['releasedOn', 'recordedRelease', 'closed'])
        expect(Object.hasOwn(draft.journey, gone)).toBe(false);
      expect(draft.facts[0]).toMatchObject({
        type: 'release-undone',
        data: { correction: 'NOT_RELEASED', was: ON, reason: 'Another person left', reopened: undefined },
      });
      expect(draft.facts.find(({ type }) => type === 'phase-entered')?.data).toEqual({
        phase: 'release-day',
      });
    });

    it.each([
      { from: 'pre-release', machines: ['pre-release'] },
      { from: 'release-day', machines: ['pre-release', 'release-day'] },
      { from: 'custody', machines: [] },
      { from: 'recalled', machines: [] },
      { from: 'reception', machines: ['reception'] },
    ] as const)('runs in $from what runs there: $machines', ({ from, machines }) => {
      const draft = undone({ recordedRelease: { ...RECORDED, from } });
      expect(draft.journey.executions.map(({ machine }) => machine)).toEqual(machines);
      expect(draft.effects).toContainEqual(
        expect.objectContaining({ kind: 'stop-execution', machine: 'community' }),
      );
    });

    it('opens a journey that release had closed, reception included', () => {
      const draft = undone({ phase: 'closed', closed, executions: [] }, [
        aStep('debts', { state: 'CLOSED', outcome: 'JOURNEY_CLOSED', completedAt: SINCE }),
      ]);
      expect(draft.journey.executions.map(({ machine }) => machine)).toEqual([
        'reception',
        'pre-release',
        'release-day',
      ]);
      expect(draft.facts[0]?.data['reopened']).toBe(TODAY);
      expect(draft.step('1.debts')?.state).toBe('OPEN');
    });

    it('asks again what release had ended, and not what was answered before', () => {
      const draft = undone({}, [
        ended('housing-need'),
        ended('handover'),
        ended('work-coach-meeting', { completedAt: '2027-03-01T09:00:00.000Z' }),
        ended('debts', { outcome: 'NONE' }),
      ]);
      expect(draft.step('1.release-confirmed')?.state).toBe('CLOSED');
      expect(draft.step('1.housing-need')?.state).toBe('CLOSED');
      // No machine asks it again, so it is open at once.
      expect(draft.step('1.handover')?.state).not.toBe('CLOSED');
      expect(draft.step('1.work-coach-meeting')?.state).toBe('DONE');
      expect(draft.step('1.debts')?.state).toBe('DONE');
    });

    it('asks again what a home or a claim in the community made pointless, except about a referral', () => {
      const draft = undone({}, [
        ended('crs-decision', { outcome: 'NOT_NEEDED' }),
        ended('housing-plan', { outcome: 'NOT_NEEDED', subject: 'DTR-1' }),
      ]);
      expect(draft.step('1.crs-decision')?.state).toBe('CLOSED');
      expect(draft.step('1.housing-plan.DTR-1')?.state).toBe('DONE');
    });

    it('closes what the community asked, and leaves what goes on wherever the person is', () => {
      const after = { openedAt: '2027-03-10T09:00:00.000Z' };
      const claim = aStep('claim-made', { ...after, token: 't', execution: 'e', wakeAt: SINCE });
      const draft = undone({}, [
        claim,
        aStep('gp-seen', {
          ...after,
          state: 'DONE',
          outcome: 'SEEN',
          completedAt: '2027-03-11T09:00:00.000Z',
        }),
        aStep('debts-followed-up', { openedAt: '2027-03-01T09:00:00.000Z' }),
        aStep('delivery-parked', { ...after, subject: 'agency.eastmoor' }),
        aStep('identity-documents', after),
        aStep('release-correction-approval', after),
      ]);
      const { token: _t, execution: _e, wakeAt: _w, ...row } = claim;
      expect(draft.step(claim.key)).toEqual({
        ...row,
        state: 'CLOSED',
        outcome: 'RELEASE_CORRECTED',
        completedAt: `${TODAY}T09:00:00.000Z`,
        completedBy: OFFICER,
      });
      expect(draft.facts.filter(({ type }) => type === 'step-closed').map(({ data }) => data)).toContainEqual(
        {
          step: 'claim-made',
          outcome: 'RELEASE_CORRECTED',
        },
      );
      expect(draft.step('1.gp-seen')?.state).toBe('CLOSED');
      expect(draft.step('1.debts-followed-up')?.state).toBe('OPEN');
      expect(draft.step('1.identity-documents')?.outcome).toBe('RELEASE_CORRECTED');
      expect(draft.step('1.release-correction-approval')?.outcome).toBe('RELEASE_CORRECTED');
      expect(draft.step('1.delivery-parked.agency.eastmoor')?.state).toBe('OPEN');
    });

    it('asks about the phone and the tag again, which say nothing of the release to come', () => {
      const phone = ended('phone-for-release', { outcome: 'HAS_ONE' });
      const tag = ended('tag-fitted', { outcome: 'FITTED' });
      const draft = undone({ ready: { phone: 'HAS_ONE', met: 'NOBODY' } }, [phone, tag]);
      expect(draft.journey.ready).toEqual({ met: 'NOBODY' });
      expect(draft.step(phone.key)?.state).toBe('OPEN');
      expect(draft.step(tag.key)?.state).not.toBe('DONE');
      const before = { completedAt: '2027-03-01T09:00:00.000Z' };
      const kept = undone({ ready: { phone: 'HAS_ONE' } }, [{ ...phone, ...before }]);
      expect(kept.journey.ready).toEqual({ phone: 'HAS_ONE' });
    });

    it('takes back the claim, the housing checks, a changed licence and what was proposed outside', () => {
      const proposal = (id: string, proposedAt: string) =>
        ({ id, kind: 'release', change: given(), proposedAt, proposedBy: OFFICER }) as const;
      const { journey } = undone({
        benefits: { claimMadeOn: '2027-03-10', advance: 'PAID', bankAccount: 'OPENED' },
        housing: { authorities: [], checked: true },
        licence: { approvedOn: '2027-02-01', inForceFrom: '2027-03-12', tagFittedOn: '2027-03-10' },
        proposals: [
          proposal('before', '2027-03-08T09:00:00.000Z'),
          proposal('after', '2027-03-12T09:00:00.000Z'),
        ],
      });
      expect(journey.benefits).toEqual({ bankAccount: 'OPENED' });
      expect(journey.housing).toEqual({ authorities: [] });
      expect(journey.licence).toEqual({ approvedOn: '2027-02-01' });
      expect(journey.proposals?.map(({ id }) => id)).toEqual(['before']);
    });

    it('tells agencies the release date again in place of the release', () => {
      const draft = undone({}, [], [aReferral({ releasedOn: ON, releaseDate: '2027-01-01' })]);
      expect(draft.referral('r1')).toMatchObject({ releaseDate: '2027-03-09' });
      expect(draft.referral('r1')).not.toHaveProperty('releasedOn');
      expect(draft.deliveries[0]?.body).toContain('"changed":["releaseDate","releasedOn"]');
    });

    it('sets the days of release work again', () => {
      const draft = undone({
        releaseDateInForce: '2027-08-10',
        recordedRelease: { ...RECORDED, from: 'custody' },
      });
      expect(draft.step('1.pre-release-opens')).toMatchObject({ state: 'SCHEDULED', opensOn: '2027-05-18' });
      expect(draft.step('1.release-day-opens')?.state).toBe('SCHEDULED');
      expect(factsOf(draft)).toContain('restarted');
    });
  });
});
