import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import {
  changeContact,
  MOST_CASES,
  MOST_CONDITIONS,
  type ChangeContext,
} from '../../domain/victim-contact/change-contact.ts';
import { openCases, type ContactCase, type VictimContact } from '../../domain/victim-contact/contact.ts';
import type { ContactChange } from '../../domain/victim-contact/contact-change.ts';
import {
  ask,
  followJourney,
  isSameForUnit,
  remind,
  withoutWait,
} from '../../domain/victim-contact/follow-journey.ts';
import { noted } from '../../domain/victim-contact/history.ts';
import { joinContacts, noContact } from '../../domain/victim-contact/join.ts';
import {
  agencyDates,
  isToPassOn,
  sameDates,
  sayStanding,
  standingKey,
  standingOf,
  type Standing,
} from '../../domain/victim-contact/standing.ts';
import { aJourney, NO_HOLIDAYS } from '../support/drafts.ts';
import { lawWith } from '../support/law.ts';

/** A Friday, in working hours. */
const NOW = '2027-01-15T10:00:00.000Z';
const LIAISON = { kind: 'officer', id: 'v.liaison' } as const;
const LAW = lawWith({ victimNoticeWorkingHours: 4, victimContactSentenceMonths: 12 });
const CONTEXT = { now: NOW, calendar: NO_HOLIDAYS, law: LAW };
const death = {
  on: '2027-01-14',
  inCustody: true,
  outside: [],
  inside: [],
  recordedAt: NOW,
  recordedBy: LIAISON,
};

const aCase = (patch: Partial<ContactCase> = {}): ContactCase => ({
  id: 'c-1',
  basis: 'DISCRETIONARY',
  officer: 'v.liaison',
  entitlements: ['RELEASE_DATE'],
  conditions: [],
  openedAt: '2027-01-04T09:00:00.000Z',
  ...patch,
});
const passed = (standing: string) =>
  ({ standing, outcome: 'PASSED_ON', means: 'PHONE', on: '2027-01-10', at: NOW, by: 'v.liaison' }) as const;
const contactOf = (...cases: readonly ContactCase[]): VictimContact => ({
  ...noContact('journey-1', 'N54'),
  cases,
});

