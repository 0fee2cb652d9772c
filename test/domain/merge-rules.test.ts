import { describe, expect, it } from '@jest/globals';
import { closeMerged, moveReferrals, rowsTouchedByMerge } from '../../domain/journey/merge.ts';
import { takeDetails } from '../../domain/journey/merge-details.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Step } from '../../domain/journey/step.ts';
import { MOST_AUTHORITIES, type Place } from '../../domain/pathways/accommodation/data.ts';
import type { Consent } from '../../domain/record/consent.ts';
import type { Referral } from '../../domain/record/referral.ts';
import { aDraftWith, aJourney, aReferral, aStep, factsOf } from '../support/drafts.ts';
import { OFFICER, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';
const MERGED = 'Two records of the person were merged.';

describe('merging touches', () => {
  it('every open row, and the referrals that stand', () => {
    const summary = { subject: 'DTR-1', agencyId: 'eastmoor' };
    const journey = aJourney({
      open: [{ key: '1.debts', kind: 'debts', escalation: 0 }],
      referrals: [
        { ...summary, id: 'r1', live: false },
        { ...summary, id: 'r2', live: true },
      ],
    });
    expect(rowsTouchedByMerge(journey)).toEqual({
      steps: ['1.debts', '1.hold-review', '1.dates-after-hold'],
      referrals: ['r2'],
    });
  });
});

describe('the referrals of a record that is merged into another', () => {
  const moved = (
    referral: Referral,
    {
      from: was = {},
      to: now = {},
      known = [],
    }: {
      from?: Partial<Journey>;
      to?: Partial<Journey>;
      known?: readonly Referral[];
    } = {},
  ) => {
    const from = aDraftWith(TODAY, { referrals: [referral] }, was);
    const to = aDraftWith(TODAY, { referrals: known }, { id: 'journey-2', cycle: 3, ...now });
    return { from, to, result: moveReferrals(from, to) };
  };

  it('move to the surviving record under a name that is free there, with its release date', () => {
    const { from, to, result } = moved(aReferral({ sequence: 6 }), {
      to: { releaseDateInForce: '2027-05-04', housing: { authorities: ['westmoor'] } },
    });
    expect(result).toEqual({ moved: [{ was: 'DTR-1', subject: 'DTR-2' }], ended: 0 });
    expect(from.referral('r1').movedTo).toBe('journey-2');
    expect(to.referral('r1')).toMatchObject({
      id: 'r1',
      journeyId: 'journey-2',
      cycle: 3,
      subject: 'DTR-2',
      agencyId: 'eastmoor-council',
      releaseDate: '2027-05-04',
      sequence: 7,
    });
    expect(to.journey.housing).toMatchObject({
      authorities: ['westmoor', 'eastmoor-council'],
      dutyToReferOn: TODAY,
    });
    expect(to.deliveries[0]).toMatchObject({ type: 'through-the-gate.referral.updated' });
    expect(to.deliveries[0]?.body).toContain('"changed":["releaseDate"]');
  });

  it('have no release date where the surviving record has none', () => {
    const { release: _none, releaseDateInForce: _no, ...bare } = aJourney({ id: 'journey-2' });
    const from = aDraftWith(TODAY, { referrals: [aReferral()] });
    const to = aDraftWith(TODAY, {}, bare);
    to.forget('releaseDateInForce');
    moveReferrals(from, to);
    expect(to.referral('r1')).not.toHaveProperty('releaseDate');
  });

  const SERVICES = { service: 'CRS', subject: 'CRS-1', agencyId: 'shelter' } as const;

  it('to services take the first number that is free', () => {
    const known = [aReferral({ ...SERVICES, id: 'r9', agencyId: 'other' })];
    const { to, result } = moved(aReferral(SERVICES), {
      known,
      from: { housing: { authorities: [], crsReferredOn: '2026-12-01' } },
    });
    expect(result.moved).toEqual([{ was: 'CRS-1', subject: 'CRS-2' }]);
    expect(to.journey.housing).toMatchObject({ authorities: [], crsReferredOn: '2026-12-01' });
    expect(to.journey.housing).not.toHaveProperty('dutyToReferOn');
  });

  it('keep the earlier day on which one was first made, of the surviving record first', () => {
    const { to } = moved(aReferral(SERVICES), {
      from: { housing: { authorities: [], crsReferredOn: '2026-12-01' } },
      to: { housing: { authorities: [], crsReferredOn: '2027-01-02' } },
    });
    expect(to.journey.housing.crsReferredOn).toBe('2027-01-02');
    expect(moved(aReferral(SERVICES)).to.journey.housing.crsReferredOn).toBe(TODAY);
    const dtr = moved(aReferral(), { from: { housing: { authorities: [], dutyToReferOn: '2026-12-05' } } });
    expect(dtr.to.journey.housing.dutyToReferOn).toBe('2026-12-05');
  });

  it('bring the outcome that the council gave', () => {
    const answer = { answer: 'ACCEPTED', at: RECORDED_AT, by: OFFICER } as const;
    const outcome = (referral: Referral) => moved(referral).to.journey.housing.dutyToReferOutcome;
    expect(outcome(aReferral({ answer: { ...answer, code: 'PRIORITY_NEED' } }))).toBe('PRIORITY_NEED');
    expect(outcome(aReferral({ answer }))).toBe('ACCEPTED');
    expect(outcome(aReferral({ answer: { ...answer, answer: 'MORE_INFORMATION' } }))).toBeUndefined();
  });

  it.each<{
    case: string;
    to?: Partial<Journey>;
    known?: readonly Referral[];
    reason: string;
    text?: string;
  }>([
    {
      case: 'the surviving record has the same',
      known: [aReferral({ id: 'r9' })],
      reason: 'OTHER',
      text: MERGED,
    },
    {
      case: 'its list of authorities is full',
      to: { housing: { authorities: Array.from({ length: MOST_AUTHORITIES }, (_, n) => `council-${n}`) } },
      reason: 'OTHER',
      text: MERGED,
    },
    {
      case: 'the person does not agree to it there',
      to: { consents: [{ purpose: 'DTR', answer: 'REFUSED' }] },
      reason: 'NO_CONSENT',
    },
  ])('end where $case', ({ to, known, reason, text }) => {
    const { from, result } = moved(aReferral(), { ...(to && { to }), ...(known && { known }) });
    expect(result).toEqual({ moved: [], ended: 1 });
    expect(from.referral('r1').withdrawn).toMatchObject({ reason, ...(text !== undefined && { text }) });
  });

  it.each([
    { case: 'another service of the same agency', other: { service: 'CRS', subject: 'CRS-1' } as const },
    { case: 'the same service of another agency', other: { agencyId: 'westmoor' } },
  ])('stand beside $case', ({ other }) => {
    expect(moved(aReferral(), { known: [aReferral({ id: 'r9', ...other })] }).result.ended).toBe(0);
  });

  it('bring the agreement to the duty to refer, where the surviving record has no answer', () => {
    const contact = { by: 'PHONE', at: '07700 900 456', agreedOn: '2027-01-04' } as const;
    const was = { housing: { authorities: [], consent: 'GIVEN' as const, contact } };
    const { to } = moved(aReferral(), { from: was });
    expect(to.journey.housing).toMatchObject({ consent: 'GIVEN', contact });
    expect(to.journey.consents).toEqual([{ purpose: 'DTR', answer: 'GIVEN' }]);
    const refused = { housing: { authorities: [], consent: 'REFUSED' as const } };
    expect(moved(aReferral(), { from: was, to: refused }).to.journey.housing).not.toHaveProperty('contact');
    expect(moved(aReferral()).to.journey).not.toHaveProperty('consents');
  });

  it('bring no answer that the surviving record has, nor one about another purpose', () => {
    const own: Consent = { purpose: 'DTR', answer: 'REFUSED', agencyId: 'eastmoor-council' };
    const consents: readonly Consent[] = [
      { purpose: 'DTR', answer: 'GIVEN' },
      { purpose: 'DTR', answer: 'GIVEN', agencyId: 'eastmoor-council' },
      { purpose: 'CRS', answer: 'GIVEN' },
    ];
    const { to } = moved(aReferral(), {
      from: { housing: { authorities: [], consent: 'GIVEN' }, consents },
      to: { consents: [own] },
    });
    expect(to.journey.consents).toEqual([own, { purpose: 'DTR', answer: 'GIVEN' }]);
    expect(to.journey.housing).not.toHaveProperty('contact');
  });
});

describe('the record that is merged into another', () => {
  it('is closed, with nothing asked any more, and keeps its timeline', () => {
    const steps = [aStep('debts'), aStep('cas3-decision', { state: 'SCHEDULED' })];
    const draft = aDraftWith(
      TODAY,
      { steps },
      {
        hold: {
          reason: 'COURT',
          since: TODAY,
          stopsClocks: false,
          recordedAt: RECORDED_AT,
          recordedBy: OFFICER,
        },
        executions: [{ machine: 'reception', name: 'e-1', attempt: 1, startedAt: RECORDED_AT }],
      },
    );
    const into = { prisonNumber: 'B5678CD', journeyId: 'journey-2', on: TODAY };
    closeMerged(draft, into, 'One person');
    expect(draft.journey).toMatchObject({
      phase: 'closed',
      mergedInto: into,
      proposals: [],
      executions: [],
      closed: { on: TODAY, housed: false, benefits: false, unanswered: ['1.debts'], because: 'MERGE' },
    });
    expect(Object.hasOwn(draft.journey, 'hold')).toBe(false);
    expect(steps.map(({ key }) => draft.step(key)?.outcome)).toEqual(['RECORDS_MERGED', 'RECORDS_MERGED']);
    expect(draft.facts.map(({ type, data }) => [type, data])).toEqual([
      ['merged-into', { number: 'B5678CD', journey: 'journey-2', reason: 'One person' }],
      ['journey-closed', { because: 'MERGE', unanswered: ['1.debts'] }],
    ]);
    expect(draft.effects).toMatchObject([{ cause: 'the record is merged into another' }]);
  });
});

describe('the surviving record', () => {
  const taken = (from: Partial<Journey>, to: Partial<Journey> = {}, steps: readonly Step[] = []) => {
    const draft = aDraftWith(TODAY, { steps }, to);
    takeDetails(aJourney(from), draft);
    return draft;
  };
  const KNOWN = { crn: 'X123456', pnc: '2004/0712343H', sex: 'FEMALE', tier: 'B1' } as const;

  it.each(Object.entries(KNOWN))('takes the %s that only the other one has', (name, value) => {
    const draft = taken({ [name]: value });
    expect(draft.journey).toMatchObject({ [name]: value });
    expect(draft.facts[0]?.data).toMatchObject({ [name]: value, reason: MERGED });
  });

  it('keeps its own numbers and characteristics', () => {
    const own = { crn: 'X999999', pnc: '2003/0712343H', sex: 'MALE', tier: 'A1' } as const;
    expect(taken(KNOWN, own).changed).toBe(false);
  });

  const home: Place = { kind: 'SETTLED', postcode: 'LS1 4AP', recordedAt: RECORDED_AT };
  const bed: Place = { kind: 'CAS3', from: '2027-03-09', nights: 84, recordedAt: RECORDED_AT };
  const with_ = (...places: readonly Place[]) => ({ housing: { authorities: [], places } });

  it('takes a home, which ends the search for one', () => {
    const draft = taken(with_(home), {}, [aStep('next-address'), aStep('debts')]);
    expect(draft.journey.housing.places).toEqual([home]);
    expect(draft.journey.pathways['accommodation']).toBe('DONE');
    expect(draft.step('1.next-address')).toMatchObject({ state: 'DONE', outcome: 'NOT_NEEDED' });
    expect(draft.step('1.debts')?.state).toBe('OPEN');
    expect(draft.facts[0]).toMatchObject({ type: 'address-recorded', data: { kind: 'SETTLED' } });
    expect(draft.facts[0]?.data['from']).toBeUndefined();
  });

  it('takes a bed, which does not', () => {
    const draft = taken(with_(bed), {}, [aStep('next-address')]);
    expect(draft.journey.pathways['accommodation']).toBe('IN_PROGRESS');
    expect(draft.step('1.next-address')?.state).toBe('OPEN');
    expect(draft.facts[0]?.data).toMatchObject({ kind: 'CAS3', from: '2027-03-09', lastNight: '2027-05-31' });
  });

  it('takes no place twice, and keeps its own after those it takes', () => {
    expect(taken(with_(home), with_({ ...home, recordedAt: '2027-01-10T09:00:00.000Z' })).changed).toBe(
      false,
    );
    const kinds = taken(with_(home), with_(bed)).journey.housing.places?.map(({ kind }) => kind);
    expect(kinds).toEqual(['SETTLED', 'CAS3']);
  });

  it.each([{ postcode: 'LS2 7EW' }, { from: '2027-04-01' }, { until: '2027-04-01' }, { nights: 3 }])(
    'takes a place that differs in %j',
    (part) => {
      expect(taken(with_({ ...home, ...part }), with_(home)).journey.housing.places).toHaveLength(2);
    },
  );

  const held = (reason: 'HOSPITAL' | 'IMMIGRATION_DETENTION') => ({
    hold: {
      reason,
      since: '2027-01-11',
      note: 'A ward',
      stopsClocks: true,
      recordedAt: RECORDED_AT,
      recordedBy: OFFICER,
    },
  });

  it('is on hold where the other one is, and could be', () => {
    const draft = taken(held('HOSPITAL'));
    expect(draft.journey.hold).toMatchObject({ reason: 'HOSPITAL', since: '2027-01-11', note: 'A ward' });
    expect(factsOf(draft)[0]).toBe('held');
    expect(taken(held('IMMIGRATION_DETENTION')).changed).toBe(false);
    expect(taken(held('HOSPITAL'), held('IMMIGRATION_DETENTION')).changed).toBe(false);
  });
});
