import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import {
  dateOutOfOrder,
  earliestReleaseAccepted,
  tooYoungToBeSentenced,
  wrongSentenceDate,
} from '../../domain/pathways/licence-and-release-date/date-order.ts';
import {
  FIRST_APPOINTMENTS,
  TAGS,
  type Licence,
} from '../../domain/pathways/licence-and-release-date/data.ts';
import { FIRST_APPOINTMENT_STEPS } from '../../domain/pathways/licence-and-release-date/first-appointment.ts';
import {
  HARD_STOP_STEPS,
  withoutLicence,
} from '../../domain/pathways/licence-and-release-date/hard-stop-steps.ts';
import {
  curfewLacksAddress,
  firstAppointmentOn,
  hasLicence,
  isApproved,
  lateAllocationOn,
  licenceHardStopOn,
  licenceStartsOn,
  setLicence,
  tagFittingOn,
} from '../../domain/pathways/licence-and-release-date/licence.ts';
import { LICENCE_STEPS } from '../../domain/pathways/licence-and-release-date/licence-steps.ts';
import {
  LICENCE_AND_RELEASE_DATE,
  sayLicence,
} from '../../domain/pathways/licence-and-release-date/pathway.ts';
import { TAG_AND_ALLOCATION_STEPS } from '../../domain/pathways/licence-and-release-date/tag-and-allocation.ts';
import {
  curfewWithoutAddress,
  faultsOfVariation,
  isOnLicence,
  isTag,
  licenceOfReleaseToCome,
  variedLicence,
  versionsOf,
} from '../../domain/pathways/licence-and-release-date/variation.ts';
import { CONDITIONS, type GivenVariation } from '../../domain/record/licence-variation.ts';
import { answered, faultsOf, forbidden, settledAs } from '../support/answers.ts';
import { aDraftWith, aJourney, aStep, NO_HOLIDAYS } from '../support/drafts.ts';
import { lawWith, THE_LAW } from '../support/law.ts';
import { dateOf, OFFICER, recallOf, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';
const OUT = { releasedOn: '2027-03-09', phase: 'community' } as const;
/** An automatic release date and no end of a licence: the sentence ends without one. */
const NO_LICENCE = { dates: [dateOf('ARD', '2027-03-09')] };
const HOME = {
  housing: { authorities: [], places: [{ kind: 'SETTLED' as const, recordedAt: RECORDED_AT }] },
};
const licensed = (licence: Licence): Partial<Journey> => ({ licence });

describe('the licence', () => {
  it.each([
    { types: [], has: true },
    { types: ['ARD'], has: false },
    { types: ['ARD', 'CRD'], has: true },
    { types: ['ARD', 'SLED'], has: true },
    { types: ['ARD', 'LED'], has: true },
    { types: ['CRD'], has: true },
  ] as const)('is there for the dates $types: $has', ({ types, has }) => {
    const dates = types.map((type) => dateOf(type, '2027-03-09'));
    expect(hasLicence({ dates })).toBe(has);
    expect(withoutLicence(aJourney({ dates }))).toBe(has ? undefined : 'NOT_NEEDED');
    expect(HARD_STOP_STEPS['licence-hard-stop'].settledBy).toBe(withoutLicence);
  });

  it('starts on the date in force, and after a recall whatever the spent conditional date was', () => {
    const starts = (patch: Partial<Journey>) => licenceStartsOn(aJourney(patch), NO_HOLIDAYS);
    // Confirmed after the conditional date: the last working day on or before that date.
    const spent = { dates: [dateOf('CRD', '2027-03-07')] };
    expect(starts({})).toBe('2027-03-09');
    expect(starts(spent)).toBe('2027-03-05');
    expect(starts({ ...spent, recall: recallOf() })).toBe('2027-03-09');
    expect(starts({ ...spent, sentence: { startDate: '2026-06-01', releaseKind: 'RECALL' } })).toBe(
      '2027-03-09',
    );
  });

  it('can no longer be changed two working days before it starts, unless the time was served', () => {
    const law = lawWith({ licenceHardStopWorkingDays: 2 });
    expect(licenceHardStopOn(aJourney(), NO_HOLIDAYS, law)).toBe('2027-03-05');
    const served = { sentence: { startDate: '2027-03-09', releaseKind: 'DETERMINATE' as const } };
    expect(licenceHardStopOn(aJourney(served), NO_HOLIDAYS, law)).toBeUndefined();
    expect(
      licenceHardStopOn(
        aJourney({ sentence: { ...served.sentence, startDate: '2027-03-08' } }),
        NO_HOLIDAYS,
        law,
      ),
    ).toBe('2027-03-05');
  });

  it('has nobody in the community named late five working days before release, Fridays not counted', () => {
    const law = lawWith({ comAllocationWorkingDays: 5 });
    // Back from Tuesday 9 March: 8, 4, 3, 2, 1.
    expect(lateAllocationOn(aJourney(), NO_HOLIDAYS, law)).toBe('2027-03-01');
    expect(lateAllocationOn({}, NO_HOLIDAYS, law)).toBeUndefined();
  });

  it.each<{ case: string; licence: Licence; patch?: Partial<Journey>; status: string }>([
    {
      case: 'signed, and the date settled',
      licence: { draftedOn: TODAY, signedOn: TODAY },
      patch: { confirmedRevision: 1 },
      status: 'DONE',
    },
    {
      case: 'in force without a signature',
      licence: { draftedOn: TODAY, notSigned: true },
      patch: { confirmedRevision: 1 },
      status: 'DONE',
    },
    {
      case: 'signed, and the date open',
      licence: { draftedOn: TODAY, signedOn: TODAY },
      status: 'IN_PROGRESS',
    },
    {
      case: 'not signed',
      licence: { draftedOn: TODAY },
      patch: { confirmedRevision: 1 },
      status: 'IN_PROGRESS',
    },
    {
      case: 'not drafted',
      licence: { signedOn: TODAY },
      patch: { confirmedRevision: 1 },
      status: 'NOT_STARTED',
    },
    {
      case: 'not needed',
      licence: { draftedOn: TODAY },
      patch: { confirmedRevision: 1, ...NO_LICENCE },
      status: 'DONE',
    },
  ])('has a status: $case, $status', ({ licence, patch, status }) => {
    const draft = aDraftWith(TODAY, {}, { licence: { activeId: '7' }, ...patch });
    setLicence(draft, licence);
    expect(draft.journey.licence).toEqual({ activeId: '7', ...licence });
    expect(draft.journey.pathways['licence-and-release-date']).toBe(status);
  });

  it.each<{ licence: Licence; said: string }>([
    { licence: {}, said: 'No licence is drafted.' },
    { licence: { draftedOn: TODAY }, said: 'The licence is drafted and not approved yet.' },
    { licence: { draftedOn: TODAY, approvedOn: TODAY }, said: 'The licence is approved.' },
    {
      licence: { approvedOn: TODAY, standardOnly: true },
      said: 'The licence is approved, with the standard conditions only.',
    },
    {
      licence: { approvedOn: TODAY, explainedOn: TODAY },
      said: 'The licence is explained and not signed yet.',
    },
    { licence: { explainedOn: TODAY, notSigned: true }, said: 'The licence is in force and was not signed.' },
    { licence: { explainedOn: TODAY, signedOn: TODAY }, said: 'Licence signed on Friday 15 January 2027.' },
  ])('is said to be: $said', ({ licence, said }) => {
    expect(sayLicence(licence)).toBe(said);
    const { release: _r, releasedOn: _o, ...record } = aJourney({ licence });
    const ready = { ...record, today: TODAY, releaseDate: '2027-03-09', releaseDateConfirmed: false };
    expect(LICENCE_AND_RELEASE_DATE.readiness(ready)).toEqual(['Not confirmed: Tuesday 9 March 2027.', said]);
    expect(
      LICENCE_AND_RELEASE_DATE.readiness({ ...ready, ...NO_LICENCE, releaseDateConfirmed: true }),
    ).toEqual(['Confirmed: Tuesday 9 March 2027.', 'Released without a licence.']);
    const { releaseDate: _none, ...unknown } = ready;
    expect(LICENCE_AND_RELEASE_DATE.readiness(unknown)).toEqual(['No release date is known.']);
  });

  it('keeps the conditions of its draft, by the policy on the day of release', () => {
    const details = { curfew: true, alcohol: true, restrictionZone: true };
    const draft = answered('licence-conditions', 'DRAFTED', {
      details,
      licence: { tags: ['LOCATION'], tagFittingOn: '2027-03-10' },
    });
    const { licencePolicyVersion } = THE_LAW.onRelease('2027-03-09');
    expect(draft.journey.licence).toEqual({
      tags: ['CURFEW', 'ALCOHOL'],
      restrictionZone: true,
      tagFittingOn: '2027-03-10',
      policyVersion: licencePolicyVersion,
      draftedOn: TODAY,
    });
    expect(draft.journey.open.map(({ kind }) => kind)).toEqual(['licence-approval', 'electronic-tag']);
    const plain = answered('licence-conditions', 'DRAFTED', { licence: draft.journey.licence ?? {} });
    expect(plain.journey.licence).toMatchObject({ tags: [] });
    expect(plain.journey.licence).not.toHaveProperty('restrictionZone');
    expect(plain.journey.licence).not.toHaveProperty('tagFittingOn');
    expect(plain.journey.open.map(({ kind }) => kind)).toEqual(['licence-approval']);
  });

  it('is drafted again when it is sent back, and made by the prison when nobody approved it', () => {
    const drafted = aStep('licence-conditions', { state: 'DONE', outcome: 'DRAFTED' });
    const back = answered('licence-approval', 'SENT_BACK', {
      details: { reason: 'Too strict' },
      others: [drafted],
    });
    expect(back.step(drafted.key)?.state).toBe('OPEN');
    const made = answered('prison-licence', 'MADE', {
      others: [aStep('licence-approval'), aStep('licence-not-approved')],
    });
    expect(made.journey.licence).toMatchObject({
      draftedOn: TODAY,
      approvedOn: TODAY,
      standardOnly: true,
      tags: [],
    });
    expect(made.journey.open.map(({ kind }) => kind)).toEqual(['licence-explained']);
    expect(LICENCE_STEPS['licence-approval'].outcomes.APPROVED.ends).toEqual(['licence-not-approved']);
  });

  it.each([
    { kind: 'licence-hard-stop-warning', opens: 'licence-not-approved' },
    { kind: 'licence-hard-stop', opens: 'prison-licence' },
  ] as const)('that is not approved by its day asks: $kind, $opens', ({ kind, opens }) => {
    const opened = (patch: Partial<Journey>) =>
      answered(kind, 'OPENED', patch).journey.open.map((each) => each.kind);
    expect(opened({})).toEqual([opens]);
    expect(opened(licensed({ approvedOn: TODAY }))).toEqual([]);
    expect(opened(NO_LICENCE)).toEqual([]);
    expect(settledAs(opens, licensed({ approvedOn: TODAY }))).toBe('NOT_NEEDED');
    expect(settledAs(opens)).toBeUndefined();
    expect(isApproved({ licence: { approvedOn: TODAY } })).toBe(true);
    expect(isApproved({})).toBe(false);
  });
});

describe('the first appointment', () => {
  it.each([
    {
      outcome: 'ON_RELEASE',
      details: { at: '15:00', place: 'Office' },
      on: '2027-03-09',
      at: '15:00',
      type: 'ON_RELEASE',
    },
    {
      outcome: 'NEXT_WORKING_DAY',
      details: { place: 'Office' },
      on: '2027-03-10',
      at: '14:00',
      type: 'NEXT_WORKING_DAY',
    },
    {
      outcome: 'DATE_AND_TIME',
      details: { on: '2027-03-12', at: '09:30', place: 'Office' },
      on: '2027-03-12',
      at: '09:30',
      type: 'DATE_AND_TIME',
    },
  ] as const)('is $outcome on $on at $at', ({ outcome, details, on, at, type }) => {
    const law = lawWith({ firstAppointmentByHour: 14, firstAppointmentWorkingDays: 1 });
    const { journey } = answered('arrange-first-appointment', outcome, { details, law });
    expect(journey.appointments).toEqual([
      {
        id: 'first-1-1',
        revision: 1,
        on,
        at,
        place: 'Office',
        madeAt: `${TODAY}T09:00:00.000Z`,
        madeBy: OFFICER,
      },
    ]);
    expect(journey.licence?.firstAppointment).toEqual({ type, appointment: 'first-1-1', on });
    expect(FIRST_APPOINTMENTS).toContain(type);
  });

  it('is numbered after those of the same cycle', () => {
    const appointments = [
      {
        id: 'first-1-1',
        revision: 1,
        on: '2027-03-10',
        at: '14:00',
        place: 'x',
        madeAt: RECORDED_AT,
        madeBy: OFFICER,
      },
    ];
    const given = { details: { place: 'Office' }, appointments };
    expect(
      answered('arrange-first-appointment', 'NEXT_WORKING_DAY', given).journey.licence?.firstAppointment
        ?.appointment,
    ).toBe('first-1-2');
  });

  it.each([
    { outcome: 'NO_APPOINTMENT', type: 'NONE' },
    { outcome: 'APPOINTMENT_NOT_NEEDED', type: 'NOT_NEEDED' },
  ] as const)('may be none: $type', ({ outcome, type }) => {
    expect(answered('arrange-first-appointment', outcome).journey.licence?.firstAppointment).toEqual({
      type,
    });
  });

  it.each([
    { outcome: 'ON_RELEASE', details: {}, faults: ['at', 'place'] },
    { outcome: 'NEXT_WORKING_DAY', details: {}, faults: ['place'] },
    { outcome: 'DATE_AND_TIME', details: {}, faults: ['on', 'at', 'place'] },
    { outcome: 'DATE_AND_TIME', details: { on: TODAY, at: '10:00', place: 'x' }, faults: [] },
  ] as const)('has a day, a time and a place: $outcome $details', ({ outcome, details, faults }) => {
    expect(faultsOf('arrange-first-appointment', outcome, { details })).toEqual(faults);
  });

  it.each([
    { outcome: 'NEXT_WORKING_DAY', details: { at: '14:00' }, rule: undefined },
    { outcome: 'NEXT_WORKING_DAY', details: { at: '14:01' }, rule: 'first-appointment-too-late' },
    { outcome: 'NEXT_WORKING_DAY', details: {}, rule: undefined },
    { outcome: 'DATE_AND_TIME', details: { on: '2027-03-08' }, rule: 'first-appointment-before-release' },
    { outcome: 'DATE_AND_TIME', details: { on: '2027-03-09' }, rule: undefined },
  ] as const)(
    'is after release, and by 2pm on the next working day: $outcome $details, $rule',
    ({ outcome, details, rule }) => {
      expect(forbidden('arrange-first-appointment', outcome, { details })).toBe(rule);
    },
  );

  it.each(['ON_RELEASE', 'NEXT_WORKING_DAY', 'DATE_AND_TIME'] as const)(
    'has no day without a release date: %s',
    (outcome) => {
      const { forbiddenBy } = FIRST_APPOINTMENT_STEPS['arrange-first-appointment'].outcomes[outcome];
      const { releaseDateInForce: _none, ...journey } = aJourney();
      expect(
        forbiddenBy(journey, TODAY, undefined, { on: TODAY }, { law: THE_LAW, calendar: NO_HOLIDAYS })?.rule,
      ).toBe('no-release-date');
    },
  );

  it('that is arranged counts, and else the usual one', () => {
    const day = (patch: Partial<Journey>) =>
      firstAppointmentOn(aJourney(patch), NO_HOLIDAYS, lawWith({ firstAppointmentWorkingDays: 1 }));
    expect(day(licensed({ firstAppointment: { type: 'DATE_AND_TIME', on: '2027-03-15' } }))).toBe(
      '2027-03-15',
    );
    expect(day({})).toBe('2027-03-10');
    expect(day({ releasedOn: '2027-03-11' })).toBe('2027-03-12');
  });
});

describe('the electronic tag', () => {
  it.each<{ case: string; patch: Partial<Journey>; today?: string; lacks: boolean }>([
    { case: 'without a curfew', patch: licensed({ tags: ['LOCATION'] }), lacks: false },
    { case: 'with a curfew and nowhere to be at', patch: licensed({ tags: ['CURFEW'] }), lacks: true },
    { case: 'with a curfew and a home', patch: { ...licensed({ tags: ['CURFEW'] }), ...HOME }, lacks: false },
    {
      case: 'with a curfew and a home from a later day',
      patch: {
        ...licensed({ tags: ['CURFEW'], inForceFrom: '2027-03-20' }),
        ...OUT,
        housing: {
          authorities: [],
          places: [
            { ...HOME.housing.places[0], kind: 'SETTLED', recordedAt: RECORDED_AT, from: '2027-03-20' },
          ],
        },
      },
      today: '2027-03-15',
      lacks: false,
    },
  ])('$case is blocked by a missing address: $lacks', ({ patch, today = TODAY, lacks }) => {
    expect(curfewLacksAddress(aJourney(patch), today)).toBe(lacks);
    expect(forbidden('electronic-tag', 'ARRANGED', { ...patch, today })).toBe(
      lacks ? 'curfew-needs-address' : undefined,
    );
  });

  it.each<{ patch: Partial<Journey>; day: string }>([
    { patch: {}, day: '2027-03-09' },
    { patch: { releasedOn: '2027-03-11' }, day: '2027-03-11' },
    { patch: { releasedOn: '2027-03-11', licence: { inForceFrom: '2027-03-20' } }, day: '2027-03-20' },
    { patch: { licence: { inForceFrom: '2027-03-20', tagFittingOn: '2027-03-22' } }, day: '2027-03-22' },
  ])('is fitted on the first day on which it counts, or as agreed: $day', ({ patch, day }) => {
    expect(tagFittingOn(aJourney(patch))).toBe(day);
  });

  it.each([
    { details: { on: '2027-03-08' }, patch: {}, rule: 'fitting-before-release' },
    { details: { on: '2027-03-09' }, patch: {}, rule: undefined },
    { details: { on: '2027-03-10' }, patch: { releasedOn: '2027-03-11' }, rule: 'fitting-before-release' },
    {
      details: { on: '2027-03-19' },
      patch: { ...OUT, licence: { inForceFrom: '2027-03-20' } },
      rule: 'fitting-before-variation',
    },
    { details: {}, patch: {}, rule: undefined },
  ])('is fitted no earlier: $details $patch, $rule', ({ details, patch, rule }) => {
    expect(forbidden('electronic-tag', 'ARRANGED', { details, ...patch })).toBe(rule);
  });

  it('keeps the day that was agreed and the day on which it was fitted', () => {
    const agreed = (details: { on?: string }) =>
      answered('electronic-tag', 'ARRANGED', { details, licence: {} }).journey.licence;
    expect(agreed({ on: '2027-03-12' })).toEqual({ tagFittingOn: '2027-03-12' });
    expect(agreed({})).toEqual({});
    expect(answered('tag-fitted', 'FITTED').journey.licence).toEqual({ tagFittedOn: TODAY });
  });

  it('is taken out of a licence before release only', () => {
    expect(forbidden('electronic-tag', 'NO_LONGER_A_CONDITION')).toBeUndefined();
    expect(forbidden('electronic-tag', 'NO_LONGER_A_CONDITION', OUT)).toBe('tag-needs-variation');
    expect(
      answered('electronic-tag', 'NO_LONGER_A_CONDITION', licensed({ tags: ['CURFEW'] })).journey.licence
        ?.tags,
    ).toEqual([]);
    expect(TAGS).toEqual(['CURFEW', 'LOCATION', 'ALCOHOL']);
  });

  it('and nobody named in the community are found out on their days', () => {
    const opened = (officers: Journey['officers']) =>
      answered('late-allocation-day', 'OPENED', { officers }).journey.open.map(({ kind }) => kind);
    expect(opened({ pom: 'p.taylor' })).toEqual(['late-allocation']);
    expect(opened({ com: 'c.ahmed' })).toEqual([]);
    expect(settledAs('late-allocation', { officers: {} })).toBeUndefined();
    expect(settledAs('late-allocation')).toBe('NOT_NEEDED');
    expect(TAG_AND_ALLOCATION_STEPS['late-allocation'].alarm?.code).toBe('NO_COMMUNITY_OFFENDER_MANAGER');
  });
});

describe('a change of the licence after release', () => {
  const given = (patch: Partial<GivenVariation> = {}): GivenVariation => ({
    variation: 'ADD',
    condition: 'CURFEW',
    text: 'At home from 19:00',
    from: '2027-03-20',
    reason: 'Missed appointments',
    ...patch,
  });

  it.each<{ case: string; patch: Partial<Journey>; on: boolean }>([
    { case: 'out', patch: OUT, on: true },
    { case: 'in prison', patch: {}, on: false },
    { case: 'in the community without a release', patch: { phase: 'community' }, on: false },
    { case: 'released without a licence', patch: { ...OUT, ...NO_LICENCE }, on: false },
    {
      case: 'on remand',
      patch: { ...OUT, sentence: { startDate: '2026-06-01', releaseKind: 'REMAND' } },
      on: false,
    },
    { case: 'recalled', patch: { ...OUT, phase: 'recalled' }, on: false },
  ])('is for a person on licence: $case, $on', ({ patch, on }) => {
    expect(isOnLicence(aJourney(patch))).toBe(on);
  });

  it.each<{ case: string; change: Partial<GivenVariation>; licence?: Licence; fields: readonly string[] }>([
    { case: 'right', change: {}, fields: [] },
    {
      case: 'of a condition that is there',
      change: {},
      licence: { tags: ['CURFEW'] },
      fields: ['condition'],
    },
    { case: 'removing what is not there', change: { variation: 'REMOVE' }, fields: ['condition'] },
    {
      case: 'removing what is there, without words',
      change: { variation: 'REMOVE', text: '' },
      licence: { tags: ['CURFEW'] },
      fields: [],
    },
    {
      case: 'changing a zone that is there',
      change: { variation: 'CHANGE', condition: 'RESTRICTION_ZONE' },
      licence: { restrictionZone: true },
      fields: [],
    },
    {
      case: 'changing a zone that is not there',
      change: { variation: 'CHANGE', condition: 'RESTRICTION_ZONE' },
      fields: ['condition'],
    },
    {
      case: 'of another condition, which is not told apart',
      change: { variation: 'REMOVE', condition: 'OTHER' },
      fields: [],
    },
    { case: 'without words', change: { text: '  ' }, fields: ['text'] },
    { case: 'without a reason', change: { reason: ' ' }, fields: ['reason'] },
    { case: 'from a day that has passed', change: { from: '2027-03-14' }, fields: ['from'] },
    { case: 'from today', change: { from: '2027-03-15' }, fields: [] },
    {
      case: 'before the latest version',
      change: {},
      licence: { inForceFrom: '2027-03-21' },
      fields: ['from'],
    },
    {
      case: 'on the day of the latest version',
      change: {},
      licence: { inForceFrom: '2027-03-20' },
      fields: [],
    },
    { case: 'on the last day', change: { from: '2027-12-09' }, fields: [] },
    { case: 'after the licence has ended', change: { from: '2027-12-10' }, fields: ['from'] },
  ])('$case has the faults $fields', ({ change, licence, fields }) => {
    const faults = faultsOfVariation(aJourney(licence ? { licence } : {}), given(change), '2027-03-15');
    expect(faults.map(({ field }) => field)).toEqual(fields);
    expect(faults.filter(({ problem }) => !/^[A-Z].{7,}\.$/.test(problem))).toEqual([]);
  });

  it.each([
    { change: {}, home: false, rule: 'curfew-needs-address' },
    { change: {}, home: true, rule: undefined },
    { change: { variation: 'REMOVE' }, home: false, rule: undefined },
    { change: { condition: 'LOCATION' }, home: false, rule: undefined },
  ] as const)('to a curfew needs an address: $change $home, $rule', ({ change, home, rule }) => {
    expect(
      curfewWithoutAddress(aJourney({ ...OUT, ...(home && HOME) }), given(change), '2027-03-15')?.rule,
    ).toBe(rule);
  });

  const by = { proposedBy: 'p.taylor', approvedBy: 'h.parr' };
  const varied = (change: Partial<GivenVariation>, licence?: Licence) =>
    variedLicence(licence, given(change), by, { from: '2027-03-20', today: '2027-03-15', policyVersion: 4 });

  it('keeps the version before it, and what holds for all versions', () => {
    const first: Licence = {
      draftedOn: '2027-01-01',
      firstAppointment: { type: 'NONE' },
      activeId: '7',
      approvedOn: '2027-02-01',
      signedOn: '2027-03-08',
      tags: ['ALCOHOL'],
    };
    expect(varied({}, first)).toEqual({
      draftedOn: '2027-01-01',
      firstAppointment: { type: 'NONE' },
      activeId: '7',
      earlierVersions: [{ approvedOn: '2027-02-01', signedOn: '2027-03-08', tags: ['ALCOHOL'] }],
      policyVersion: 4,
      approvedOn: '2027-03-15',
      inForceFrom: '2027-03-20',
      tags: ['CURFEW', 'ALCOHOL'],
      variation: {
        variation: 'ADD',
        condition: 'CURFEW',
        reason: 'Missed appointments',
        text: 'At home from 19:00',
        ...by,
      },
    });
  });

  it.each<{
    change: Partial<GivenVariation>;
    before: Licence;
    after: Partial<Licence>;
    without?: keyof Licence;
  }>([
    {
      change: { variation: 'REMOVE' },
      before: { tags: ['CURFEW', 'ALCOHOL'] },
      after: { tags: ['ALCOHOL'] },
    },
    { change: { variation: 'CHANGE' }, before: { tags: ['CURFEW'] }, after: { tags: ['CURFEW'] } },
    {
      change: { condition: 'OTHER' },
      before: { tags: ['CURFEW'], tagFittedOn: '2027-03-10' },
      after: { tags: ['CURFEW'], tagFittedOn: '2027-03-10' },
    },
    {
      change: { condition: 'LOCATION' },
      before: { tags: ['CURFEW'], tagFittedOn: '2027-03-10' },
      after: { tags: ['CURFEW', 'LOCATION'] },
      without: 'tagFittedOn',
    },
    { change: { condition: 'RESTRICTION_ZONE' }, before: {}, after: { restrictionZone: true, tags: [] } },
    {
      change: { condition: 'RESTRICTION_ZONE', variation: 'REMOVE' },
      before: { restrictionZone: true },
      after: {},
      without: 'restrictionZone',
    },
    { change: {}, before: { restrictionZone: true }, after: { restrictionZone: true } },
  ])('$change.variation $change.condition makes of $before: $after', ({ change, before, after, without }) => {
    expect(varied(change, before)).toMatchObject(after);
    if (without !== undefined) expect(varied(change, before)).not.toHaveProperty(without);
  });

  it('numbers the versions, the newest first, and says which counts today', () => {
    const licence: Licence = {
      approvedOn: '2027-03-15',
      inForceFrom: '2027-03-20',
      earlierVersions: [
        { approvedOn: '2027-02-01' },
        { approvedOn: '2027-03-12', inForceFrom: '2027-03-12' },
      ],
    };
    const versions = (today: string) =>
      versionsOf({ licence, releasedOn: '2027-03-09' }, today).map(({ number, from, inForce }) => [
        number,
        from,
        inForce,
      ]);
    expect(versions('2027-03-19')).toEqual([
      [3, '2027-03-20', false],
      [2, '2027-03-12', true],
      [1, '2027-03-09', false],
    ]);
    expect(versions('2027-03-20')[0]).toEqual([3, '2027-03-20', true]);
    expect(versionsOf({ licence: {} }, TODAY)).toEqual([]);
    expect(versionsOf({ licence: { approvedOn: TODAY } }, TODAY)).toMatchObject([
      { number: 1, inForce: false },
    ]);
  });

  it('counts for nothing where the release did not happen', () => {
    const licence: Licence = {
      approvedOn: TODAY,
      tags: ['CURFEW'],
      inForceFrom: '2027-03-20',
      tagFittedOn: '2027-03-10',
      earlierVersions: [],
    };
    expect(licenceOfReleaseToCome(licence)).toEqual({ approvedOn: TODAY, tags: ['CURFEW'] });
    expect(CONDITIONS.filter(isTag)).toEqual(['CURFEW', 'LOCATION', 'ALCOHOL']);
  });
});

describe('the dates of a sentence', () => {
  const dates = {
    dateOfBirth: '1990-05-17',
    startDate: '2026-06-01',
    releaseDate: '2027-03-09',
    supervisionEndsOn: '2027-12-09',
  };

  it.each([
    { patch: {}, wrong: undefined },
    { patch: { startDate: '2027-01-16' }, wrong: 'startDate' },
    { patch: { startDate: '2027-01-15' }, wrong: undefined },
    { patch: { releaseDate: '2027-01-14' }, wrong: 'releaseDate' },
    { patch: { releaseDate: '2027-01-15' }, wrong: undefined },
    { patch: { supervisionEndsOn: '2027-03-08' }, wrong: 'supervisionEndsOn' },
    { patch: { supervisionEndsOn: '2027-03-09' }, wrong: undefined },
    { patch: { dateOfBirth: '2026-06-01' }, wrong: 'dateOfBirth' },
    { patch: { releaseDate: undefined, supervisionEndsOn: undefined }, wrong: undefined },
  ])('are in order: $patch, $wrong', ({ patch, wrong }) => {
    expect(dateOutOfOrder({ ...dates, ...patch }, TODAY)?.date).toBe(wrong);
  });

  it('accept a release date that has passed where the time was served, but not before the sentence', () => {
    const served = { startDate: '2027-01-08', releaseDate: '2027-01-08' };
    expect(dateOutOfOrder(served, TODAY, '2027-01-01')).toBeUndefined();
    expect(dateOutOfOrder({ ...served, releaseDate: '2027-01-07' }, TODAY, '2027-01-01')?.problem).toBe(
      'The release date must be on or after Friday 8 January 2027, when the sentence began.',
    );
    expect(dateOutOfOrder({ ...served, releaseDate: '2026-12-31' }, TODAY, '2027-01-01')?.problem).toBe(
      'The release date must be Friday 1 January 2027 or later.',
    );
    // Time served at court and recorded up to four weeks later.
    expect(earliestReleaseAccepted(TODAY, lawWith({ timeServedDays: 28 }))).toBe('2026-12-18');
  });

  it('say whether a remand or a sentence began', () => {
    const begins = { startDate: '2027-01-16' };
    expect(dateOutOfOrder({ ...begins, releaseKind: 'REMAND' }, TODAY)?.problem).toContain('remand');
    expect(dateOutOfOrder(begins, TODAY)?.problem).toContain('sentence');
  });

  it.each([
    { dateOfBirth: '2016-06-01', young: false },
    { dateOfBirth: '2016-06-02', young: true },
  ])('are of somebody old enough: born on $dateOfBirth, $young', ({ dateOfBirth, young }) => {
    const law = lawWith({ criminalResponsibilityAge: 10 });
    const wrong = tooYoungToBeSentenced({ dateOfBirth, startDate: '2026-06-01' }, law);
    expect(wrong?.date).toBe(young ? 'dateOfBirth' : undefined);
    if (young) {
      expect(wrong?.problem).toContain('sentenced');
      expect(
        tooYoungToBeSentenced({ dateOfBirth, startDate: '2026-06-01', releaseKind: 'REMAND' }, law)?.problem,
      ).toContain('remanded in custody');
    }
  });

  const date = (dateType: Parameters<typeof dateOf>[0], on: string) => ({ dateType, date: on });
  it.each([
    { later: 'SLED', earlier: 'CRD' },
    { later: 'SED', earlier: 'PRRD' },
    { later: 'LED', earlier: 'ARD' },
    { later: 'TUSED', earlier: 'CONFIRMED' },
    { later: 'APD', earlier: 'PED' },
    { later: 'HDCAD', earlier: 'HDCED' },
    { later: 'CRD', earlier: 'HDCED' },
    { later: 'ARD', earlier: 'HDCAD' },
    { later: 'MTD', earlier: 'ETD' },
    { later: 'LTD', earlier: 'MTD' },
    { later: 'LTD', earlier: 'ETD' },
  ] as const)('have the $later no earlier than the $earlier', ({ later, earlier }) => {
    const [one, other] = [date(later, '2027-03-09'), date(earlier, '2027-03-10')];
    expect(wrongSentenceDate([one], [other], '2026-06-01')?.problem).toContain('on or after');
    expect(wrongSentenceDate([other], [one], '2026-06-01')?.problem).toContain('on or before');
    expect(wrongSentenceDate([one], [date(earlier, '2027-03-09')], '2026-06-01')).toBeUndefined();
    expect(wrongSentenceDate([date(later, '2027-03-11')], [other], '2026-06-01')).toBeUndefined();
    expect(wrongSentenceDate([one, other], [], '2026-06-01')?.dateType).toBe(later);
  });

  it('are not before the sentence, and take the place of known ones of their type', () => {
    expect(wrongSentenceDate([date('CRD', '2026-05-31')], [], '2026-06-01')?.problem).toContain(
      'when the sentence began',
    );
    const known = [date('SLED', '2027-01-01')];
    expect(wrongSentenceDate([date('CRD', '2027-03-09')], known, '2026-06-01')?.dateType).toBe('CRD');
    expect(
      wrongSentenceDate([date('CRD', '2027-03-09'), date('SLED', '2027-12-09')], known, '2026-06-01'),
    ).toBeUndefined();
  });
});