describe('how things stand with a release', () => {
  it.each<{ head: Partial<Journey>; key: string; said: string }>([
    { head: {}, key: 'RELEASE 2027-03-09', said: 'Release on Tuesday 9 March 2027' },
    {
      head: { releasedOn: '2027-03-10' },
      key: 'RELEASED 2027-03-10',
      said: 'Released on Wednesday 10 March 2027',
    },
    {
      head: { phase: 'recalled', releasedOn: '2027-03-10' },
      key: 'RECALLED 2027-03-09',
      said: 'Recalled to prison, and release on Tuesday 9 March 2027',
    },
    { head: { phase: 'closed' }, key: 'ENDED', said: 'Supervision has ended' },
    { head: { phase: 'closed', death }, key: 'DIED', said: 'The person has died' },
  ])('is $key, in words: $said', ({ head, key, said }) => {
    const standing = standingOf(aJourney(head));
    expect(standingKey(standing)).toBe(key);
    expect(sayStanding(standing)).toBe(said);
  });

  it('may be without a date', () => {
    const { releaseDateInForce: _none, ...journey } = aJourney();
    expect(standingOf(journey)).toEqual({ kind: 'NO_DATE' });
    expect(sayStanding({ kind: 'NO_DATE' })).toBe('There is no release date now');
    expect(standingKey(standingOf({ ...journey, phase: 'recalled' }))).toBe('RECALLED');
    expect(sayStanding({ kind: 'RECALLED' })).toBe('Recalled to prison');
  });

  it.each<{ standing: Standing; before?: string; news: boolean }>([
    { standing: { kind: 'RELEASE', date: '2027-03-09' }, news: true },
    { standing: { kind: 'RELEASE', date: '2027-03-09' }, before: 'RELEASE 2027-03-09', news: false },
    { standing: { kind: 'RELEASE', date: '2027-03-09' }, before: 'RELEASE 2027-03-10', news: true },
    { standing: { kind: 'RELEASE', date: '2027-03-09' }, before: 'RECALLED 2027-03-09', news: false },
    { standing: { kind: 'RELEASED', date: '2027-03-09' }, before: 'RELEASE 2027-03-09', news: false },
    { standing: { kind: 'RELEASED', date: '2027-03-09' }, before: 'RECALLED 2027-03-09', news: false },
    { standing: { kind: 'RELEASED', date: '2027-03-09' }, before: 'RELEASE 2027-03-10', news: true },
    { standing: { kind: 'RELEASED', date: '2027-03-09' }, news: true },
    { standing: { kind: 'NO_DATE' }, news: false },
    { standing: { kind: 'NO_DATE' }, before: 'RELEASE 2027-03-09', news: true },
    { standing: { kind: 'NO_DATE' }, before: 'RECALLED', news: false },
    { standing: { kind: 'RECALLED' }, before: 'RELEASED 2027-03-09', news: true },
    { standing: { kind: 'DIED' }, news: true },
  ])('$standing.kind $standing.date is news after $before: $news', ({ standing, before, news }) => {
    const known = before === undefined ? {} : { passedOn: passed(before) };
    expect(isToPassOn(known, standing)).toBe(news);
    const closed = { at: NOW, by: 'v.liaison', reason: 'OPTED_OUT' } as const;
    expect(isToPassOn({ ...known, closed }, standing)).toBe(false);
  });

  it('is the same to an agency by both of its dates', () => {
    const { releaseDateInForce: _none, ...undated } = aJourney();
    expect(agencyDates(aJourney({ releasedOn: '2027-03-10' }))).toEqual({
      releaseDate: '2027-03-09',
      releasedOn: '2027-03-10',
    });
    expect(agencyDates(undated)).toEqual({});
    expect(sameDates({ releaseDate: '2027-03-09' }, { releaseDate: '2027-03-09' })).toBe(true);
    expect(sameDates({ releaseDate: '2027-03-09' }, {})).toBe(false);
    expect(
      sameDates({ releaseDate: '2027-03-09' }, { releaseDate: '2027-03-09', releasedOn: '2027-03-09' }),
    ).toBe(false);
  });
});

