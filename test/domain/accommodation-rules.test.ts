import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import { endBed, endSearch, losePlace, recordPlace } from '../../domain/pathways/accommodation/address.ts';
import { AFTER_RELEASE_STEPS } from '../../domain/pathways/accommodation/after-release.ts';
import { tiersForApprovedPremises } from '../../domain/pathways/accommodation/approved-premises.ts';
import { COMMISSIONED_SERVICES_STEPS } from '../../domain/pathways/accommodation/commissioned-services.ts';
import { COMMUNITY_ACCOMMODATION_STEPS } from '../../domain/pathways/accommodation/community-accommodation.ts';
import { CONTACT_WAYS, keepContact } from '../../domain/pathways/accommodation/contact.ts';
import {
  keepRefusal,
  notInWales,
  tooManyAuthorities,
} from '../../domain/pathways/accommodation/council-rules.ts';
import { COUNCIL_STEPS } from '../../domain/pathways/accommodation/council-steps.ts';
import {
  MOST_AUTHORITIES,
  MOST_PLACES,
  PLACE_KINDS,
  type Place,
} from '../../domain/pathways/accommodation/data.ts';
import { DUTY_TO_REFER_STEPS } from '../../domain/pathways/accommodation/duty-to-refer.ts';
import { foundPlace } from '../../domain/pathways/accommodation/found-place.ts';
import { referralsToAsk } from '../../domain/pathways/accommodation/from-community.ts';
import { NEED_STEPS } from '../../domain/pathways/accommodation/need.ts';
import { OPTION_STEPS } from '../../domain/pathways/accommodation/options.ts';
import { ACCOMMODATION } from '../../domain/pathways/accommodation/pathway.ts';
import { ACCOMMODATION_SERVICES } from '../../domain/pathways/accommodation/services.ts';
import { isWelshCouncil } from '../../domain/pathways/accommodation/welsh-council.ts';
import type { Readiness } from '../../domain/pathways/pathway-entry.ts';
import { answered, faultsOf, forbidden, settledAs } from '../support/answers.ts';
import { addDays } from '../../domain/law/time.ts';
import { aDraftWith, aJourney, aReferral, aStep } from '../support/drafts.ts';
import { lawWith, THE_LAW } from '../support/law.ts';
import { OFFICER, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';
const OUT = { releasedOn: '2027-03-09', phase: 'community' } as const;
const HOME: Place = { kind: 'SETTLED', recordedAt: RECORDED_AT };
const BED: Place = { kind: 'CAS3', nights: 84, recordedAt: RECORDED_AT };
const places = (...all: readonly Place[]): Pick<Journey, 'housing'> => ({
  housing: { authorities: [], places: all },
});
const ADDRESS = { settledType: 'SETTLED', addressLines: '12 Mill Lane\n Leeds', postcode: 'ls14ap' };
const WALES = { region: 'N03' };

describe('a place that is found', () => {
  it('is kept with who found it, and a home ends the search', () => {
    const draft = aDraftWith(TODAY, { referrals: [aReferral()] });
    recordPlace(draft, { kind: 'SETTLED' });
    expect(draft.journey.housing.places).toEqual([{ kind: 'SETTLED', recordedAt: `${TODAY}T09:00:00.000Z` }]);
    expect(draft.journey.pathways['accommodation']).toBe('DONE');
    expect(draft.referral('r1').withdrawn?.reason).toBe('HOUSING_NEED_RESOLVED');
  });

  it('that is a bed leaves the search and the referrals open', () => {
    const draft = aDraftWith(TODAY, { referrals: [aReferral()] });
    recordPlace(draft, { kind: 'CAS3', nights: 84 });
    expect(draft.journey.pathways['accommodation']).toBe('IN_PROGRESS');
    expect(draft.referral('r1')).not.toHaveProperty('withdrawn');
    expect(draft.facts[0]?.data).toMatchObject({ kind: 'CAS3', lastNight: '2027-05-31' });
  });

  it('is the latest of so many', () => {
    const many = Array.from({ length: MOST_PLACES }, (_, n): Place => ({
      ...BED,
      from: `2026-01-${String(n + 10)}`,
    }));
    const draft = aDraftWith(TODAY, {}, places(...many));
    recordPlace(draft, { kind: 'CAS1' });
    expect(draft.journey.housing.places).toHaveLength(MOST_PLACES);
    expect(draft.journey.housing.places?.at(-1)?.kind).toBe('CAS1');
    expect(draft.journey.housing.places?.[0]?.from).toBe('2026-01-11');
  });

  it('ends the search by name too', () => {
    const draft = aDraftWith(TODAY, { referrals: [aReferral()] });
    endSearch(draft);
    expect(draft.journey.pathways['accommodation']).toBe('DONE');
    expect(draft.referral('r1').withdrawn?.reason).toBe('HOUSING_NEED_RESOLVED');
  });

  it.each<{ case: string; place: Place; until: string | undefined }>([
    { case: 'has slept there', place: { ...HOME, from: '2027-03-09' }, until: '2027-03-19' },
    {
      case: 'sleeps there until tonight',
      place: { ...BED, from: '2027-03-09', until: '2027-03-20' },
      until: '2027-03-19',
    },
    {
      case: 'no longer sleeps there',
      place: { ...BED, from: '2027-03-09', until: '2027-03-19' },
      until: '2027-03-19',
    },
    { case: 'comes there later', place: { ...HOME, from: '2027-03-21' }, until: undefined },
  ])('that is lost ends the night before, where the person $case', ({ place, until }) => {
    const draft = aDraftWith('2027-03-20', {}, { ...OUT, ...places(place) });
    losePlace(draft);
    expect(draft.journey.housing.places?.[0]?.until).toBe(until);
    expect(draft.journey.pathways['accommodation']).toBe('SUPPORT_REQUIRED');
  });

  it.each<{ case: string; place: Place; until: string | undefined }>([
    { case: 'runs', place: { ...BED, nights: 84 }, until: '2027-03-19' },
    { case: 'begins later', place: { ...BED, from: '2027-04-01' }, until: '2027-03-31' },
    {
      case: 'is over',
      place: { kind: 'CAS3', from: '2027-03-09', until: '2027-03-18', recordedAt: RECORDED_AT },
      until: '2027-03-18',
    },
    { case: 'is of another kind', place: { ...HOME, kind: 'CAS1' }, until: undefined },
  ])('that the person no longer agrees to ends, where it $case', ({ place, until }) => {
    const draft = aDraftWith('2027-03-20', {}, { ...OUT, ...places(place) });
    endBed(draft, 'CAS3');
    expect(draft.journey.housing.places?.[0]?.until).toBe(until);
    expect(draft.journey.pathways['accommodation']).toBe('SUPPORT_REQUIRED');
  });

  it('is one of the known kinds', () => {
    expect(PLACE_KINDS).toEqual(['SETTLED', 'TRANSIENT', 'CAS1', 'CAS3']);
  });
});

describe('the form of a place', () => {
  it('keeps a postcode in capitals with one space', () => {
    expect(foundPlace.parse({ postcode: ' ls14ap ' }).postcode).toBe('LS1 4AP');
    expect(foundPlace.safeParse({ postcode: 'LS1' }).success).toBe(false);
    expect(foundPlace.safeParse({ addressLines: 'a\nb\nc\nd\ne\nf' }).success).toBe(true);
    expect(foundPlace.safeParse({ addressLines: 'a\nb\nc\nd\ne\nf\ng' }).success).toBe(false);
    expect(foundPlace.safeParse({ addressLines: 'a'.repeat(301) }).success).toBe(false);
  });

  it.each([
    { details: {}, faults: ['settledType', 'addressLines', 'postcode'] },
    { details: ADDRESS, faults: [] },
    { details: { ...ADDRESS, lastNight: '2027-04-01' }, faults: ['lastNight'] },
    { details: { ...ADDRESS, settledType: 'TRANSIENT' }, faults: ['lastNight'] },
    { details: { ...ADDRESS, settledType: 'TRANSIENT', lastNight: '2027-03-09' }, faults: [] },
    { details: { ...ADDRESS, settledType: 'TRANSIENT', lastNight: '2027-03-08' }, faults: ['lastNight'] },
    {
      details: { ...ADDRESS, settledType: 'TRANSIENT', firstNight: '2027-03-12', lastNight: '2027-03-11' },
      faults: ['lastNight'],
    },
  ])('needs the address, and the last night of a temporary one: $details', ({ details, faults }) => {
    expect(faultsOf('next-address', 'ADDRESS_RECORDED', { details })).toEqual(faults);
  });

  it('begins tonight for somebody who is out, and on the day of release for others', () => {
    const place = (more: Partial<Journey>, today = TODAY) =>
      answered('next-address', 'ADDRESS_RECORDED', { details: ADDRESS, ...more, today }).journey.housing
        .places?.[0];
    expect(place({})).toMatchObject({
      kind: 'SETTLED',
      lines: ['12 Mill Lane', 'Leeds'],
      postcode: 'ls14ap',
    });
    expect(place({})).not.toHaveProperty('from');
    expect(place({})).not.toHaveProperty('until');
    expect(place(OUT, '2027-03-20')?.from).toBe('2027-03-20');
  });
});

describe('the need for an address', () => {
  it.each([
    { outcome: 'HAS_ADDRESS', details: ADDRESS, need: 'HAS_ADDRESS', status: 'SUPPORT_NOT_REQUIRED' },
    {
      outcome: 'HAS_ADDRESS',
      details: { ...ADDRESS, settledType: 'TRANSIENT', lastNight: '2027-06-01' },
      need: 'HAS_ADDRESS',
      status: 'IN_PROGRESS',
    },
    { outcome: 'NEEDS_HELP', details: {}, need: 'NEEDS_HELP', status: 'IN_PROGRESS' },
  ] as const)('$outcome with $details.settledType: $status', ({ outcome, details, need, status }) => {
    const { journey } = answered('housing-need', outcome, { details });
    expect(journey.housing.need).toBe(need);
    expect(journey.pathways['accommodation']).toBe(status);
    expect(NEED_STEPS['housing-need'].settledBy?.(journey, undefined, THE_LAW)).toBe(need);
  });

  it('comes back when the address is lost before release, and everything is asked again', () => {
    const asked = aStep('housing-need', { state: 'DONE', outcome: 'HAS_ADDRESS' });
    const draft = answered('address-check', 'NO_LONGER', {
      others: [asked],
      details: { reason: 'Sold' },
      ...places(HOME),
    });
    expect(draft.journey.housing.need).toBe('NEEDS_HELP');
    expect(draft.step(asked.key)?.state).toBe('CLOSED');
    expect(NEED_STEPS['address-check'].outcomes.NO_LONGER.restarts()).toBe(true);
  });

  it('is checked once more after a release day on which nobody was released', () => {
    const check = aStep('address-check');
    expect(answered(check, 'STILL_THERE', places(HOME)).step(check.key)?.askFrom).toBe('2027-03-10');
  });
});

describe('approved premises', () => {
  // Tiers A3 to B1 for men, and C3 for others too; never one with a 0 or an S (data/approved-premises-tiers.json).
  it.each([
    { sex: 'MALE', eligible: ['A3', 'A2', 'A1', 'B3', 'B2', 'B1'] },
    { sex: 'FEMALE', eligible: ['A3', 'A2', 'A1', 'B3', 'B2', 'B1', 'C3'] },
    { sex: 'NOT_SPECIFIED', eligible: ['A3', 'A2', 'A1', 'B3', 'B2', 'B1', 'C3'] },
  ] as const)('are for $sex with the tiers $eligible', ({ sex, eligible }) => {
    expect([...tiersForApprovedPremises(sex, TODAY)].toSorted()).toEqual([...eligible].toSorted());
  });

  it.each([
    { details: { sex: 'MALE', tier: 'B1' }, rule: undefined },
    { details: { sex: 'MALE', tier: 'B0' }, rule: 'tier-not-eligible' },
    { details: { sex: 'MALE', tier: 'A3S' }, rule: 'tier-not-eligible' },
    { details: { sex: 'FEMALE' }, rule: undefined },
    { details: { sex: 'FEMALE' }, tier: 'C3', rule: undefined },
    { details: {}, tier: 'D0', sex: 'MALE', rule: 'tier-not-eligible' },
  ] as const)(
    'refuse a tier that is not eligible: $details, recorded $tier',
    ({ details, rule, ...known }) => {
      expect(forbidden('cas1-decision', 'PLACE_OFFERED', { details, ...known })).toBe(rule);
    },
  );

  it.each([
    { details: {}, faults: ['sex', 'tier', 'lastNight'] },
    { details: { sex: 'MALE', tier: 'A3', lastNight: '2027-03-08' }, faults: ['lastNight'] },
    { details: { sex: 'MALE', tier: 'A3', lastNight: '2027-03-09' }, faults: [] },
  ])('need to know whom, and the last night: $details', ({ details, faults }) => {
    expect(faultsOf('cas1-decision', 'PLACE_OFFERED', { details })).toEqual(faults);
  });

  it('give a bed, and keep the tier and sex that were entered', () => {
    const { journey } = answered('cas1-decision', 'PLACE_OFFERED', {
      details: { sex: 'MALE', tier: 'A3', lastNight: '2027-06-01' },
    });
    expect(journey).toMatchObject({ sex: 'MALE', tier: 'A3' });
    expect(journey.housing.places).toMatchObject([{ kind: 'CAS1', until: '2027-06-01' }]);
  });

  it.each([
    { case: 'nothing follows', from: undefined, brings: 'sheltered' },
    { case: 'a home follows on the next night', from: '2027-06-02', brings: 'housed' },
    { case: 'a home follows a night later', from: '2027-06-03', brings: 'sheltered' },
  ])('are only somewhere to sleep unless a home follows: $case', ({ from, brings }) => {
    const record = aJourney(from === undefined ? {} : places({ ...HOME, from }));
    const answer = { subject: undefined, details: { lastNight: '2027-06-01' } };
    expect(OPTION_STEPS['cas1-decision'].outcomes.PLACE_OFFERED.brings(answer, record, TODAY)).toBe(brings);
  });
});

describe('help with a rent deposit', () => {
  const law = lawWith({ mostRentDepositWeeks: 5, mostRentInAdvanceMonths: 1 });
  it.each([
    { details: { weeklyRent: 100, sum: 500 }, rule: undefined },
    { details: { weeklyRent: 100, sum: 501 }, rule: 'deposit-too-large' },
    // A month of rent is 52 weeks' rent by twelve: £433.33.
    { details: { weeklyRent: 100, sum: 0, inAdvance: 433 }, rule: undefined },
    { details: { weeklyRent: 100, sum: 0, inAdvance: 434 }, rule: 'advance-too-large' },
  ])('is at most what the law allows: $details, $rule', ({ details, rule }) => {
    expect(forbidden('rent-deposit', 'ARRANGED', { details, law })).toBe(rule);
  });

  it('is kept with the scheme, the landlord and the sum', () => {
    const details = { scheme: 'Bond Board', landlord: 'J. Hall', sum: 400, weeklyRent: 100 };
    expect(answered('rent-deposit', 'ARRANGED', { details }).journey.housing.rentDeposit).toEqual({
      scheme: 'Bond Board',
      landlord: 'J. Hall',
      sum: 400,
      on: TODAY,
    });
    expect(faultsOf('rent-deposit', 'ARRANGED')).toEqual(['scheme', 'landlord', 'weeklyRent', 'sum']);
  });
});

describe('the duty to refer', () => {
  const full = { housing: { authorities: Array.from({ length: MOST_AUTHORITIES }, (_, n) => `c-${n}`) } };

  it('is law of England', () => {
    expect(notInWales(aJourney(WALES))).toBe('NOT_NEEDED');
    expect(notInWales(aJourney())).toBeUndefined();
    expect(forbidden('housing-consent', 'GIVEN', WALES)).toBe('no-duty-to-refer-in-wales');
    expect(forbidden('housing-consent', 'GIVEN')).toBeUndefined();
  });

  it('has a list of councils with an end', () => {
    expect(tooManyAuthorities(aJourney(full))?.rule).toBe('too-many-authorities');
    expect(tooManyAuthorities(aJourney(full))?.explanation).toContain(String(MOST_AUTHORITIES));
    const room = { housing: { authorities: full.housing.authorities.slice(1) } };
    expect(tooManyAuthorities(aJourney(room))).toBeUndefined();
    for (const [kind, outcome] of [
      ['authorities-exhausted', 'AUTHORITY_ADDED'],
      ['refer-to-council', 'REFER'],
    ] as const) {
      expect(forbidden(kind, outcome, full)).toBe('too-many-authorities');
      expect(forbidden(kind, outcome, room)).toBeUndefined();
    }
    const refused = { consents: [{ purpose: 'DTR', answer: 'REFUSED', agencyId: 'eastmoor' }] } as const;
    expect(
      forbidden('authorities-exhausted', 'AUTHORITY_ADDED', {
        ...refused,
        details: { authority: 'eastmoor' },
      }),
    ).toBe('no-consent');
  });

  it('keeps consent, the choice of councils, and how to contact the person', () => {
    const details = {
      authorities: ['eastmoor', 'westmoor'],
      shareContactDetails: true,
      contactBy: 'PHONE',
      contact: '07700 900 456',
    };
    const { journey } = answered('housing-consent', 'GIVEN', { details });
    expect(journey.housing).toMatchObject({
      consent: 'GIVEN',
      authorities: ['eastmoor', 'westmoor'],
      contact: { by: 'PHONE', at: '07700 900 456', agreedOn: TODAY },
    });
    expect(journey.consents).toMatchObject([{ purpose: 'DTR', answer: 'GIVEN' }]);
  });

  it('keeps first those councils that have a referral already, and asks none twice', () => {
    const housing = { authorities: ['westmoor', 'northmoor'] };
    const referrals = [{ id: 'r1', subject: 'DTR-1', agencyId: 'westmoor', live: true }];
    const details = { authorities: ['eastmoor', 'westmoor'] };
    const { journey } = answered('housing-consent', 'GIVEN', { housing, referrals, details });
    expect(journey.housing.authorities).toEqual(['westmoor', 'eastmoor']);
  });

  it('keeps why the person does not agree', () => {
    const details = { reason: 'They want no contact' };
    const given = answered('housing-consent', 'GIVEN', { details }).journey.housing;
    expect(given).toMatchObject({ consent: 'GIVEN', refusedBecause: 'They want no contact' });
    expect(given).not.toHaveProperty('contact');
    const refused = answered('housing-consent', 'REFUSED', { details }).journey;
    expect(refused.housing).toMatchObject({ consent: 'REFUSED', refusedBecause: 'They want no contact' });
    expect(refused.pathways['accommodation']).toBe('SUPPORT_DECLINED');
    expect(refused.consents).toMatchObject([{ answer: 'REFUSED', reason: 'They want no contact' }]);
    const draft = aDraftWith(TODAY, {});
    keepRefusal(draft, undefined);
    expect(draft.changed).toBe(false);
  });

  it.each([
    { details: { shareContactDetails: true }, fits: false },
    { details: { contactBy: 'PHONE', contact: '07700 900 456' }, fits: false },
    { details: { shareContactDetails: true, contactBy: 'PHONE', contact: '07700 900 456' }, fits: true },
    { details: { shareContactDetails: true, contactBy: 'PHONE', contact: 'a@b.example' }, fits: false },
    { details: { shareContactDetails: true, contactBy: 'EMAIL', contact: 'a@b.example' }, fits: true },
    { details: { shareContactDetails: true, contactBy: 'EMAIL', contact: '07700 900 456' }, fits: false },
    {
      details: { shareContactDetails: true, contactBy: 'OFFICER', contact: 'Cass Ahmed, Leeds office' },
      fits: true,
    },
    { details: { contact: '07700 900 456' }, fits: false },
    { details: {}, fits: true },
  ])('takes a way to contact the person with where it leads: $details, $fits', ({ details, fits }) => {
    expect(DUTY_TO_REFER_STEPS['housing-consent'].details.safeParse(details).success).toBe(fits);
  });

  it.each([
    { contact: 'a'.repeat(120), fits: true },
    { contact: 'a'.repeat(121), fits: false },
  ])('takes so much about an officer: $fits', ({ contact, fits }) => {
    expect(
      COUNCIL_STEPS['contact-agreement'].details.safeParse({ contactBy: 'OFFICER', contact }).success,
    ).toBe(fits);
    expect(CONTACT_WAYS).toHaveLength(3);
  });

  it('is agreed to later', () => {
    expect(settledAs('contact-agreement')).toBeUndefined();
    expect(settledAs('contact-agreement', WALES)).toBe('NOT_NEEDED');
    const draft = answered('contact-agreement', 'AGREED', {
      details: { contactBy: 'EMAIL', contact: 'a@b.example' },
    });
    expect(draft.journey.housing).toMatchObject({
      consent: 'GIVEN',
      contact: { by: 'EMAIL', at: 'a@b.example', agreedOn: TODAY },
    });
    expect(settledAs('contact-agreement', { housing: draft.journey.housing })).toBe('AGREED');
    expect(
      answered('contact-agreement', 'STILL_REFUSED', { details: { reason: 'No' } }).journey.housing
        .refusedBecause,
    ).toBe('No');
    const nothing = aDraftWith(TODAY, {});
    keepContact(nothing, { contactBy: 'PHONE' });
    expect(nothing.changed).toBe(false);
  });

  it.each([
    {
      housing: { authorities: [], consent: 'REFUSED' as const },
      text: 'The person has not agreed to a referral.',
    },
    {
      housing: { authorities: [], refusedBecause: 'No.' },
      text: 'The person has not agreed to be contacted. No.',
    },
  ])('says why no council was asked: $text', ({ housing, text }) => {
    expect(
      COUNCIL_STEPS['contact-agreement'].background?.(
        aJourney({ housing }),
        undefined,
        {},
        { law: THE_LAW, calendar: aDraftWith(TODAY, {}).context.calendar, today: TODAY },
      )?.text,
    ).toBe(text);
  });

  it('asks another council that is added, though none was to be asked', () => {
    const housing = { authorities: ['eastmoor'], asksNoOther: true };
    const added = answered('authorities-exhausted', 'AUTHORITY_ADDED', {
      housing,
      details: { authority: 'westmoor' },
    });
    expect(added.journey.housing).toMatchObject({
      authorities: ['eastmoor', 'westmoor'],
      asksNoOther: false,
    });
    const outside = answered('refer-to-council', 'REFER', {
      ...OUT,
      housing,
      details: { authority: 'westmoor' },
    });
    expect(outside.journey.housing.authorities).toEqual(['eastmoor', 'westmoor']);
    expect(COUNCIL_STEPS['refer-to-council'].outcomes.REFER.refers(outside.journey)).toBe('DTR-2');
    expect(outside.journey.consents).toMatchObject([{ agencyId: 'westmoor', answer: 'GIVEN' }]);
  });

  it('shows a council nothing without agreement, and else what the Act asks for', () => {
    const shows = (patch: Partial<Journey>) => ACCOMMODATION_SERVICES.DTR.shows(aJourney(patch));
    const contact = { by: 'PHONE', at: '07700 900 456', agreedOn: TODAY } as const;
    expect(shows({ housing: { authorities: [], consent: 'GIVEN' } })).toEqual({});
    expect(shows({ housing: { authorities: [], consent: 'REFUSED', contact } })).toEqual({});
    const agreed = { housing: { authorities: [], consent: 'GIVEN' as const, contact } };
    expect(shows(agreed)).toEqual({
      name: 'Zebedee Quillfeather',
      contact: { by: 'PHONE', at: '07700 900 456' },
      opinion: 'In our opinion the person is or may become homeless on release from prison.',
    });
    expect(shows({ ...agreed, ...OUT }).opinion).toBe('In our opinion the person is or may become homeless.');
  });

  it('goes to the council of that choice', () => {
    const journey = aJourney({ housing: { authorities: ['a', 'b'] } });
    expect(ACCOMMODATION_SERVICES.DTR.givenBy(journey, 2)).toEqual({ agencyId: 'b' });
    const draft = aDraftWith(TODAY, {});
    ACCOMMODATION_SERVICES.DTR.accepted(draft, undefined);
    expect(draft.journey.housing.dutyToReferOutcome).toBe('ACCEPTED');
  });
});

describe('commissioned services and community accommodation', () => {
  const CHILD = { dateOfBirth: '2010-05-17' };
  const both = { housing: { authorities: [], crsReferredOn: TODAY, dutyToReferOn: TODAY } };
  const refused = (purpose: 'CRS' | 'CAS3') => ({ consents: [{ purpose, answer: 'REFUSED' as const }] });

  it('keep what the person answered', () => {
    const consents = (outcome: 'REFER' | 'DECLINED', details: { reason?: string }) =>
      answered('crs-decision', outcome, { details }).journey.consents;
    expect(consents('REFER', { reason: 'x' })?.[0]).toMatchObject({
      purpose: 'CRS',
      answer: 'GIVEN',
      on: TODAY,
    });
    expect(consents('REFER', { reason: 'x' })?.[0]).not.toHaveProperty('reason');
    expect(consents('DECLINED', { reason: 'No' })?.[0]).toMatchObject({ answer: 'REFUSED', reason: 'No' });
    expect(consents('DECLINED', {})?.[0]).not.toHaveProperty('reason');
  });

  it('are not asked about again without consent', () => {
    expect(settledAs('crs-again', refused('CRS'))).toBe('NOT_NEEDED');
    expect(settledAs('crs-again')).toBeUndefined();
    expect(forbidden('crs-again', 'REFER', refused('CRS'))).toBe('no-consent');
    expect(settledAs('cas3-again', refused('CAS3'))).toBe('NOT_NEEDED');
    expect(settledAs('cas3-again')).toBeUndefined();
    expect(settledAs('cas3-again', CHILD)).toBe('NOT_NEEDED');
  });

  it('take the next number for a referral of their own', () => {
    const referrals = [
      { id: 'r1', subject: 'DTR-1', agencyId: 'a', live: true },
      { id: 'r2', subject: 'CRS-1', agencyId: 'a', live: true },
      { id: 'r3', subject: 'CAS3-1', agencyId: 'a', live: true },
    ];
    const journey = aJourney({ referrals });
    expect(COMMISSIONED_SERVICES_STEPS['crs-again'].outcomes.REFER.refers(journey)).toBe('CRS-2');
    expect(COMMUNITY_ACCOMMODATION_STEPS['cas3-again'].outcomes.REFER.refers(journey)).toBe('CAS3-2');
  });

  it.each(['cas3-decision', 'cas3-again'] as const)(
    'need a duty to refer that is no older than 26 weeks: %s',
    (kind) => {
      const madeOn = (dutyToReferOn: string) => ({ housing: { ...both.housing, dutyToReferOn } });
      expect(forbidden(kind, 'REFER', madeOn(addDays(TODAY, -182)))).toBeUndefined();
      expect(forbidden(kind, 'REFER', madeOn(addDays(TODAY, -183)))).toBe('duty-to-refer-too-old');
    },
  );

  it('are for adults, once both referrals are made', () => {
    expect(settledAs('cas3-prerequisites', both)).toBe('MET');
    expect(settledAs('cas3-prerequisites')).toBeUndefined();
    expect(settledAs('cas3-prerequisites', { ...both, ...CHILD })).toBe('NOT_NEEDED');
    expect(settledAs('cas3-decision', CHILD)).toBe('NOT_NEEDED');
    expect(settledAs('cas3-decision')).toBeUndefined();
    expect(forbidden('cas3-decision', 'REFER', CHILD)).toBe('adults-only');
    expect(forbidden('cas3-decision', 'REFER', refused('CAS3'))).toBe('no-consent');
    expect(forbidden('cas3-decision', 'REFER', both)).toBeUndefined();
    // As where the person took back their agreement to the council after this was asked.
    expect(forbidden('cas3-decision', 'REFER')).toBe('both-referrals-first');
    expect(forbidden('cas3-again', 'REFER')).toBe('both-referrals-first');
    expect(forbidden('cas3-again', 'REFER', both)).toBeUndefined();
    expect(forbidden('cas3-again', 'REFER', { ...both, ...refused('CAS3') })).toBe('no-consent');
  });

  it('give a bed for the nights of the figures in force', () => {
    const draft = aDraftWith(TODAY, {}, {}, lawWith({ cas3Nights: 30 }));
    ACCOMMODATION_SERVICES.CAS3.accepted(draft);
    expect(draft.journey.housing.places).toMatchObject([{ kind: 'CAS3', nights: 30 }]);
  });
});

describe('referrals from the community', () => {
  const asked = (patch: Partial<Journey>, today = '2027-03-10') =>
    referralsToAsk(aJourney({ ...OUT, ...patch }), today, THE_LAW);
  const crs = (more: object = {}) => ({
    referrals: [{ id: 'r1', subject: 'CRS-1', agencyId: 'a', live: true, ...more }],
  });

  it.each<{ case: string; patch: Partial<Journey>; kinds: readonly string[] }>([
    { case: 'in England', patch: {}, kinds: ['refer-to-council', 'refer-to-services'] },
    { case: 'in Wales', patch: WALES, kinds: ['welsh-application', 'refer-to-services'] },
    { case: 'with a place', patch: places(HOME), kinds: [] },
    { case: 'with a live referral to services', patch: crs(), kinds: ['refer-to-council'] },
    {
      case: 'with one that was never answered',
      patch: crs({ unanswered: true }),
      kinds: ['refer-to-council', 'refer-to-services'],
    },
    {
      case: 'with one that ended',
      patch: crs({ live: false }),
      kinds: ['refer-to-council', 'refer-to-services'],
    },
  ])('are asked of somebody who is out with nowhere to live, $case: $kinds', ({ patch, kinds }) => {
    expect(asked(patch)).toEqual(kinds);
  });

  it('are asked of nobody who is in prison', () => {
    expect(referralsToAsk(aJourney(), TODAY, THE_LAW)).toEqual([]);
  });
});

describe('somewhere to live after release', () => {
  it.each<{ case: string; housing: Journey['housing']; outcome: string | undefined }>([
    { case: 'ended', housing: places({ ...BED, until: '2027-03-19' }).housing, outcome: 'unsheltered' },
    { case: 'is a bed', housing: places(BED).housing, outcome: 'sheltered' },
    { case: 'is a home', housing: places(HOME).housing, outcome: 'housed' },
  ])('brings, when it $case: $outcome', ({ housing, outcome }) => {
    const { brings } = AFTER_RELEASE_STEPS['last-night'].outcomes.OPENED;
    const answer = { details: {}, subject: undefined };
    expect(brings(answer, aJourney({ ...OUT, housing }), '2027-03-20')).toBe(outcome);
    expect(brings(answer, aJourney({ housing }), TODAY)).toBeUndefined();
  });

  it('ends what agencies are asked, once it is a home', () => {
    const after = (housing: Journey['housing'], patch: Partial<Journey> = OUT) =>
      answered('last-night', 'OPENED', {
        ...patch,
        housing,
        today: '2027-03-20',
        asked: [aReferral()],
      }).referral('r1').withdrawn?.reason;
    expect(after(places(HOME).housing)).toBe('HOUSING_NEED_RESOLVED');
    expect(after(places(BED).housing)).toBeUndefined();
    expect(after(places(HOME).housing, {})).toBeUndefined();
  });

  it.each([
    { kind: 'housed-at-4-weeks', subject: 'week-4', checked: undefined },
    { kind: 'housed-at-12-weeks', subject: 'week-12', checked: true },
  ] as const)('is watched until the last check: $kind', ({ kind, subject, checked }) => {
    const housed = { ...OUT, ...places(HOME), today: '2027-06-01' };
    const draft = answered(aStep(kind, { subject }), 'HOUSED', { ...housed, others: [aStep('home-watch')] });
    expect(draft.journey.housing.checked).toBe(checked);
    expect(draft.step('1.home-watch')?.outcome).toBe(checked && 'KEPT');
    const lost = answered(aStep(kind, { subject }), 'HOUSED', {
      ...OUT,
      ...places(BED),
      today: '2027-04-06',
    });
    expect(lost.journey.housing).not.toHaveProperty('checked');
  });

  it('needs no address where one is recorded, and else names it', () => {
    expect(faultsOf('housed-at-4-weeks', 'HOUSED', { ...OUT, ...places(HOME), today: '2027-04-06' })).toEqual(
      [],
    );
    expect(faultsOf('housed-at-4-weeks', 'HOUSED', { ...OUT, today: '2027-04-06' })).toEqual([
      'settledType',
      'addressLines',
      'postcode',
    ]);
    expect(
      faultsOf('housed-at-4-weeks', 'HOUSED', {
        ...OUT,
        ...places(HOME),
        today: '2027-04-06',
        details: { postcode: 'LS1 4AP' },
      }),
    ).toEqual(['settledType', 'addressLines']);
  });

  it('is lost where the person is not housed', () => {
    const { journey } = answered('housed-at-4-weeks', 'NOT_HOUSED', {
      ...OUT,
      ...places(HOME),
      today: '2027-04-06',
    });
    expect(journey.housing.places?.[0]?.until).toBe('2027-04-05');
  });
});

describe('a council is in Wales', () => {
  it.each([
    { id: 'W06000015', name: 'A council', welsh: true },
    { id: 'w06000015', name: 'A council', welsh: true },
    { id: 'cardiff-council', name: 'A council', welsh: true },
    { id: 'x-1', name: 'Newport City Council', welsh: true },
    { id: 'x-1', name: 'Cyngor Caerdydd', welsh: true },
    { id: 'x-1', name: 'Cyngor Sir Ynys Môn', welsh: true },
    { id: 'leeds-council', name: 'Leeds City Council', welsh: false },
    { id: 'E08000035', name: 'Newport Pagnell Town', welsh: false },
  ])('by its code, its id or its name: $id $name, $welsh', ({ welsh, ...council }) => {
    expect(isWelshCouncil(council)).toBe(welsh);
  });
});

describe('where accommodation stands', () => {
  const said = (...[all, patch]: [readonly Place[], Partial<Readiness>?]) => {
    const { housing, ...record } = aJourney(places(...all));
    const { release: _r, releasedOn: _o, ...rest } = record;
    return ACCOMMODATION.readiness({
      ...rest,
      housing,
      today: TODAY,
      releaseDate: '2027-03-09',
      releaseDateConfirmed: true,
      ...patch,
    });
  };

  it.each<{ places: readonly Place[]; patch?: Partial<Readiness>; sentences: readonly string[] }>([
    { places: [], sentences: ['No address is recorded.'] },
    { places: [HOME], sentences: ['A home is recorded.'] },
    {
      places: [
        {
          ...HOME,
          lines: ['12 Mill Lane', ''],
          postcode: 'LS1 4AP',
          foundBy: { id: 'p.taylor', staff: 'PRISON' },
        },
      ],
      sentences: ['A home is recorded.', '12 Mill Lane, LS1 4AP', 'Found by prison staff.'],
    },
    {
      places: [{ ...BED, foundBy: { id: 'c.ahmed', staff: 'COMMUNITY' } }],
      sentences: [
        'A place in community accommodation (CAS3) is recorded, until the night of Monday 31 May 2027.',
        'Found by community staff.',
      ],
    },
    {
      places: [{ kind: 'CAS1', recordedAt: RECORDED_AT }],
      sentences: ['A place in approved premises (CAS1) is recorded, and nobody has recorded its last night.'],
    },
    {
      places: [
        { ...HOME, from: '2027-05-01' },
        { kind: 'TRANSIENT', from: '2027-04-01', until: '2027-04-30', recordedAt: RECORDED_AT },
      ],
      sentences: [
        'There is nowhere to sleep on the night of Tuesday 9 March 2027.',
        'A temporary address is recorded, from the night of Thursday 1 April 2027, until the night of Friday 30 April 2027.',
        'A home is recorded, from the night of Saturday 1 May 2027.',
      ],
    },
    {
      places: [{ ...BED, nights: 10 }],
      patch: { releasedOn: '2027-01-01' },
      sentences: ['No address is recorded.'],
    },
    {
      places: [HOME],
      patch: { housing: { authorities: [], places: [HOME], consent: 'REFUSED' } },
      sentences: ['A home is recorded.', 'Consent to the duty to refer was refused.'],
    },
  ])('$sentences', ({ places: all, patch, sentences }) => {
    expect(said(all, patch)).toEqual(sentences);
  });
});

describe('a referral that is withdrawn or expires', () => {
  it('is by the officer who recorded the place', () => {
    const draft = aDraftWith(TODAY, { referrals: [aReferral()] });
    recordPlace(draft, { kind: 'SETTLED' });
    expect(draft.referral('r1').withdrawn?.by).toEqual(OFFICER);
  });
});
