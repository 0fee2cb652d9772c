import { describe, expect, it } from '@jest/globals';
import { isAwayAlready, recordAway, standIns, type KnownAway } from '../../domain/journey/absence.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { changedDetails, recordDetails, stepsByAge } from '../../domain/journey/record-details.ts';
import type { Step } from '../../domain/journey/step.ts';
import { isKnownPrison, isKnownRegion, knownPrisons, transferPerson } from '../../domain/journey/transfer.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import type { Referral } from '../../domain/record/referral.ts';
import { aDraftWith, aJourney, aReferral, aStep, factsOf } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';
import { OFFICER } from '../support/record.ts';

const TODAY = '2027-01-15';

describe('an officer who is away', () => {
  const away = (officer: string, patch: Partial<KnownAway> = {}): KnownAway => ({
    officer,
    absence: `of-${officer}`,
    until: '2027-01-22',
    by: OFFICER,
    ...patch,
  });
  const stored = ({ by: _by, ...known }: KnownAway) => known;
  const POMS = aStep('housing-plan');
  const COMS = aStep('licence-conditions', { waitsFor: 'officer:c.ahmed' });
  const recorded = (known: readonly KnownAway[], patch: Partial<Journey> = {}, steps = [POMS, COMS]) => {
    const draft = aDraftWith(TODAY, { steps }, patch);
    recordAway(draft, known, new Map([['of-c.ahmed', { kind: 'officer', id: 'h.parr' }]]));
    return draft;
  };

  it('is known already where every one is, with the same absence and last day', () => {
    const known = [away('p.taylor'), away('c.ahmed')];
    const journey = aJourney({ away: known.map(stored) });
    expect(isAwayAlready(journey, known)).toBe(true);
    expect(isAwayAlready(journey, [away('p.taylor')])).toBe(false);
    expect(isAwayAlready(journey, [away('p.taylor'), away('c.ahmed', { until: '2027-01-29' })])).toBe(false);
    expect(isAwayAlready(journey, [away('p.taylor'), away('c.ahmed', { absence: 'another' })])).toBe(false);
    expect(isAwayAlready(journey, [away('p.taylor'), away('d.evans')])).toBe(false);
    expect(isAwayAlready(aJourney(), [])).toBe(true);
  });

  it('has the deputy, or the desk of the prison, asked in their place, with a message', () => {
    const draft = recorded([away('p.taylor'), away('c.ahmed')]);
    expect(draft.step(POMS.key)?.waitsFor).toBe('role:OMU@MDI');
    expect(draft.step(COMS.key)?.waitsFor).toBe('officer:d.evans');
    expect(draft.notices).toEqual([
      { kind: 'standing-in', to: 'role:OMU@MDI' },
      { kind: 'standing-in', to: 'officer:d.evans' },
    ]);
    expect(draft.facts.map(({ type, data, by }) => [type, data, by])).toEqual([
      [
        'officer-away',
        { officer: 'p.taylor', until: '2027-01-22', asked: 'role:OMU@MDI', handedOver: 1 },
        OFFICER,
      ],
      [
        'officer-away',
        { officer: 'c.ahmed', until: '2027-01-22', asked: 'officer:d.evans', handedOver: 1 },
        OFFICER,
      ],
    ]);
    expect(draft.journey.away).toEqual([away('p.taylor'), away('c.ahmed')].map(stored));
  });

  it('is told apart from one who is away until another day', () => {
    const before = { away: [stored(away('c.ahmed'))] };
    const longer = recorded([away('c.ahmed', { until: '2027-01-29' })], before);
    expect(longer.facts.map(({ type, data }) => [type, data])).toEqual([
      ['officer-absence-changed', { officer: 'c.ahmed', until: '2027-01-29' }],
    ]);
    expect(recorded([away('c.ahmed')], before).facts).toEqual([]);
  });

  it('gets their steps back, and the fact says who ended the absence', () => {
    const before = { away: [stored(away('c.ahmed')), stored(away('p.taylor'))] };
    const steps = [
      aStep('licence-conditions', { waitsFor: 'officer:d.evans' }),
      aStep('housing-plan', { waitsFor: 'role:OMU@MDI' }),
    ];
    const draft = recorded([], before, steps);
    expect(draft.step('1.licence-conditions')?.waitsFor).toBe('officer:c.ahmed');
    expect(draft.facts.map(({ type, data, by }) => [type, data, by])).toEqual([
      [
        'officer-back',
        { officer: 'c.ahmed', asked: 'officer:d.evans', handedBack: 1 },
        { kind: 'officer', id: 'h.parr' },
      ],
      ['officer-back', { officer: 'p.taylor', asked: 'role:OMU@MDI', handedBack: 1 }, SYSTEM],
    ]);
  });

  it('is no news once they are not an officer of the person any more', () => {
    expect(recorded([], { away: [stored(away('x.other'))] }).facts).toEqual([]);
  });

  it('has a stand-in, who for a child is the youth offending team', () => {
    const officers = { pom: 'p.taylor', com: 'c.ahmed' };
    const journey = aJourney({ officers, away: [stored(away('c.ahmed'))] });
    expect(standIns(journey, TODAY, THE_LAW)).toEqual([
      { officer: 'c.ahmed', until: '2027-01-22', asked: 'role:PDU@N54' },
    ]);
    expect(standIns({ ...journey, dateOfBirth: '2010-05-17' }, TODAY, THE_LAW)).toMatchObject([
      { asked: 'role:YOT@N54' },
    ]);
    expect(standIns(aJourney(), TODAY, THE_LAW)).toEqual([]);
  });
});

