import { describe, expect, it } from '@jest/globals';
import { JourneyDraft } from '../../domain/journey/journey-draft.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { addPlace } from '../../domain/pathways/accommodation/address.ts';
import { tiersForApprovedPremises } from '../../domain/pathways/accommodation/approved-premises.ts';
import {
  cas3FromOutside,
  isWhereCas3Takes,
} from '../../domain/pathways/accommodation/community-accommodation.ts';
import { MOST_AUTHORITIES, MOST_PLACES, type Place } from '../../domain/pathways/accommodation/data.ts';
import {
  comingNights,
  hasNowhereSoon,
  isSheltered,
  nextNight,
  nightsOf,
  nowhereSoonChangesOn,
  placeForNight,
} from '../../domain/pathways/accommodation/places.ts';
import { ACCOMMODATION_SERVICES } from '../../domain/pathways/accommodation/services.ts';
import { isWelshCouncil } from '../../domain/pathways/accommodation/welsh-council.ts';
import { stepEntry } from '../../domain/pathways/catalogue.ts';
import type { StepDetails } from '../../domain/pathways/step-entry.ts';
import { answered, faultsOf, forbidden } from '../support/answers.ts';
import { aDraftWith, aJourney, aStep, NO_HOLIDAYS } from '../support/drafts.ts';
import { lawWith, THE_LAW } from '../support/law.ts';
import { RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';
const OUT = { releasedOn: '2027-03-09', phase: 'community' } as const;
const WALES = { region: 'N03' };
const place = (kind: Place['kind'], from?: string, until?: string): Place => ({
  kind,
  recordedAt: RECORDED_AT,
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
});
const withPlaces = (places: readonly Place[], patch: Partial<Journey> = {}) =>
  aJourney({ ...patch, housing: { authorities: [], places } });

describe('where the person sleeps on one night', () => {
  it.each<{
    readonly case: string;
    readonly places: readonly Place[];
    readonly is: string;
    readonly until?: string;
  }>([
    { case: 'nothing is recorded', places: [], is: 'nowhere' },
    { case: 'a home', places: [place('SETTLED')], is: 'home' },
    {
      case: 'a home that ended the night before',
      places: [place('SETTLED', '2027-03-09', '2027-03-19')],
      is: 'nowhere',
    },
    {
      case: 'a home whose last night it is, which is a bed then',
      places: [place('SETTLED', '2027-03-09', '2027-03-20')],
      is: 'bed',
      until: '2027-03-20',
    },
    { case: 'a home from the next night on', places: [place('SETTLED', '2027-03-21')], is: 'nowhere' },
    { case: 'a home from this night on', places: [place('SETTLED', '2027-03-20')], is: 'home' },
    { case: 'a bed without a last night', places: [place('TRANSIENT', '2027-03-09')], is: 'bed' },
    {
      case: 'the bed that lasts longer of two',
      places: [place('TRANSIENT', '2027-03-09', '2027-03-25'), place('CAS1', '2027-03-09', '2027-04-25')],
      is: 'bed',
      until: '2027-04-25',
    },
    {
      case: 'a home rather than a bed',
      places: [place('CAS1', '2027-03-09', '2027-04-25'), place('SETTLED', '2027-03-09')],
      is: 'home',
    },
  ])('$case: $is', ({ places, is, until }) => {
    const night = placeForNight(withPlaces(places, OUT), '2027-03-20');
    expect(night.kind).toBe(is);
    expect('lastNight' in night ? night.lastNight : undefined).toBe(until);
  });

  it.each([
    { case: 'inside with a date', patch: {}, today: TODAY, night: '2027-03-09' },
    { case: 'inside after the date', patch: {}, today: '2027-03-12', night: '2027-03-12' },
    { case: 'outside', patch: OUT, today: '2027-03-20', night: '2027-03-20' },
  ])('is asked of the night that matters: $case, $night', ({ patch, today, night }) => {
    expect(nextNight(aJourney(patch), today)).toBe(night);
  });

  it('lasts as many nights as were given, the first included', () => {
    const bed: Place = { ...place('CAS3', '2027-03-09'), nights: 84 };
    expect(nightsOf(bed, aJourney())).toMatchObject({ from: '2027-03-09', until: '2027-05-31' });
    expect(nightsOf({ ...bed, until: '2027-04-01' }, aJourney()).until).toBe('2027-04-01');
    const { releaseDateInForce: _none, ...undated } = aJourney();
    expect(nightsOf({ ...place('CAS3'), nights: 84 }, undated)).not.toHaveProperty('until');
  });
});

describe('the nights to come', () => {
  it.each<{
    readonly case: string;
    readonly places: readonly Place[];
    readonly leadsTo: string;
    readonly lastNight?: string;
  }>([
    { case: 'no place', places: [], leadsTo: 'nowhere' },
    {
      case: 'a bed with a last night',
      places: [place('CAS1', '2027-03-09', '2027-04-01')],
      leadsTo: 'nowhere',
      lastNight: '2027-04-01',
    },
    {
      case: 'a bed whose last night nobody knows',
      places: [place('CAS1', '2027-03-09')],
      leadsTo: 'unknown',
    },
    {
      case: 'one bed after another',
      places: [place('CAS1', '2027-03-09', '2027-04-01'), place('CAS3', '2027-04-02', '2027-06-24')],
      leadsTo: 'nowhere',
      lastNight: '2027-06-24',
    },
    {
      case: 'one bed, and another a night too late',
      places: [place('CAS1', '2027-03-09', '2027-04-01'), place('CAS3', '2027-04-03', '2027-06-24')],
      leadsTo: 'nowhere',
      lastNight: '2027-04-01',
    },
    {
      case: 'a bed until a home',
      places: [place('CAS1', '2027-03-09', '2027-04-01'), place('SETTLED', '2027-04-02')],
      leadsTo: 'home',
    },
  ])('of $case lead to $leadsTo', ({ places, leadsTo, lastNight }) => {
    const nights = comingNights(withPlaces(places, OUT), '2027-03-20');
    expect(nights).toEqual({ leadsTo, ...(lastNight !== undefined && { lastNight }) });
  });

  const bed = place('CAS1', '2027-03-09', '2027-03-20');

  it.each([
    { case: 'tonight and tomorrow', today: '2027-03-19', patch: OUT, is: true },
    { case: 'tonight only', today: '2027-03-20', patch: OUT, is: false },
    { case: 'the first night outside, which is to come', today: TODAY, patch: {}, is: true },
    { case: 'the night of the release day, and the next', today: '2027-03-09', patch: {}, is: true },
  ])('have a bed for $case: $is', ({ today, patch, is }) => {
    expect(isSheltered(withPlaces([bed], patch), today)).toBe(is);
  });

  it('have a bed before the release day by its first night alone, and from it on by two', () => {
    const oneNight = [place('CAS1', '2027-03-09', '2027-03-09')];
    expect(isSheltered(withPlaces(oneNight), '2027-03-08')).toBe(true);
    expect(isSheltered(withPlaces(oneNight), '2027-03-09')).toBe(false);
    expect(isSheltered(withPlaces(oneNight, OUT), '2027-03-09')).toBe(false);
  });

  it.each<{
    readonly case: string;
    readonly patch: Partial<Journey>;
    readonly today: string;
    readonly is: boolean;
  }>([
    { case: 'outside', patch: OUT, today: '2027-03-20', is: true },
    { case: 'weeks before release', patch: {}, today: TODAY, is: false },
    { case: 'two days before release', patch: {}, today: '2027-03-07', is: false },
    { case: 'the day before release', patch: {}, today: '2027-03-08', is: true },
    {
      case: 'in release-day work, days before',
      patch: { phase: 'release-day' },
      today: '2027-03-05',
      is: true,
    },
    { case: 'recalled', patch: { ...OUT, phase: 'recalled' }, today: '2027-03-20', is: false },
    { case: 'after the journey closed', patch: { ...OUT, phase: 'closed' }, today: '2027-03-20', is: false },
  ])('are nowhere soon: $case, $is', ({ patch, today, is }) => {
    expect(hasNowhereSoon(withPlaces([], patch), today)).toBe(is);
    expect(hasNowhereSoon(withPlaces([place('SETTLED')], patch), today)).toBe(false);
  });

  it('are not nowhere soon of somebody without a release date', () => {
    const { releaseDateInForce: _none, ...undated } = withPlaces([]);
    expect(hasNowhereSoon(undated, TODAY)).toBe(false);
    expect(hasNowhereSoon({ ...undated, phase: 'release-day' }, TODAY)).toBe(false);
  });

  it.each<{ readonly case: string; readonly places: readonly Place[]; readonly day?: string }>([
    { case: 'never without a place', places: [] },
    { case: 'never with a home', places: [place('SETTLED', '2027-03-09')] },
    {
      case: 'on the last night of a bed, when tomorrow has none',
      places: [place('CAS1', '2027-03-09', '2027-03-27')],
      day: '2027-03-27',
    },
    {
      case: 'on the first night of a bed that lasts',
      places: [place('CAS1', '2027-03-25', '2027-05-01')],
      day: '2027-03-25',
    },
    {
      case: 'not where a home follows the bed',
      places: [place('CAS1', '2027-03-09', '2027-03-27'), place('SETTLED', '2027-03-28')],
    },
  ])('change $case', ({ places, day }) => {
    expect(nowhereSoonChangesOn(withPlaces(places, OUT), '2027-03-20')).toBe(day);
  });
});

describe('a place that is recorded', () => {
  it('names who found it, and on which side they work', () => {
    const { journey, context } = aDraftWith(TODAY, {});
    const draft = new JourneyDraft(journey, { ...context, staff: 'PRISON' });
    addPlace(draft, { kind: 'CAS1' });
    expect(draft.journey.housing.places?.[0]?.foundBy).toEqual({ id: 'p.taylor', staff: 'PRISON' });
    expect(draft.facts[0]?.data).toMatchObject({ kind: 'CAS1', staff: 'PRISON' });
  });

  it('is one of twelve at most, of up to ten authorities', () => {
    expect([MOST_PLACES, MOST_AUTHORITIES]).toEqual([12, 10]);
  });

  const temporary = { settledType: 'TRANSIENT', addressLines: 'x', postcode: 'LS1 4AP' };

  it.each([
    { details: { ...temporary }, problem: 'Enter the last night of the temporary address.' },
    {
      details: { ...temporary, settledType: 'SETTLED', lastNight: '2027-04-01' },
      problem: 'A settled address has no last night. If it ends, it is temporary.',
    },
    {
      details: { ...temporary, lastNight: '2027-03-08' },
      problem: 'The last night must not be before the first night.',
    },
  ])('says what is wrong with its last night: $problem', ({ details, problem }) => {
    const { faultsIn } = stepEntry('next-address').outcomes['ADDRESS_RECORDED'] ?? {};
    expect(faultsIn?.(details, aJourney(), TODAY)).toEqual([{ field: 'lastNight', problem }]);
  });
});

describe('approved premises (CAS1)', () => {
  it.each([
    { sex: 'MALE', tier: 'B1', is: true },
    { sex: 'MALE', tier: 'C3', is: false },
    { sex: 'FEMALE', tier: 'C3', is: true },
    { sex: 'NOT_SPECIFIED', tier: 'C3', is: true },
    { sex: 'FEMALE', tier: 'D3', is: false },
  ] as const)('take tier $tier of $sex: $is', ({ sex, tier, is }) => {
    expect(tiersForApprovedPremises(sex, TODAY).includes(tier)).toBe(is);
    expect(forbidden('cas1-decision', 'PLACE_OFFERED', { details: { sex, tier } })).toBe(
      is ? undefined : 'tier-not-eligible',
    );
  });

  it.each([
    { details: {}, faults: ['sex', 'tier', 'lastNight'] },
    { details: { sex: 'MALE', tier: 'A1', lastNight: '2027-03-08' }, faults: ['lastNight'] },
    { details: { sex: 'MALE', tier: 'A1', lastNight: '2027-03-09' }, faults: [] },
  ])('offer a place for somebody known, until a night after release: $faults', ({ details, faults }) => {
    expect(faultsOf('cas1-decision', 'PLACE_OFFERED', { details })).toEqual(faults);
  });
});

describe('community accommodation (CAS3) for somebody who is out', () => {
  const premises = place('CAS1', '2027-03-09', '2027-04-30');
  const ready = { crsReferredOn: '2027-03-01', dutyToReferOn: '2027-03-01' };
  const rule = (patch: Partial<Journey>, housing: Partial<Journey['housing']> = {}) =>
    cas3FromOutside(
      aJourney({ ...OUT, ...patch, housing: { authorities: [], places: [premises], ...ready, ...housing } }),
      '2027-03-20',
      THE_LAW,
    )?.rule;
  const cas3 = (live: boolean) => [{ id: 'r1', subject: 'CAS3-1', agencyId: 'a', live }];

  it.each<{
    readonly case: string;
    readonly patch?: Partial<Journey>;
    readonly housing?: Partial<Journey['housing']>;
    readonly rule: string | undefined;
  }>([
    { case: 'from approved premises', rule: undefined },
    {
      case: 'from a temporary bed',
      housing: { places: [place('TRANSIENT', '2027-03-09')] },
      rule: 'not-in-approved-premises',
    },
    { case: 'from nowhere', housing: { places: [] }, rule: 'not-in-approved-premises' },
    { case: 'of a child', patch: { dateOfBirth: '2010-05-17' }, rule: 'adults-only' },
    { case: 'a second time', patch: { referrals: cas3(true) }, rule: 'cas3-asked-already' },
    { case: 'after the first ended', patch: { referrals: cas3(false) }, rule: undefined },
    {
      case: 'beside a live referral of another sort',
      patch: { referrals: [...cas3(false), { id: 'r2', subject: 'CRS-1', agencyId: 'a', live: true }] },
      rule: undefined,
    },
    {
      case: 'beside a live one, after one that ended',
      patch: { referrals: [...cas3(false), { id: 'r2', subject: 'CAS3-2', agencyId: 'a', live: true }] },
      rule: 'cas3-asked-already',
    },
    {
      case: 'against the person’s will',
      patch: { consents: [{ purpose: 'CAS3', answer: 'REFUSED' }] },
      rule: 'no-consent',
    },
  ])('is asked for $case: $rule', ({ patch = {}, housing, rule: expected }) => {
    expect(rule(patch, housing)).toBe(expected);
  });

  it('is taken from prison whatever is recorded', () => {
    expect(isWhereCas3Takes(withPlaces([]), TODAY)).toBe(true);
    expect(isWhereCas3Takes(withPlaces([], OUT), '2027-03-20')).toBe(false);
    expect(isWhereCas3Takes(withPlaces([premises], OUT), '2027-03-20')).toBe(true);
  });

  it.each([
    { case: 'on the day of release', places: [], patch: {}, from: undefined },
    {
      case: 'the night after the last one in approved premises',
      places: [premises],
      patch: OUT,
      from: '2027-05-01',
    },
    {
      case: 'today, where nobody knows that last night',
      places: [place('CAS1', '2027-03-09')],
      patch: OUT,
      from: '2027-03-20',
    },
    {
      case: 'without a day of its own before release, whatever is recorded',
      places: [premises],
      patch: {},
      from: undefined,
    },
  ])('begins $case', ({ places, patch, from }) => {
    const today = 'releasedOn' in patch ? '2027-03-20' : TODAY;
    const draft = aDraftWith(
      today,
      {},
      { ...patch, housing: { authorities: [], places } },
      lawWith({ cas3Nights: 84 }),
    );
    ACCOMMODATION_SERVICES.CAS3.accepted(draft);
    const bed = draft.journey.housing.places?.at(-1);
    expect([bed?.kind, bed?.from, bed?.nights]).toEqual(['CAS3', from, 84]);
  });
});

describe('the services that are asked', () => {
  it('are wanted until the person has a home', () => {
    for (const service of Object.values(ACCOMMODATION_SERVICES))
      expect(service.wantedUntil).toEqual(['housed']);
  });

  it('are an agency of the region, or the council of that choice', () => {
    expect([ACCOMMODATION_SERVICES.CRS.givenBy(), ACCOMMODATION_SERVICES.CAS3.givenBy()]).toEqual([
      'agency-of-region',
      'agency-of-region',
    ]);
    expect(ACCOMMODATION_SERVICES.DTR.givenBy(aJourney(), 1)).toEqual({ agencyId: undefined });
  });

  it('are recorded on the day on which they are first asked', () => {
    const draft = aDraftWith(TODAY, {});
    ACCOMMODATION_SERVICES.CRS.made(draft);
    ACCOMMODATION_SERVICES.DTR.made(draft);
    expect(draft.journey.housing).toMatchObject({ crsReferredOn: TODAY, dutyToReferOn: TODAY });
  });

  it('bring a bed by an acceptance of community accommodation only', () => {
    expect(ACCOMMODATION_SERVICES.CAS3.acceptanceBrings).toBe('sheltered');
    expect(ACCOMMODATION_SERVICES.DTR).not.toHaveProperty('acceptanceBrings');
  });
});

describe('how a council may reach the person', () => {
  const problems = (kind: 'housing-consent' | 'contact-agreement', details: StepDetails) =>
    stepEntry(kind)
      .details.safeParse(details)
      .error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
  const HOW = 'Choose how the council may contact the person.';
  const WHERE = 'Enter a phone number, an email address, or the officer’s name and how to reach them.';

  it.each<{ readonly details: StepDetails; readonly problems: readonly (readonly string[])[] }>([
    { details: { contact: '07700 900 456' }, problems: [['contactBy', HOW]] },
    { details: { contactBy: 'PHONE' }, problems: [['contact', WHERE]] },
    { details: { contactBy: 'PHONE', contact: '12345678' }, problems: [['contact', WHERE]] },
    { details: { contactBy: 'PHONE', contact: '+44 (0)7700-900456' }, problems: [] },
    { details: { contactBy: 'PHONE', contact: '1234567890123456' }, problems: [['contact', WHERE]] },
    { details: { contactBy: 'EMAIL', contact: 'a@b.example' }, problems: [] },
    { details: { contactBy: 'EMAIL', contact: 'a@b.example\u200B' }, problems: [['contact', WHERE]] },
    { details: { contactBy: 'OFFICER', contact: 'Cass\u202E Ahmed' }, problems: [['contact', WHERE]] },
    { details: { contactBy: 'OFFICER', contact: 'Cass Ahmed' }, problems: [] },
  ])('is a way and where it leads: $details', ({ details, problems: expected }) => {
    expect(problems('contact-agreement', details)).toEqual(expected);
  });

  it('is named with the agreement, on the field where the officer answers', () => {
    expect(problems('housing-consent', { shareContactDetails: true })).toEqual([['contactBy', HOW]]);
    expect(problems('housing-consent', { contactBy: 'OFFICER', contact: 'Cass Ahmed' })).toEqual([
      ['shareContactDetails', 'Record that they agree to be contacted, or leave out how to contact them.'],
    ]);
  });
});

describe('a rent deposit', () => {
  const known = { law: lawWith({ mostRentDepositWeeks: 5 }), calendar: NO_HOLIDAYS };
  const { forbiddenBy } = stepEntry('rent-deposit').outcomes['ARRANGED'] ?? {};
  const said = (details: StepDetails) =>
    forbiddenBy?.(aJourney(), TODAY, undefined, details, known)?.explanation;

  it('is of five weeks of rent at most, which the page says in pounds', () => {
    expect(said({ weeklyRent: 100, sum: 500 })).toBeUndefined();
    expect(said({ weeklyRent: 100, sum: 501 })).toBe(
      'By law a deposit is at most five weeks of rent: £500 here.',
    );
  });

  it.each(['scheme', 'landlord', 'weeklyRent', 'sum'])('is not arranged without its %s', (missing) => {
    const details = { scheme: 'x', landlord: 'y', weeklyRent: 100, sum: 100, [missing]: undefined };
    expect(faultsOf('rent-deposit', 'ARRANGED', { details })).toEqual([missing]);
  });
});

describe('an address that is lost before release', () => {
  it('begins the search again', () => {
    const { restarts } = stepEntry('address-check').outcomes['NO_LONGER'] ?? {};
    expect(restarts?.(undefined, true)).toBe(true);
    const need = aStep('housing-need', { state: 'DONE', outcome: 'HAS_ADDRESS' });
    const draft = answered('address-check', 'NO_LONGER', {
      housing: { authorities: [], need: 'HAS_ADDRESS', places: [place('SETTLED')] },
      others: [need],
      details: { reason: 'x' },
    });
    expect(draft.journey.housing).toMatchObject({ need: 'NEEDS_HELP', places: [{ until: '2027-03-08' }] });
    expect(draft.step(need.key)?.state).toBe('CLOSED');
  });
});

describe('a council in Wales', () => {
  it('is asked by an application, whose answer an officer records', () => {
    const draft = answered('welsh-application', 'APPLIED', { ...WALES, details: { authority: 'cardiff' } });
    expect(draft.journey.housing.welshApplication).toEqual({ authority: 'cardiff', on: TODAY });
    expect(draft.step('1.welsh-decision')?.state).toBe('OPEN');
    const waited = answered(aStep('welsh-application', { token: 'task' }), 'APPLIED', {
      ...WALES,
      details: { authority: 'cardiff' },
    });
    expect(waited.journey.open).toEqual([]);
  });

  it('that owes no duty leads to another application', () => {
    const before = aStep('welsh-application', { state: 'DONE' });
    const draft = answered('welsh-decision', 'NO_DUTY', {
      ...WALES,
      others: [before],
      details: { reason: 'x' },
    });
    expect(draft.step(before.key)?.state).toBe('OPEN');
    const waited = answered(aStep('welsh-decision', { token: 'task' }), 'NO_DUTY', {
      ...WALES,
      others: [before],
      details: { reason: 'x' },
    });
    expect(waited.step(before.key)?.state).toBe('CLOSED');
  });

  it.each([
    { id: 'vale-of-glamorgan-council', name: 'x', is: true },
    { id: 'x', name: 'Rhondda  Cynon Taf County Borough Council', is: true },
    { id: 'x', name: 'Merthyr Tydfil', is: true },
    { id: 'x', name: 'MerthyrTydfil', is: false },
  ])('has its words apart: $id $name, $is', ({ is, ...council }) => {
    expect(isWelshCouncil(council)).toBe(is);
  });
});
