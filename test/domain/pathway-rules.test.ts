import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import { RECALL_OUT_OF_SCOPE, SENTENCE_OUT_OF_SCOPE, askTheOmu } from '../../domain/law/ask-the-omu.ts';
import { NEVER_MORE_THAN } from '../../domain/law/figures.ts';
import { isInWales } from '../../domain/pathways/accommodation/country.ts';
import { cancelAppointment, keepAppointment } from '../../domain/pathways/appointments.ts';
import { stepEntry, STEP_KINDS } from '../../domain/pathways/catalogue.ts';
import {
  isUnsupervised,
  supervisionEndsBefore,
  withLatest,
} from '../../domain/pathways/community/supervision.ts';
import { MOST_KEPT } from '../../domain/pathways/community/data.ts';
import {
  consentsAfterReturn,
  consentTo,
  isRefused,
  keepConsent,
  noConsent,
} from '../../domain/pathways/consent.ts';
import { handoverOn, rowsInCustody } from '../../domain/pathways/custody/handover.ts';
import { dropProposal } from '../../domain/pathways/drop-proposal.ts';
import { endEmergencyAccess } from '../../domain/pathways/emergency-access/end.ts';
import type { Appointment } from '../../domain/record/appointments.ts';
import type { Consent, ConsentAnswer } from '../../domain/record/consent.ts';
import { aDraft, aJourney, NO_HOLIDAYS } from '../support/drafts.ts';
import { lawWith, THE_LAW } from '../support/law.ts';
import { dateOf, OFFICER, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';

describe.each(STEP_KINDS)('the form of %s', (kind) => {
  const { form, outcomes } = stepEntry(kind);
  const offered = Object.values(outcomes).filter(({ system }) => system !== true);

  it('names each answer, and no two alike', () => {
    const labels = offered.map(({ label }) => label);
    expect(labels.filter((label) => !/^\S.*\S$/.test(label))).toEqual([]);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('says in a sentence what an answer cannot do without', () => {
    for (const { needs } of offered) if (needs !== undefined) expect(needs.problem).toMatch(/^[A-Z].{7,}/);
  });

  it('has a label for each field and each choice, and no two choices alike', () => {
    expect(form.filter(({ label }) => !/^\S.*\S$/.test(label))).toEqual([]);
    for (const field of form) {
      if (field.hint !== undefined) expect(field.hint).toMatch(/\S{2,}/);
      if (field.kind !== 'radios' && field.kind !== 'select') continue;
      const texts = field.choices.map(({ text }) => text);
      expect(texts.filter((text) => text.trim() === '')).toEqual([]);
      expect(new Set(texts).size).toBe(texts.length);
      expect(new Set(field.choices.map(({ value }) => value)).size).toBe(texts.length);
    }
  });
});

describe('a date that is not worked out here', () => {
  const all = { ...SENTENCE_OUT_OF_SCOPE, ...RECALL_OUT_OF_SCOPE };

  it.each(Object.entries(all))('says why, and whom to ask: %s', (reason, why) => {
    expect(why).toMatch(/^[A-Z].{20,}\.$/);
    expect(askTheOmu(reason, why)).toEqual({
      status: 'ASK_THE_OMU',
      reason,
      explanation: [why, 'Ask the prison’s offender management unit (OMU) for the dates.'],
    });
  });
});

describe.each(NEVER_MORE_THAN)('the figure %s', (smaller, larger) => {
  it(`is never more than ${larger}, by law or by a change of it`, () => {
    const most = THE_LAW.on('2027-03-09')[larger] ?? 0;
    expect(() => lawWith({ [smaller]: most })).not.toThrow(`${smaller}: the value`);
    expect(() => lawWith({ [larger]: (THE_LAW.on('2027-03-09')[smaller] ?? 0) - 1 })).toThrow(
      new RegExp(`${smaller}: the value|${larger}, row`),
    );
  });
});

describe('the country of a person', () => {
  it.each([
    { prison: 'CFI', region: 'N54', wales: true },
    { prison: 'MDI', region: 'N03', wales: true },
    { prison: 'BWI', region: 'N03', wales: true },
    { prison: 'MDI', region: 'N54', wales: false },
    { prison: 'ZZZ', region: 'N99', wales: false },
  ])('is Wales by the prison $prison or the region $region: $wales', ({ wales, ...where }) => {
    expect(isInWales(where)).toBe(wales);
  });
});

describe('consent', () => {
  const consent = (answer: ConsentAnswer, patch: Partial<Consent> = {}): Consent => ({
    purpose: 'DTR',
    answer,
    ...patch,
  });
  const record = (...consents: readonly Consent[]) => ({ consents, housing: { authorities: [] } });
  const own = { agencyId: 'eastmoor' };

  it.each([
    { case: 'nobody asked', record: record(), answer: undefined },
    { case: 'they said no to all', record: record(consent('REFUSED')), answer: 'REFUSED' },
    {
      case: 'they said yes to this agency',
      record: record(consent('REFUSED'), consent('GIVEN', own)),
      answer: 'GIVEN',
    },
    {
      case: 'they said no to another',
      record: record(consent('REFUSED', { agencyId: 'shelter' })),
      answer: undefined,
    },
    {
      case: 'they were asked about something else',
      record: record(consent('GIVEN', { purpose: 'CRS' })),
      answer: undefined,
    },
    {
      case: 'the record is from before consents were kept',
      record: { housing: { authorities: [], consent: 'REFUSED' as const } },
      answer: 'REFUSED',
    },
  ])('to an agency is $answer when $case', ({ record: of, answer }) => {
    expect(consentTo(of, 'DTR', 'eastmoor')).toBe(answer);
  });

  it.each([
    { answer: 'GIVEN', refused: false },
    { answer: 'REFUSED', refused: true },
    { answer: 'WITHDRAWN', refused: true },
  ] as const)('that is $answer forbids a referral: $refused', ({ answer, refused }) => {
    expect(isRefused(record(consent(answer)), 'DTR')).toBe(refused);
    expect(noConsent(record(consent(answer)), 'DTR')?.rule).toBe(refused ? 'no-consent' : undefined);
  });

  const kept = (answer: ConsentAnswer, before: readonly Consent[], patch: Partial<Consent> = {}) => {
    const draft = aDraft(TODAY, aJourney({ consents: before }));
    keepConsent(draft, consent(answer, patch));
    return draft;
  };
  const answersOf = (draft: ReturnType<typeof kept>) =>
    draft.journey.consents?.map(({ purpose, agencyId, answer }) => [purpose, agencyId ?? 'all', answer]);

  it('is kept with the day, who recorded it and when, and its own fact', () => {
    const draft = kept('GIVEN', [], { how: 'SPOKEN', heardBy: 'c.ahmed' });
    expect(draft.journey.consents).toEqual([
      {
        purpose: 'DTR',
        answer: 'GIVEN',
        how: 'SPOKEN',
        heardBy: 'c.ahmed',
        on: TODAY,
        recordedAt: `${TODAY}T09:00:00.000Z`,
        recordedBy: OFFICER,
      },
    ]);
    expect(draft.facts.map(({ type }) => type)).toEqual(['consent-given']);
    expect(kept('REFUSED', []).facts.map(({ type }) => type)).toEqual(['consent-refused']);
    expect(kept('WITHDRAWN', []).facts.map(({ type }) => type)).toEqual(['consent-withdrawn']);
  });

  it('that is refused to all ends what was said about each, and about nothing else', () => {
    const before = [consent('GIVEN', own), consent('GIVEN', { purpose: 'CRS' })];
    expect(answersOf(kept('REFUSED', before))).toEqual([
      ['CRS', 'all', 'GIVEN'],
      ['DTR', 'all', 'REFUSED'],
    ]);
  });

  it('that is given to all leaves the refusal of one', () => {
    expect(answersOf(kept('GIVEN', [consent('REFUSED', own), consent('REFUSED')]))).toEqual([
      ['DTR', 'eastmoor', 'REFUSED'],
      ['DTR', 'all', 'GIVEN'],
    ]);
  });

  it('to one agency replaces the answer to that agency only', () => {
    expect(answersOf(kept('REFUSED', [consent('GIVEN', own), consent('GIVEN')], own))).toEqual([
      ['DTR', 'all', 'GIVEN'],
      ['DTR', 'eastmoor', 'REFUSED'],
    ]);
  });

  it('that was given is asked again after a recall, except to messages', () => {
    const before = record(
      consent('GIVEN'),
      consent('REFUSED', { purpose: 'CRS' }),
      consent('WITHDRAWN', { purpose: 'CAS3' }),
      consent('GIVEN', { purpose: 'MESSAGES' }),
    );
    expect(consentsAfterReturn(before).consents?.map(({ purpose }) => purpose)).toEqual([
      'CRS',
      'CAS3',
      'MESSAGES',
    ]);
    expect(consentsAfterReturn({ housing: { authorities: [] } })).toEqual({});
  });
});

describe('an appointment', () => {
  const appointment: Appointment = {
    id: 'a-1',
    revision: 1,
    on: '2027-01-20',
    at: '14:00',
    place: 'The probation office',
    madeAt: RECORDED_AT,
    madeBy: OFFICER,
  };
  const made = (patch: Partial<Appointment> = {}, journey: Partial<Journey> = {}) => {
    const draft = aDraft(TODAY, aJourney(journey));
    keepAppointment(draft, { ...appointment, ...patch }, 'appointment-made');
    return draft;
  };
  const toldOf = (draft: ReturnType<typeof made>) => draft.notices.map(({ kind, to }) => `${kind} ${to}`);

  it('is kept, and its fact says when and not where', () => {
    const draft = made();
    expect(draft.journey.appointments).toEqual([appointment]);
    expect(draft.facts.map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'appointment-made', data: { appointment: 'a-1', on: '2027-01-20', at: '14:00' } },
    ]);
  });

  it('reminds the person at ten on the day before', () => {
    expect(made().notices.at(-1)).toEqual({
      kind: 'appointment-soon',
      to: 'person',
      appointment: { id: 'a-1', revision: 1 },
      from: '2027-01-19T10:00:00.000Z',
    });
  });

  it.each<{
    readonly case: string;
    readonly patch?: Partial<Appointment>;
    readonly journey?: Partial<Journey>;
    readonly told: readonly string[];
  }>([
    {
      case: 'the officer who arranges it knows of it',
      told: ['appointment-made person', 'appointment-soon person'],
    },
    {
      case: 'another officer is told',
      journey: { officers: { pom: 'x.other' } },
      told: ['appointment-made person', 'appointment-made officer:x.other', 'appointment-soon person'],
    },
    {
      case: 'nobody is responsible',
      journey: { officers: {} },
      told: ['appointment-made person', 'appointment-soon person'],
    },
    { case: 'it is tomorrow', patch: { on: '2027-01-16' }, told: ['appointment-made person'] },
    {
      case: 'it is in two days',
      patch: { on: '2027-01-17' },
      told: ['appointment-made person', 'appointment-soon person'],
    },
    { case: 'it is over', patch: { came: 'KEPT' }, told: ['appointment-made person'] },
  ])('has messages sent: $case', ({ patch, journey, told }) => {
    expect(toldOf(made(patch, journey))).toEqual(told);
  });

  it('is taken back once, and only while it is still to come', () => {
    const draft = made();
    cancelAppointment(draft, 'a-1');
    expect(draft.journey.appointments).toEqual([{ ...appointment, came: 'CANCELLED', revision: 2 }]);
    const facts = draft.facts.length;
    cancelAppointment(draft, 'a-1');
    cancelAppointment(draft, 'unknown');
    expect(draft.facts).toHaveLength(facts);
  });
});

describe('the handover to the community', () => {
  const law = lawWith({ handoverMonths: 8, custodyReviewDays: 100 });
  const sentence = (releaseKind: Journey['sentence']['releaseKind']) => ({
    sentence: { startDate: '2024-01-01', releaseKind },
  });
  const on = (patch: Partial<Journey>) => handoverOn(aJourney(patch), NO_HOLIDAYS, law);
  const rows = (patch: Partial<Journey>) => rowsInCustody(aJourney(patch), TODAY, NO_HOLIDAYS, law);

  it('has no day on remand or after a recall, nor before a date is known', () => {
    expect(on(sentence('DETERMINATE'))).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(on(sentence('REMAND'))).toBeUndefined();
    expect(on(sentence('RECALL'))).toBeUndefined();
  });

  it.each(['INDETERMINATE', 'PAROLE_BOARD'] as const)(
    'is counted from the parole eligibility date of %s',
    (kind) => {
      const { releaseDateInForce: _none, ...journey } = aJourney({
        ...sentence(kind),
        dates: [dateOf('PED', '2029-06-01')],
      });
      expect(handoverOn(journey, NO_HOLIDAYS, law)).toMatch(/^202[78]-/);
      expect(
        handoverOn({ ...journey, dates: [dateOf('CRD', '2029-06-01')] }, NO_HOLIDAYS, law),
      ).toBeUndefined();
      expect(handoverOn({ ...journey, ...sentence('DETERMINATE') }, NO_HOLIDAYS, law)).toBeUndefined();
    },
  );

  it.each([
    {
      case: 'long before release',
      patch: { releaseDateInForce: '2027-04-26' },
      expected: ['handover', 'custody-review', 'bank-account'],
    },
    {
      case: 'when a review would be after release',
      patch: { releaseDateInForce: '2027-04-25' },
      expected: ['handover', 'bank-account'],
    },
    {
      case: 'once handed over',
      patch: { releaseDateInForce: '2027-04-26', custody: { handedOverOn: TODAY } },
      expected: ['custody-review', 'bank-account'],
    },
    {
      case: 'after a recall',
      patch: { ...sentence('RECALL'), releaseDateInForce: '2027-04-25' },
      expected: ['bank-account'],
    },
  ])('the review of custody and the bank account have a row $case', ({ patch, expected }) => {
    expect(rows({ ...sentence('DETERMINATE'), ...patch })).toEqual(expected);
  });
});

describe('supervision', () => {
  const law = lawWith({ firstReviewDays: 28 });
  const record = (releasedOn: string | undefined, supervisionEndsOn: string | undefined) => ({
    ...(releasedOn !== undefined && { releasedOn }),
    sentence: {
      startDate: '2026-01-01',
      releaseKind: 'DETERMINATE' as const,
      ...(supervisionEndsOn !== undefined && { supervisionEndsOn }),
    },
  });

  it.each([
    { released: '2027-03-01', ends: '2027-03-28', before: true },
    { released: '2027-03-01', ends: '2027-03-29', before: false },
    { released: undefined, ends: '2027-03-01', before: false },
    { released: '2027-03-01', ends: undefined, before: false },
  ])(
    'of somebody released on $released that ends on $ends is over before four weeks: $before',
    ({ released, ends, before }) => {
      expect(supervisionEndsBefore(record(released, ends), 'firstReviewDays', law)).toBe(before);
    },
  );

  it.each([
    { released: '2027-03-01', ends: '2027-03-01', none: true },
    { released: '2027-03-01', ends: '2027-02-28', none: true },
    { released: '2027-03-01', ends: undefined, none: false },
    { released: undefined, ends: '2027-03-01', none: false },
  ])(
    'of somebody released on $released, with its end on $ends and no licence, there is none: $none',
    ({ released, ends, none }) => {
      expect(isUnsupervised({ ...record(released, ends), dates: [dateOf('ARD', '2027-03-01')] })).toBe(none);
    },
  );

  it('is there for somebody with a licence, whatever the dates of the sentence', () => {
    const over = record('2027-03-01', '2027-03-01');
    expect(isUnsupervised({ ...over, dates: [] })).toBe(false);
    expect(
      isUnsupervised({ ...over, dates: [dateOf('ARD', '2027-03-01'), dateOf('LED', '2027-03-01')] }),
    ).toBe(false);
  });

  it('keeps so many of a list, the latest last', () => {
    const many = Array.from({ length: MOST_KEPT }, (_, n) => n);
    expect(withLatest(undefined, 1)).toEqual([1]);
    expect(withLatest(many, 999)).toEqual([...many.slice(1), 999]);
  });
});

describe('what no longer waits', () => {
  it('is a proposal of that kind only, and nothing changes where there was none', () => {
    const proposal = {
      id: 'p-1',
      kind: 'recall-undoing',
      change: { reason: 'The wrong person' },
      proposedAt: RECORDED_AT,
      proposedBy: OFFICER,
    } as const;
    const draft = aDraft(TODAY, aJourney({ proposals: [proposal] }));
    dropProposal(draft, 'recall');
    expect(draft.changed).toBe(false);
    dropProposal(draft, 'recall-undoing');
    expect(draft.journey.proposals).toEqual([]);
  });

  it('is the access that an officer took in an emergency', () => {
    const emergencyAccess = [
      { officer: 'x.one', until: TODAY },
      { officer: 'x.two', until: TODAY },
    ];
    const draft = aDraft(TODAY, aJourney({ emergencyAccess }));
    endEmergencyAccess(draft, ({ officer }) => officer === 'x.three');
    expect(draft.changed).toBe(false);
    endEmergencyAccess(draft, ({ officer }) => officer === 'x.one');
    expect(draft.journey.emergencyAccess).toEqual([{ officer: 'x.two', until: TODAY }]);
    endEmergencyAccess(draft);
    expect(Object.hasOwn(draft.journey, 'emergencyAccess')).toBe(false);
    expect(draft.facts.map(({ type, data }) => [type, data['officer']])).toEqual([
      ['emergency-access-ended', 'x.one'],
      ['emergency-access-ended', 'x.two'],
    ]);
  });
});