describe('a unit follows a journey', () => {
  const deliveries = [{ agencyId: 'eastmoor', id: 'd-1' }];
  const followed = (
    contact: VictimContact,
    after: Partial<Journey>,
    before: Partial<Journey> = {},
    now = NOW,
  ) => followJourney(contact, aJourney(before), aJourney(after), deliveries, { ...CONTEXT, now });
  const moved = { releaseDateInForce: '2027-04-06' };

  it('is asked to pass a moved date on, and agencies wait for so many working hours', () => {
    const { contact, entries } = followed(
      contactOf(aCase({ passedOn: passed('RELEASE 2027-03-09') })),
      moved,
    );
    expect(contact.toPassOn).toEqual({
      standing: 'RELEASE 2027-04-06',
      since: NOW,
      by: '2027-01-15T14:00:00.000Z',
      reminded: 0,
    });
    expect(contact.wakeAt).toBe(NOW);
    expect(contact.wait).toEqual({
      until: '2027-01-15T14:00:00.000Z',
      shown: { releaseDate: '2027-03-09' },
      deliveries,
    });
    expect(entries.map(({ type, by, data }) => [type, by, data])).toEqual([
      ['to-pass-on', SYSTEM, { standing: 'RELEASE 2027-04-06', by: '2027-01-15T14:00:00.000Z' }],
    ]);
  });

  it('is asked nothing where no case is open, and nobody waits', () => {
    const closed = { at: NOW, by: 'v.liaison', reason: 'OPTED_OUT' } as const;
    for (const contact of [contactOf(), contactOf(aCase({ closed }))]) {
      const { contact: after, entries } = followed(contact, moved);
      expect(after).not.toHaveProperty('toPassOn');
      expect(after).not.toHaveProperty('wait');
      expect(entries).toEqual([]);
      expect(openCases(after)).toEqual([]);
    }
  });

  it('makes nobody wait where the dates of an agency are the same', () => {
    const { contact } = followed(contactOf(aCase()), { phase: 'recalled' });
    expect(contact.toPassOn?.standing).toBe('RECALLED 2027-03-09');
    expect(contact).not.toHaveProperty('wait');
  });

  it('shows agencies the dates from before the first of two changes, and keeps all messages', () => {
    const first = followed(contactOf(aCase()), moved).contact;
    const again = followed(
      first,
      { releaseDateInForce: '2027-05-04' },
      moved,
      '2027-01-15T11:00:00.000Z',
    ).contact;
    expect(again.wait).toEqual({
      until: '2027-01-15T15:00:00.000Z',
      shown: { releaseDate: '2027-03-09' },
      deliveries: [...deliveries, ...deliveries],
    });
    // Back as it was: there is nothing to wait for.
    expect(followed(first, {}, moved, '2027-01-15T11:00:00.000Z').contact).not.toHaveProperty('wait');
  });

  it('forgets a wait that is over', () => {
    const first = followed(contactOf(aCase()), moved).contact;
    const later = followed(
      first,
      { releaseDateInForce: '2027-05-04' },
      moved,
      '2027-01-18T11:00:00.000Z',
    ).contact;
    expect(later.wait).toMatchObject({ shown: { releaseDate: '2027-04-06' }, deliveries });
    expect(followed(first, moved, moved, '2027-01-15T14:00:00.000Z').contact).not.toHaveProperty('wait');
    expect(withoutWait(first)).not.toHaveProperty('wait');
  });

  it('of another region has it from then on', () => {
    const { contact, entries } = followed(contactOf(), { region: 'N07' });
    expect(contact.region).toBe('N07');
    expect(entries.map(({ type, data }) => [type, data])).toEqual([
      ['region-changed', { from: 'N54', to: 'N07' }],
    ]);
  });

  it.each<{ after: Partial<Journey>; same: boolean }>([
    { after: {}, same: true },
    { after: { prison: 'LEI' }, same: true },
    { after: { region: 'N07' }, same: false },
    { after: moved, same: false },
    { after: { phase: 'closed' }, same: false },
    { after: { phase: 'recalled' }, same: false },
  ])('has nothing to do after $after: $same', ({ after, same }) => {
    expect(isSameForUnit(aJourney(), aJourney(after))).toBe(same);
  });

  it('is asked once about one change', () => {
    const standing = { kind: 'RELEASE', date: '2027-04-06' } as const;
    const asked = ask({ contact: contactOf(aCase()), entries: [] }, standing, CONTEXT);
    const again = ask({ contact: asked.contact, entries: [] }, standing, {
      ...CONTEXT,
      now: '2027-01-15T12:00:00.000Z',
    });
    expect(again.contact).toBe(asked.contact);
    expect(again.entries).toEqual([]);
    const had = ask(
      {
        contact: { ...asked.contact, cases: [aCase({ passedOn: passed('RELEASE 2027-04-06') })] },
        entries: [],
      },
      standing,
      CONTEXT,
    );
    expect(had.contact).not.toHaveProperty('toPassOn');
    expect(had.contact).not.toHaveProperty('wakeAt');
  });

  it('is reminded when the time is up, and then each working morning', () => {
    const asked = followed(contactOf(aCase()), moved).contact;
    const first = remind(asked, CONTEXT);
    expect(first.contact).toMatchObject({ toPassOn: { reminded: 1 }, wakeAt: '2027-01-15T14:00:00.000Z' });
    expect(first.entries.map(({ type, data }) => [type, data])).toEqual([
      ['unit-reminded', { standing: 'RELEASE 2027-04-06', reminded: 1 }],
    ]);
    const late = remind(first.contact, { ...CONTEXT, now: '2027-01-15T14:00:00.000Z' }).contact;
    expect(late).toMatchObject({ toPassOn: { reminded: 2 } });
    expect(late.wakeAt?.slice(0, 10)).toBe('2027-01-18');
    const nothing = remind({ ...contactOf(aCase()), wakeAt: NOW }, CONTEXT);
    expect(nothing.contact).not.toHaveProperty('wakeAt');
    expect(nothing.entries).toEqual([]);
  });
});