describe('a transfer to another prison', () => {
  it('knows the prisons and the regions of the reference data', () => {
    expect([isKnownPrison('MDI'), isKnownPrison('mdi'), isKnownRegion('N54'), isKnownRegion('N99')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(knownPrisons()).toContain('MDI');
  });

  const transferred = (
    given: Parameters<typeof transferPerson>[1],
    steps: readonly Step[] = [],
    patch: Partial<Journey> = {},
    referrals: readonly Referral[] = [],
  ) => {
    const draft = aDraftWith(TODAY, { steps, referrals }, patch);
    return { draft, again: transferPerson(draft, given, steps) };
  };

  it('asks the desks there, and for a prison offender manager there', () => {
    const { draft, again } = transferred({ prison: 'LEI' }, [
      aStep('housing-plan'),
      aStep('release-day-decision', { waitsFor: 'role:GOVERNOR@MDI' }),
    ]);
    expect(draft.journey).toMatchObject({ prison: 'LEI', transferredAt: `${TODAY}T09:00:00.000Z` });
    expect(draft.journey.officers).toEqual({ com: 'c.ahmed', deputy: 'd.evans' });
    expect(draft.step('1.allocate-officers')).toMatchObject({ state: 'OPEN', waitsFor: 'role:OMU@LEI' });
    expect(draft.step('1.release-day-decision')?.waitsFor).toBe('role:GOVERNOR@LEI');
    expect(draft.step('1.housing-plan')?.waitsFor).toBe('officer:d.evans');
    expect(draft.facts[0]).toMatchObject({ type: 'transferred', data: { from: 'MDI', to: 'LEI' } });
    expect(draft.facts[0]?.data).not.toHaveProperty('toRegion');
    expect(again).toBe(false);
  });

  it('asks for officers again though they had been named', () => {
    const named = aStep('allocate-officers', { state: 'DONE', outcome: 'ALLOCATED' });
    expect(transferred({ prison: 'LEI' }, [named]).draft.step(named.key)?.state).toBe('OPEN');
  });

  it('asks for none where none was named, or the prison is the same', () => {
    const kinds = (...[given, steps, patch]: Parameters<typeof transferred>) =>
      transferred(given, steps, patch).draft.journey.open.map(({ kind }) => kind);
    expect(kinds({ prison: 'LEI' }, [], { officers: { com: 'c.ahmed' } })).toEqual([]);
    expect(kinds({ prison: 'MDI', region: 'N07' })).toEqual([]);
    expect(transferred({ prison: 'MDI', region: 'N07' }).draft.journey.officers.pom).toBe('p.taylor');
  });

  it('keeps when it happened, and the region where that changes too', () => {
    const { draft } = transferred({ prison: 'LEI', region: 'N07', at: '2027-01-14T10:00:00.000Z' });
    expect(draft.journey).toMatchObject({ region: 'N07', transferredAt: '2027-01-14T10:00:00.000Z' });
    expect(draft.facts[0]?.data).toMatchObject({ fromRegion: 'N54', toRegion: 'N07' });
  });

  it('into Wales withdraws the duty to refer, which is English, and nothing else', () => {
    const crs = aReferral({ id: 'r2', service: 'CRS', subject: 'CRS-1', agencyId: 'shelter' });
    const { draft, again } = transferred({ prison: 'CFI' }, [], {}, [aReferral(), crs]);
    expect(draft.referral('r1').withdrawn).toMatchObject({ reason: 'INCORRECT_LOCAL_AUTHORITY' });
    expect(draft.referral('r2')).not.toHaveProperty('withdrawn');
    expect(again).toBe(true);
  });

  it('into Wales asks for an application there once the English window had opened', () => {
    const window = aStep('dtr-window', { state: 'DONE', outcome: 'OPENED' });
    expect(transferred({ prison: 'CFI' }, [window]).draft.journey.open.map(({ kind }) => kind)).toContain(
      'welsh-application',
    );
    for (const other of [
      { ...window, state: 'CLOSED' as const },
      { ...window, cycle: 2 },
    ])
      expect(
        transferred({ prison: 'CFI' }, [other]).draft.journey.open.map(({ kind }) => kind),
      ).not.toContain('welsh-application');
  });

  it('into the other country answers what is not asked there, and asks again what was not needed here', () => {
    const steps = [
      aStep('housing-consent'),
      aStep('contact-agreement', { state: 'DONE', outcome: 'NOT_NEEDED' }),
      aStep('licence-approval', { state: 'DONE', outcome: 'NOT_NEEDED' }),
      aStep('crs-decision', { state: 'DONE', outcome: 'REFER' }),
    ];
    const { draft } = transferred({ prison: 'CFI' }, steps);
    expect(draft.step('1.housing-consent')?.outcome).toBe('NOT_NEEDED');
    expect(draft.step('1.contact-agreement')?.state).toBe('CLOSED');
    expect(draft.step('1.licence-approval')?.state).toBe('DONE');
    expect(draft.step('1.crs-decision')?.state).toBe('DONE');
  });

  it('back to England withdraws nothing', () => {
    const { draft, again } = transferred({ prison: 'LEI' }, [], { prison: 'CFI' }, [aReferral()]);
    expect(draft.referral('r1')).not.toHaveProperty('withdrawn');
    expect(again).toBe(true);
  });
});

describe('details of a person that are recorded', () => {
  const KNOWN = {
    crn: 'X123456',
    pnc: '2004/0712343H',
    sex: 'FEMALE',
    tier: 'B1',
    dateOfBirth: '1990-05-17',
  } as const;
  const NEW = {
    crn: 'X654321',
    pnc: '2003/0712343H',
    sex: 'MALE',
    tier: 'A1',
    dateOfBirth: '1991-05-17',
  } as const;
  const recorded = (
    given: Parameters<typeof recordDetails>[1],
    patch: Partial<Journey> = KNOWN,
    steps: readonly Step[] = [],
  ) => {
    const draft = aDraftWith(TODAY, { steps }, patch);
    recordDetails(draft, given);
    return draft;
  };

  it.each([
    { name: 'crn', was: 'wasCrn' },
    { name: 'pnc', was: 'wasPnc' },
    { name: 'sex', was: 'wasSex' },
    { name: 'tier', was: 'wasTier' },
    { name: 'dateOfBirth', was: 'wasDateOfBirth' },
  ] as const)('change the $name, and the fact says what it was', ({ name, was }) => {
    const draft = recorded({ [name]: NEW[name], reason: 'A letter' });
    expect(draft.journey).toMatchObject({ ...KNOWN, [name]: NEW[name] });
    expect(draft.facts[0]?.data).toEqual({ [name]: NEW[name], [was]: KNOWN[name], reason: 'A letter' });
    expect(changedDetails(aJourney(KNOWN), { [name]: KNOWN[name] })).toEqual({});
    expect(changedDetails(aJourney(KNOWN), NEW)).toEqual(NEW);
  });

  it('change nothing where they are known', () => {
    expect(recorded({ ...KNOWN, reason: 'Again' }).changed).toBe(false);
  });

  it('touch the steps that depend on age', () => {
    expect(stepsByAge({ cycle: 2 })).toEqual(['2.comes-of-age', '2.adult-supervisor', '2.youth-supervisor']);
  });

  const CHILD = '2010-05-17';
  const ADULT = '1990-05-17';
  it.each<{ case: string; born: string; officers: Journey['officers']; asked: readonly string[] }>([
    {
      case: 'a child with a community officer',
      born: CHILD,
      officers: { com: 'c.ahmed' },
      asked: ['comes-of-age', 'youth-supervisor'],
    },
    {
      case: 'a child with a youth worker',
      born: CHILD,
      officers: { com: 'c.ahmed', yot: 'y.one' },
      asked: ['comes-of-age'],
    },
    { case: 'a child with nobody', born: CHILD, officers: {}, asked: ['comes-of-age'] },
    {
      case: 'an adult with a youth worker',
      born: ADULT,
      officers: { yot: 'y.one' },
      asked: ['adult-supervisor'],
    },
    { case: 'an adult with both', born: ADULT, officers: { com: 'c.ahmed', yot: 'y.one' }, asked: [] },
    { case: 'an adult with a community officer', born: ADULT, officers: { com: 'c.ahmed' }, asked: [] },
  ])('ask who supervises $case: $asked', ({ born, officers, asked }) => {
    const draft = recorded({ dateOfBirth: born }, { officers, dateOfBirth: '2000-01-01' });
    expect(draft.journey.open.map(({ kind }) => kind).toSorted()).toEqual([...asked].toSorted());
  });

  it('end what is asked about the other age, and leave what is asked already', () => {
    const child = recorded({ dateOfBirth: CHILD }, { officers: { com: 'c.ahmed' } }, [
      aStep('adult-supervisor'),
      aStep('youth-supervisor', { openedOn: '2027-01-10' }),
    ]);
    expect(child.step('1.adult-supervisor')).toMatchObject({ state: 'CLOSED', outcome: 'CORRECTED' });
    expect(child.step('1.youth-supervisor')).toMatchObject({ state: 'OPEN', openedOn: '2027-01-10' });
  });

  it('ask again who had been named before the correction', () => {
    const named = aStep('youth-supervisor', { state: 'DONE', outcome: 'NAMED' });
    const draft = recorded({ dateOfBirth: CHILD }, { officers: { com: 'c.ahmed' } }, [named]);
    expect(draft.step(named.key)?.state).toBe('OPEN');
  });

  it('put each step on the list of the desk for that age', () => {
    const step = aStep('licence-conditions', { waitsFor: 'role:PDU@N54' });
    const draft = recorded({ dateOfBirth: CHILD }, { officers: {} }, [step]);
    expect(draft.step(step.key)?.waitsFor).toBe('role:YOT@N54');
    const other = recorded({ sex: 'MALE' }, { officers: {} }, [step]);
    expect(other.step(step.key)).toBe(step);
    expect(factsOf(other)).toEqual(['details-recorded']);
  });
});