describe('what the unit records', () => {
  const context = (patch: Partial<Journey> = {}, now = NOW): ChangeContext => {
    let count = 0;
    return { ...CONTEXT, now, by: LIAISON, newId: () => `new-${(count += 1)}`, journey: aJourney(patch) };
  };
  const changed = (contact: VictimContact, change: ContactChange, patch: Partial<Journey> = {}) => {
    const result = changeContact(contact, change, context(patch));
    if (!result.ok) throw new Error(result.detail);
    return result;
  };
  const refusal = (contact: VictimContact, change: ContactChange, patch: Partial<Journey> = {}) => {
    const result = changeContact(contact, change, context(patch));
    return result.ok ? undefined : [result.code, ...(result.field === undefined ? [] : [result.field])];
  };
  const opening = {
    do: 'open-case',
    basis: 'STATUTORY',
    entitlements: ['RELEASE_DATE'],
    officer: 'v.liaison',
  } as const;

  it('opens a case, and asks at once that the standing is passed on', () => {
    const { contact, id, entries } = changed(contactOf(), {
      ...opening,
      reference: 'VLU-7',
      note: 'By letter',
    });
    expect(contact.cases).toEqual([
      {
        id,
        basis: 'STATUTORY',
        entitlements: ['RELEASE_DATE'],
        officer: 'v.liaison',
        reference: 'VLU-7',
        note: 'By letter',
        conditions: [],
        openedAt: NOW,
      },
    ]);
    expect(entries.map(({ type, by }) => [type, by])).toEqual([
      ['case-opened', LIAISON],
      ['to-pass-on', SYSTEM],
    ]);
    expect(entries[0]?.data).toEqual({
      case: id,
      basis: 'STATUTORY',
      entitlements: ['RELEASE_DATE'],
      officer: 'v.liaison',
    });
    const bare = changed(contactOf(), opening).contact.cases[0];
    for (const part of ['reference', 'note']) expect(bare).not.toHaveProperty(part);
  });

  it.each([
    { lengthDays: 364, basis: 'STATUTORY', refused: ['RULE_REFUSED', 'basis'] },
    { lengthDays: 365, basis: 'STATUTORY', refused: undefined },
    { lengthDays: undefined, basis: 'STATUTORY', refused: undefined },
    { lengthDays: 100, basis: 'DISCRETIONARY', refused: undefined },
  ] as const)(
    'opens a case by duty for a sentence of twelve months or more: $lengthDays days, $basis',
    ({ lengthDays, basis, refused }) => {
      const sentence = {
        startDate: '2026-06-01',
        releaseKind: 'DETERMINATE',
        ...(lengthDays !== undefined && { lengthDays }),
      } as const;
      expect(refusal(contactOf(), { ...opening, basis }, { sentence })).toEqual(refused);
    },
  );

  it('opens no case of a closed journey, nor too many', () => {
    expect(refusal(contactOf(), opening, { phase: 'closed' })).toEqual(['CONFLICT']);
    const many = (count: number) =>
      contactOf(...Array.from({ length: count }, (_, n) => aCase({ id: `c-${n}` })));
    expect(refusal(many(MOST_CASES), opening)).toEqual(['RULE_REFUSED']);
    expect(refusal(many(MOST_CASES - 1), opening)).toBeUndefined();
  });

  it('changes nothing of a case that is closed, or unknown', () => {
    const closed = { at: NOW, by: 'v.liaison', reason: 'OPTED_OUT' } as const;
    const closing = { do: 'close-case', case: 'c-1', reason: 'CONTACT_ENDED' } as const;
    expect(refusal(contactOf(aCase({ closed })), closing)).toEqual(['CONFLICT']);
    expect(refusal(contactOf(aCase()), { ...closing, case: 'c-2' })).toEqual(['NOT_FOUND']);
  });

  it('changes who has a case and what the victim wants, and forgets a note that is left out', () => {
    const other = aCase({ id: 'c-2' });
    const { contact, entries } = changed(contactOf(aCase({ note: 'Old' }), other), {
      do: 'change-case',
      case: 'c-1',
      entitlements: ['RECALL'],
      officer: 'v.new',
    });
    expect(contact.cases).toEqual([aCase({ entitlements: ['RECALL'], officer: 'v.new' }), other]);
    expect(entries[0]).toMatchObject({
      type: 'case-changed',
      data: { case: 'c-1', entitlements: ['RECALL'], officer: 'v.new' },
    });
  });

  it('closes a case, and nobody waits for it any more', () => {
    const waiting = {
      ...contactOf(aCase()),
      toPassOn: { standing: 'RELEASE 2027-03-09', since: NOW, by: NOW, reminded: 0 },
      wait: { until: NOW, shown: {}, deliveries: [] },
    };
    const { contact, entries } = changed(waiting, { do: 'close-case', case: 'c-1', reason: 'OPTED_OUT' });
    expect(contact.cases[0]?.closed).toEqual({ at: NOW, by: 'v.liaison', reason: 'OPTED_OUT' });
    for (const part of ['toPassOn', 'wait']) expect(contact).not.toHaveProperty(part);
    expect(entries[0]).toMatchObject({ type: 'case-closed', data: { case: 'c-1', reason: 'OPTED_OUT' } });
  });

  const passing = {
    do: 'pass-on',
    case: 'c-1',
    standing: 'RELEASE 2027-03-09',
    outcome: 'PASSED_ON',
    means: 'PHONE',
    on: '2027-01-15',
  } as const;

  it('keeps how and when a change was passed on', () => {
    const { contact, entries } = changed(contactOf(aCase()), passing);
    expect(contact.cases[0]?.passedOn).toEqual({
      standing: 'RELEASE 2027-03-09',
      outcome: 'PASSED_ON',
      means: 'PHONE',
      on: '2027-01-15',
      at: NOW,
      by: 'v.liaison',
    });
    expect(entries[0]).toMatchObject({
      type: 'passed-on',
      data: { case: 'c-1', standing: 'RELEASE 2027-03-09', outcome: 'PASSED_ON', means: 'PHONE' },
    });
    const unwanted = changed(contactOf(aCase()), { ...passing, outcome: 'NOT_WANTED' });
    expect(unwanted.contact.cases[0]?.passedOn).not.toHaveProperty('means');
  });

  it.each<{
    case: string;
    change: Partial<typeof passing> | { means?: undefined };
    passedOn?: string;
    refused: readonly string[] | undefined;
  }>([
    {
      case: 'it was dealt with already',
      change: {},
      passedOn: 'RELEASE 2027-03-09',
      refused: ['CONFLICT'],
    },
    { case: 'nobody says how', change: { means: undefined }, refused: ['VALIDATION_FAILED', 'means'] },
  ])('refuses where $case', ({ change, passedOn, refused }) => {
    const known = contactOf(aCase(passedOn === undefined ? {} : { passedOn: passed(passedOn) }));
    expect(refusal(known, { ...passing, ...change })).toEqual(refused);
  });

  it.each([
    { on: '2027-01-16', refused: ['VALIDATION_FAILED', 'on'] },
    { on: '2027-01-15', refused: undefined },
    { on: '2027-01-13', refused: undefined },
    { on: '2027-01-12', refused: ['VALIDATION_FAILED', 'on'] },
  ])('takes a day from when the unit had it until today: $on', ({ on, refused }) => {
    const toPassOn = {
      standing: 'RELEASE 2027-03-09',
      since: '2027-01-13T10:00:00.000Z',
      by: NOW,
      reminded: 0,
    };
    expect(refusal({ ...contactOf(aCase()), toPassOn }, { ...passing, on })).toEqual(refused);
  });

  it('refuses to pass on what is no longer so', () => {
    expect(refusal(contactOf(aCase()), passing, { releaseDateInForce: '2027-04-06' })).toEqual(['CONFLICT']);
  });

  it('keeps the conditions that a victim asks for, puts them and has them answered in that order', () => {
    const asked = changed(contactOf(aCase()), {
      do: 'ask-condition',
      case: 'c-1',
      kind: 'NO_CONTACT',
      text: 'No contact',
    });
    const [condition] = asked.contact.cases[0]?.conditions ?? [];
    expect(condition).toEqual({ id: 'new-1', kind: 'NO_CONTACT', text: 'No contact', askedOn: '2027-01-15' });
    // The words are the victim's: the history has none of them.
    expect(asked.entries[0]?.data).toEqual({ case: 'c-1', condition: 'new-1', kind: 'NO_CONTACT' });
    const about = { case: 'c-1', condition: 'new-1' };
    expect(refusal(asked.contact, { do: 'answer-condition', ...about, answer: 'INCLUDED' })).toEqual([
      'CONFLICT',
    ]);
    const put = changed(asked.contact, { do: 'put-condition', ...about });
    expect(put.contact.cases[0]?.conditions[0]?.putOn).toBe('2027-01-15');
    expect(put.entries[0]).toMatchObject({ type: 'condition-put', data: about });
    expect(refusal(put.contact, { do: 'put-condition', ...about })).toEqual(['CONFLICT']);
    const answered = changed(put.contact, { do: 'answer-condition', ...about, answer: 'NOT_INCLUDED' });
    expect(answered.contact.cases[0]?.conditions[0]).toMatchObject({
      answer: 'NOT_INCLUDED',
      answeredOn: '2027-01-15',
    });
    expect(answered.entries[0]).toMatchObject({
      type: 'condition-answered',
      data: { ...about, answer: 'NOT_INCLUDED' },
    });
    expect(refusal(put.contact, { do: 'put-condition', case: 'c-1', condition: 'other' })).toEqual([
      'NOT_FOUND',
    ]);
  });

  it('keeps so many conditions of a case', () => {
    const conditions = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        id: `k-${n}`,
        kind: 'NO_CONTACT' as const,
        text: 'x',
        askedOn: '2027-01-15',
      }));
    const asking = { do: 'ask-condition', case: 'c-1', kind: 'EXCLUSION_AREA', text: 'x' } as const;
    expect(refusal(contactOf(aCase({ conditions: conditions(MOST_CONDITIONS) })), asking)).toEqual([
      'RULE_REFUSED',
    ]);
    expect(
      refusal(contactOf(aCase({ conditions: conditions(MOST_CONDITIONS - 1) })), asking),
    ).toBeUndefined();
  });
});

describe('the history of victim contact', () => {
  it('is a chain of its own: each line follows from the one before', () => {
    const one = noted({ contact: contactOf(), entries: [] }, NOW, LIAISON, 'case-opened', { case: 'c-1' });
    const two = noted(one, NOW, LIAISON, 'case-closed', { case: 'c-1' });
    expect(two.entries.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(two.entries[1]?.previousHash).toBe(two.entries[0]?.hash);
    expect(two.contact.history).toEqual({ count: 2, lastHash: two.entries[1]?.hash });
  });

  it('of two records that are merged says where the cases went', () => {
    const other = {
      ...contactOf(aCase({ id: 'c-2' })),
      journeyId: 'journey-2',
      wakeAt: NOW,
      toPassOn: { standing: 'x', since: NOW, by: NOW, reminded: 0 },
      wait: { until: NOW, shown: {}, deliveries: [] },
    };
    const joined = joinContacts(contactOf(aCase()), other, NOW, LIAISON);
    expect(joined.surviving.contact.cases.map(({ id }) => id)).toEqual(['c-1', 'c-2']);
    expect(joined.surviving.entries).toMatchObject([
      { type: 'cases-joined', data: { from: 'journey-2', cases: ['c-2'] } },
    ]);
    expect(joined.other.contact.cases).toEqual([]);
    for (const part of ['wakeAt', 'toPassOn', 'wait']) expect(joined.other.contact).not.toHaveProperty(part);
    expect(joined.other.entries).toMatchObject([
      { type: 'cases-moved', data: { to: 'journey-1', cases: ['c-2'] } },
    ]);
  });
});
