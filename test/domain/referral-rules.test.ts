import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import { codesIn } from '../../domain/pathways/codes-in-answer.ts';
import { answeredHow } from '../../domain/pathways/consent-form.ts';
import type { FormField } from '../../domain/pathways/form-field.ts';
import { CHILD_MACHINES, MACHINES } from '../../domain/pathways/machines.ts';
import {
  isWithPerson,
  MOST_MENTORS,
  mentorsAfterReturn,
  MENTOR_STATES,
  type Mentor,
} from '../../domain/pathways/mentors/data.ts';
import type { MENTOR_CHANGES } from '../../domain/pathways/mentors/mentors.ts';
import { change, mayChange, mayOffer, offer, whoMeets } from '../../domain/pathways/mentors/mentors.ts';
import { MILESTONE_NAMES, MILESTONES } from '../../domain/pathways/milestones.ts';
import { ANSWER_STEPS } from '../../domain/pathways/referrals/answer.ts';
import { expire, tell, tellLive, withdraw } from '../../domain/pathways/referrals/moves.ts';
import { parkedDetails, resend } from '../../domain/pathways/referrals/parked.ts';
import { TROUBLE_STEPS } from '../../domain/pathways/referrals/trouble.ts';
import {
  afterWithdrawal,
  councilsAfter,
  endsEveryDutyToRefer,
  forgetWithdrawn,
  nextChoice,
  reasonsFor,
} from '../../domain/pathways/referrals/withdrawal.ts';
import { setPathway } from '../../domain/pathways/statuses.ts';
import { SERVICES, WITHDRAWAL_REASONS, type Referral } from '../../domain/record/referral.ts';
import { ROOT_MACHINES } from '../../domain/record/machines.ts';
import { answered, settledAs } from '../support/answers.ts';
import { aDraftWith, aJourney, aReferral, aStep } from '../support/drafts.ts';
import { lawWith } from '../support/law.ts';
import { OFFICER, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';
const NOW = `${TODAY}T09:00:00.000Z`;
const OUT = { releasedOn: '2027-03-09', phase: 'community' } as const;
const ANSWER = aStep('referral-answer', { subject: 'DTR-1' });
const summary = (subject: string, more: object = {}) => ({
  id: subject,
  subject,
  agencyId: 'a',
  live: true,
  ...more,
});
const kindsOf = (draft: ReturnType<typeof answered>) => draft.journey.open.map(({ kind }) => kind);

describe('the answer of an agency', () => {
  const given = (
    outcome: 'ACCEPTED' | 'DECLINED' | 'MORE_INFORMATION' | 'SILENT',
    details = {},
    patch: Partial<Journey> = {},
    referral: Partial<Referral> = {},
  ) => answered(ANSWER, outcome, { details, asked: [aReferral(referral)], ...patch });

  it('is kept in the referral, with its number and who deals with it there', () => {
    const draft = given('ACCEPTED', { code: 'PRIORITY_NEED', reference: 'LS-77', officer: 'J. Hall' });
    expect(draft.referral('r1').answer).toEqual({
      answer: 'ACCEPTED',
      code: 'PRIORITY_NEED',
      reference: 'LS-77',
      officer: 'J. Hall',
      at: NOW,
      by: OFFICER,
    });
    expect(draft.journey.housing.dutyToReferOutcome).toBe('PRIORITY_NEED');
    expect(draft.facts.find(({ type }) => type === 'referral-answered')?.data).toEqual({
      referral: 'r1',
      service: 'DTR',
      agency: 'eastmoor-council',
      answer: 'ACCEPTED',
      code: 'PRIORITY_NEED',
      reference: 'LS-77',
      officer: 'J. Hall',
    });
    const bare = given('DECLINED').referral('r1').answer;
    for (const part of ['code', 'reference', 'officer']) expect(bare).not.toHaveProperty(part);
    expect(given('DECLINED').journey.housing).not.toHaveProperty('dutyToReferOutcome');
  });

  it('opens a housing plan after an accepted duty to refer only', () => {
    expect(kindsOf(given('ACCEPTED'))).toEqual(['housing-plan']);
    const crs = aStep('referral-answer', { subject: 'CRS-1' });
    const referral = aReferral({ service: 'CRS', subject: 'CRS-1' });
    expect(kindsOf(answered(crs, 'ACCEPTED', { asked: [referral] }))).toEqual([]);
  });

  it('that gives a bed ends what somebody without one is asked', () => {
    const cas3 = aStep('referral-answer', { subject: 'CAS3-1' });
    const referral = aReferral({ service: 'CAS3', subject: 'CAS3-1' });
    const urgent = aStep('urgent-housing');
    const draft = answered(cas3, 'ACCEPTED', {
      ...OUT,
      today: '2027-03-10',
      asked: [referral],
      others: [urgent],
    });
    expect(draft.step(urgent.key)?.outcome).toBe('NOT_NEEDED');
    expect(draft.journey.housing.places).toMatchObject([{ kind: 'CAS3' }]);
  });

  it('that asks for more keeps the question, and gets an answer', () => {
    const draft = given(
      'MORE_INFORMATION',
      { note: 'Which officer?' },
      {},
      { questions: [{ askedAt: RECORDED_AT, question: 'First?' }] },
    );
    const { questions } = draft.referral('r1');
    expect(questions).toEqual([
      { askedAt: RECORDED_AT, question: 'First?' },
      { askedAt: NOW, question: 'Which officer?' },
    ]);
    const asked = aStep('referral-more-information', { subject: 'DTR-1' });
    const told = answered(asked, 'PROVIDED', {
      details: { note: 'Cass Ahmed' },
      asked: [aReferral(questions ? { questions } : {})],
    });
    expect(told.referral('r1').questions?.at(-1)).toEqual({
      askedAt: NOW,
      question: 'Which officer?',
      answeredAt: NOW,
      answer: 'Cass Ahmed',
    });
    expect(told.referral('r1').questions).toHaveLength(2);
    expect(told.deliveries[0]?.body).toContain('"changed":["questions"]');
    expect(kindsOf(told)).toEqual(['referral-answer']);
    const never = answered(asked, 'PROVIDED', { details: { note: 'x' }, asked: [aReferral()] });
    expect(never.referral('r1').questions).toEqual([{ askedAt: NOW, answeredAt: NOW, answer: 'x' }]);
  });

  it('that a machine waits for is asked about by the machine', () => {
    const waiting = { ...ANSWER, token: 't-1' };
    expect(kindsOf(answered(waiting, 'MORE_INFORMATION', { asked: [aReferral()] }))).toEqual([]);
    const more = aStep('referral-more-information', { subject: 'DTR-1', token: 't-1' });
    expect(kindsOf(answered(more, 'PROVIDED', { details: { note: 'x' }, asked: [aReferral()] }))).toEqual([]);
  });

  it('does not come by its day: the referral still stands', () => {
    const draft = given('SILENT');
    expect(draft.referral('r1').expiredAt).toBe(NOW);
    expect(kindsOf(draft)).toEqual(['referral-unanswered']);
  });

  it('changes nothing of a referral that is over', () => {
    const withdrawn = { withdrawn: { reason: 'NO_CONSENT' as const, at: RECORDED_AT, by: OFFICER } };
    expect(given('ACCEPTED', {}, {}, withdrawn).referral('r1')).not.toHaveProperty('answer');
    expect(given('SILENT', {}, {}, withdrawn).referral('r1')).not.toHaveProperty('expiredAt');
    const none = answered(aStep('referral-answer', { subject: 'DTR-9' }), 'ACCEPTED');
    expect(none.facts.map(({ type }) => type)).not.toContain('referral-answered');
  });

  it('is that it was withdrawn, where the record says so', () => {
    expect(
      settledAs('referral-answer', { referrals: [summary('DTR-1', { withdrawn: true })] }, 'DTR-1'),
    ).toBe('WITHDRAWN');
    expect(settledAs('referral-answer', { referrals: [summary('DTR-1')] }, 'DTR-1')).toBeUndefined();
    expect(
      settledAs('referral-answer', { referrals: [summary('DTR-1', { withdrawn: true })] }, 'DTR-2'),
    ).toBeUndefined();
  });

  it.each([
    { details: { code: 'PRIORITY_NEED', reference: 'a'.repeat(60), officer: 'a'.repeat(100) }, fits: true },
    { details: { code: 'priority' }, fits: false },
    { details: { reference: 'a'.repeat(61) }, fits: false },
    { details: { officer: 'a'.repeat(101) }, fits: false },
    { details: { reference: ' ' }, fits: false },
  ])('is short, on one line each: $fits', ({ details, fits }) => {
    expect(ANSWER_STEPS['referral-answer'].details.safeParse(details).success).toBe(fits);
    const [code] = ANSWER_STEPS['referral-answer'].form;
    expect(code?.kind === 'select' && code.choices[0]?.text).toBe('Prevention and relief duty');
  });
});

describe('a referral', () => {
  it('is reported in order, with the day by which its agency is to answer', () => {
    const draft = aDraftWith(TODAY, { referrals: [aReferral({ sequence: 4 })] });
    tell(draft, aReferral({ sequence: 4 }), 'through-the-gate.referral.updated', ['releaseDate']);
    expect(draft.referral('r1').sequence).toBe(5);
    expect(draft.deliveries).toEqual([
      {
        id: 'id-1',
        version: 1,
        agencyId: 'eastmoor-council',
        journeyId: 'journey-1',
        referralId: 'r1',
        type: 'through-the-gate.referral.updated',
        body: expect.stringContaining('"changed":["releaseDate"]'),
        state: 'pending',
        createdAt: NOW,
        nextAttemptAt: '2027-01-15T09:15:00.000Z',
        deadline: '2027-03-09T00:00:00.000Z',
        attempts: [],
      },
    ]);
    expect(draft.effects).toEqual([{ kind: 'deliver', agencyId: 'eastmoor-council', deliveryId: 'id-1' }]);
  });

  it('that is stale is reported no more', () => {
    const law = lawWith({ dutyToReferStaleDays: 10 });
    const draft = aDraftWith(
      TODAY,
      { referrals: [aReferral(), aReferral({ id: 'r2', createdAt: '2027-01-10T09:00:00.000Z' })] },
      {},
      law,
    );
    tellLive(draft, (referral) => ({ ...referral, releasedOn: TODAY }), ['releasedOn']);
    expect(draft.deliveries.map(({ referralId }) => referralId)).toEqual(['r2']);
    expect(draft.referral('r2').releasedOn).toBe(TODAY);
    expect(draft.referral('r1')).not.toHaveProperty('releasedOn');
  });

  it('is withdrawn with a reason, and its agency is told', () => {
    const draft = aDraftWith(TODAY, { referrals: [aReferral()] });
    withdraw(draft, aReferral(), 'OTHER', 'They moved.');
    expect(draft.referral('r1').withdrawn).toEqual({
      reason: 'OTHER',
      text: 'They moved.',
      at: NOW,
      by: OFFICER,
    });
    expect(draft.facts[0]?.data).toEqual({
      referral: 'r1',
      service: 'DTR',
      agency: 'eastmoor-council',
      reason: 'OTHER',
      text: 'They moved.',
    });
    expect(draft.deliveries.map(({ type }) => type)).toEqual(['through-the-gate.referral.withdrawn']);
    const plain = aDraftWith(TODAY, { referrals: [aReferral()] });
    withdraw(plain, aReferral(), 'NO_CONSENT');
    expect(plain.referral('r1').withdrawn).not.toHaveProperty('text');
    const late = aDraftWith(TODAY, { referrals: [aReferral()] });
    expire(late, aReferral());
    expect(late.referral('r1').expiredAt).toBe(NOW);
    expect(late.deliveries).toEqual([]);
  });
});

describe('the withdrawal of a referral by an officer', () => {
  const ASKS_ANOTHER = ['NEW_REFERRAL', 'INCORRECT_LOCAL_AUTHORITY'];

  it.each(SERVICES)('to %s has the reasons that fit', (service) => {
    const others = WITHDRAWAL_REASONS.filter((reason) => !ASKS_ANOTHER.includes(reason));
    expect(reasonsFor(service)).toEqual(service === 'DTR' ? WITHDRAWAL_REASONS : others);
    expect(endsEveryDutyToRefer(service, 'NO_CONSENT')).toBe(service === 'DTR');
    expect(endsEveryDutyToRefer(service, 'DISENGAGED')).toBe(false);
    for (const reason of WITHDRAWAL_REASONS)
      expect(councilsAfter(service, reason)).toEqual({
        everyCouncil: service === 'DTR' && reason === 'NO_CONSENT',
        asksAnother: ASKS_ANOTHER.includes(reason),
      });
  });

  const choices = (referrals: readonly object[], housing: Partial<Journey['housing']> = {}) =>
    aJourney({
      housing: { authorities: ['a', 'b', 'c'], ...housing },
      referrals: referrals.map((each) => ({ ...summary('DTR-1'), ...each })),
    });

  it.each<{ case: string; journey: Journey; reason: (typeof WITHDRAWAL_REASONS)[number]; next: object }>([
    {
      case: 'the person agrees to none',
      journey: choices([{}, summary('DTR-2')]),
      reason: 'NO_CONSENT',
      next: { next: 'NO_AGREEMENT' },
    },
    {
      case: 'another council is asked',
      journey: choices([{}, summary('DTR-2')]),
      reason: 'DISENGAGED',
      next: { next: 'OTHER_ASKED', subject: 'DTR-2' },
    },
    {
      case: 'another council has answered',
      journey: choices([{}, summary('DTR-2', { answer: 'ACCEPTED' })]),
      reason: 'DISENGAGED',
      next: { next: 'OFFICER_DECIDES' },
    },
    {
      case: 'a service is asked',
      journey: choices([{}, summary('CRS-1')]),
      reason: 'OTHER',
      next: { next: 'OFFICER_DECIDES' },
    },
    {
      case: 'the next is to be asked',
      journey: choices([{}]),
      reason: 'NEW_REFERRAL',
      next: { next: 'CHOICE', subject: 'DTR-2' },
    },
    {
      case: 'none is left',
      journey: choices([{}], { authorities: ['a'] }),
      reason: 'INCORRECT_LOCAL_AUTHORITY',
      next: { next: 'NO_CHOICE_LEFT' },
    },
  ])('is followed by the next council, or not, where $case: $next', ({ journey, reason, next }) => {
    expect(afterWithdrawal(journey, 'DTR-1', reason)).toEqual(next);
  });

  it('passes over a council that was asked, refused or could not be asked', () => {
    expect(nextChoice(choices([{}]))).toBe('DTR-2');
    expect(nextChoice(choices([{}], { unanswered: ['DTR-2'] }))).toBe('DTR-3');
    const refused = {
      ...choices([{}]),
      consents: [{ purpose: 'DTR' as const, answer: 'REFUSED' as const, agencyId: 'b' }],
    };
    expect(nextChoice(refused)).toBe('DTR-3');
    expect(nextChoice(choices([{}, summary('DTR-2'), summary('DTR-3')]))).toBeUndefined();
  });

  const contact = { by: 'PHONE', at: '07700 900 456', agreedOn: TODAY } as const;
  const housing = {
    authorities: ['a'],
    consent: 'GIVEN',
    crsReferredOn: TODAY,
    dutyToReferOn: TODAY,
    dutyToReferOutcome: 'ACCEPTED',
    contact,
  } as const;
  const forgotten = (
    service: 'DTR' | 'CRS',
    after: Parameters<typeof forgetWithdrawn>[2],
    referrals: Journey['referrals'] = [],
  ) => {
    const draft = aDraftWith(TODAY, {}, { housing, referrals });
    forgetWithdrawn(draft, service, after);
    return draft.journey.housing;
  };
  const NEITHER = { everyCouncil: false, asksAnother: false };

  it('leaves nothing of what no referral stands for any more', () => {
    expect(forgotten('DTR', NEITHER)).toEqual({
      authorities: ['a'],
      consent: 'GIVEN',
      crsReferredOn: TODAY,
      contact,
      asksNoOther: true,
    });
    expect(forgotten('DTR', { everyCouncil: true, asksAnother: false })).toEqual({
      authorities: ['a'],
      consent: 'REFUSED',
      crsReferredOn: TODAY,
    });
    expect(forgotten('DTR', { everyCouncil: false, asksAnother: true })).not.toHaveProperty('asksNoOther');
    const { crsReferredOn: _none, ...rest } = housing;
    expect(forgotten('CRS', NEITHER)).toEqual(rest);
  });

  it('leaves what another referral of the service stands for', () => {
    expect(forgotten('DTR', NEITHER, [summary('DTR-2', { answer: 'ACCEPTED' })])).toMatchObject({
      dutyToReferOn: TODAY,
      dutyToReferOutcome: 'ACCEPTED',
    });
    const open = forgotten('DTR', NEITHER, [summary('DTR-2')]);
    expect(open.dutyToReferOn).toBe(TODAY);
    expect(open).not.toHaveProperty('dutyToReferOutcome');
    expect(forgotten('DTR', NEITHER, [summary('DTR-2', { live: false })])).not.toHaveProperty(
      'dutyToReferOn',
    );
    expect(forgotten('CRS', NEITHER, [summary('CRS-1')])).toEqual(housing);
  });
});

describe('messages to an agency that could not be delivered', () => {
  const parked = (referralId: string, deliveryId: string) => ({
    agencyId: 'eastmoor',
    referralId,
    deliveryId,
    cause: 'REDIRECTED',
  });

  it('are one step, with the latest of each referral and at most twenty', () => {
    const first = parkedDetails(undefined, parked('r1', 'd1'));
    expect(first).toEqual({ agency: 'eastmoor', cause: 'REDIRECTED', parked: ['r1/d1'] });
    const second = parkedDetails(parkedDetails(first, parked('r2', 'd2')), parked('r1', 'd3'));
    expect(second['parked']).toEqual(['r2/d2', 'r1/d3']);
    const many = Array.from({ length: 25 }, (_, n) => parked(`r${n}`, `d${n}`)).reduce(parkedDetails, {});
    expect(many['parked']).toHaveLength(20);
    expect(Array.isArray(many['parked']) && many['parked'].at(-1)).toBe('r24/d24');
  });

  const sent = (opened: Parameters<typeof resend>[1]['opened'], subject?: string) => {
    const draft = aDraftWith(TODAY, {});
    resend(draft, { subject, details: {}, opened });
    return draft.effects.map(
      (effect) => effect.kind === 'deliver' && [effect.agencyId, effect.deliveryId, effect.again],
    );
  };

  it('are sent again, each to its agency', () => {
    expect(sent({ agency: 'eastmoor', parked: ['r1/d1', 'r2/d2'] }, 'agency.eastmoor')).toEqual([
      ['eastmoor', 'd1', true],
      ['eastmoor', 'd2', true],
    ]);
    expect(sent({ agency: 'eastmoor' }, 'd9')).toEqual([['eastmoor', 'd9', true]]);
    expect(sent({ agency: 'eastmoor' })).toEqual([]);
    expect(sent({ parked: ['r1/d1'] })).toEqual([]);
    expect(TROUBLE_STEPS['delivery-parked'].outcomes.RESENT.does).toBe(resend);
  });
});

describe('a mentor', () => {
  const mentor = (patch: Partial<Mentor> = {}): Mentor => ({
    id: 'm-1',
    revision: 1,
    role: 'MENTOR',
    name: 'Sam Rowe',
    helpsWith: 'gate',
    state: 'ACCEPTED',
    on: '2027-01-04',
    ...patch,
  });
  const changed = (
    to: (typeof MENTOR_CHANGES)[number],
    mentors: readonly Mentor[] = [mentor()],
    ready?: Journey['ready'],
  ) => {
    const draft = aDraftWith(TODAY, {}, { mentors, ...(ready && { ready }) });
    change(draft, 'm-1', to, 'They moved');
    return draft;
  };

  it.each(MENTOR_STATES)('who is %s is with the person, or not', (state) => {
    expect(isWithPerson({ state })).toBe(state === 'OFFERED' || state === 'ACCEPTED');
  });

  it.each<{
    state: Mentor['state'];
    to: (typeof MENTOR_CHANGES)[number];
    atGate?: true;
    released?: string;
    rule: string | undefined;
  }>([
    { state: 'OFFERED', to: 'ACCEPTED', rule: undefined },
    { state: 'OFFERED', to: 'DECLINED', rule: undefined },
    { state: 'ACCEPTED', to: 'ACCEPTED', rule: 'already-accepted' },
    { state: 'ACCEPTED', to: 'DECLINED', rule: 'already-accepted' },
    { state: 'ACCEPTED', to: 'STOPPED', rule: undefined },
    { state: 'OFFERED', to: 'STOPPED', rule: undefined },
    { state: 'STOPPED', to: 'STOPPED', rule: 'mentor-is-over' },
    { state: 'DECLINED', to: 'ACCEPTED', rule: 'mentor-is-over' },
    { state: 'OFFERED', to: 'AT_GATE', rule: 'not-accepted' },
    { state: 'ACCEPTED', to: 'AT_GATE', rule: undefined },
    { state: 'ACCEPTED', to: 'AT_GATE', released: '2027-03-09', rule: 'person-is-out' },
    { state: 'ACCEPTED', to: 'NOT_AT_GATE', rule: 'not-at-gate' },
    { state: 'ACCEPTED', to: 'NOT_AT_GATE', atGate: true, rule: undefined },
    { state: 'ACCEPTED', to: 'STOPPED', released: '2027-03-09', rule: undefined },
  ])(
    '$state may become $to (at the gate $atGate, released $released): $rule',
    ({ state, to, atGate, released, rule }) => {
      expect(
        mayChange(
          mentor({ state, ...(atGate && { atGate }) }),
          to,
          released === undefined ? {} : { releasedOn: released },
        )?.rule,
      ).toBe(rule);
    },
  );

  it('is one of at most so many, of whom those that are over do not count', () => {
    const many = (count: number, state: Mentor['state']) =>
      Array.from({ length: count }, (_, n) => mentor({ id: `m-${n}`, state }));
    expect(mayOffer({ mentors: many(MOST_MENTORS, 'OFFERED') })?.rule).toBe('too-many-mentors');
    expect(mayOffer({ mentors: many(MOST_MENTORS - 1, 'OFFERED') })).toBeUndefined();
    expect(mayOffer({ mentors: many(MOST_MENTORS, 'STOPPED') })).toBeUndefined();
    expect(mayOffer({})).toBeUndefined();
    const draft = aDraftWith(
      TODAY,
      {},
      { mentors: [mentor({ id: 'old', state: 'STOPPED' }), ...many(2 * MOST_MENTORS - 1, 'ACCEPTED')] },
    );
    offer(draft, mentor({ id: 'new' }));
    expect(draft.journey.mentors?.map(({ id }) => id)).not.toContain('old');
    expect(draft.journey.mentors?.at(-1)?.id).toBe('new');
    // No name is in a fact, which is kept for ever.
    expect(draft.facts.map(({ type, data }) => [type, data])).toEqual([
      ['mentor-offered', { mentor: 'new', role: 'MENTOR', helpsWith: 'gate' }],
    ]);
  });

  it.each([
    { to: 'ACCEPTED', fact: 'mentor-accepted' },
    { to: 'DECLINED', fact: 'mentor-declined' },
    { to: 'STOPPED', fact: 'mentor-stopped' },
  ] as const)('$to is kept with its day and reason: $fact', ({ to, fact }) => {
    const draft = changed(to, [
      mentor({ state: 'OFFERED', atGate: true }),
      mentor({ id: 'm-2', atGate: true }),
    ]);
    expect(draft.journey.mentors).toEqual([
      mentor({ state: to, revision: 2, on: TODAY, reason: 'They moved' }),
      mentor({ id: 'm-2', atGate: true }),
    ]);
    expect(draft.facts.map(({ type }) => type)).toEqual([fact]);
  });

  it('who comes to the gate does so alone, and the person is met', () => {
    const draft = changed(
      'AT_GATE',
      [mentor(), mentor({ id: 'm-2', name: 'Lee', role: 'PEER', atGate: true })],
      { phone: 'HAS_ONE' },
    );
    expect(draft.journey.mentors?.map(({ atGate }) => atGate)).toEqual([true, undefined]);
    expect(draft.journey.ready).toEqual({ phone: 'HAS_ONE', met: 'MET', who: 'Sam Rowe, a mentor' });
    expect(whoMeets({ mentors: [mentor({ role: 'PEER', atGate: true })] })).toBe('Sam Rowe, a peer');
    expect(whoMeets({})).toBeUndefined();
  });

  it('who does not come after all leaves nobody, unless somebody else was named', () => {
    const coming = [mentor({ atGate: true })];
    expect(
      changed('NOT_AT_GATE', coming, { phone: 'HAS_ONE', met: 'MET', who: 'Sam Rowe, a mentor' }).journey
        .ready,
    ).toEqual({ phone: 'HAS_ONE' });
    expect(changed('NOT_AT_GATE', coming, { met: 'MET', who: 'A sister' }).journey.ready).toEqual({
      met: 'MET',
      who: 'A sister',
    });
    expect(changed('NOT_AT_GATE', coming).journey.mentors?.[0]).not.toHaveProperty('atGate');
  });

  it('goes on after a recall, and is asked again about the gate', () => {
    expect(
      mentorsAfterReturn({ mentors: [mentor({ atGate: true }), mentor({ id: 'm-2', state: 'STOPPED' })] }),
    ).toEqual({ mentors: [mentor()] });
    expect(mentorsAfterReturn({})).toEqual({});
  });
});

/** A field of a form, of each kind with what belongs to it. */
function fieldOf(kind: FormField['kind']): FormField {
  const named = { name: 'x', label: 'X', problem: 'Enter it' };
  switch (kind) {
    case 'radios':
    case 'select':
      return { ...named, kind, choices: [{ value: 'YES', text: 'Yes' }] };
    case 'number':
      return { ...named, kind, least: 0, most: 9 };
    case 'officer':
      return { ...named, kind, duty: 'POM' };
    case 'service':
      return { ...named, kind, pathway: 'drugs-and-alcohol' };
    case 'authorities':
      return { ...named, kind, most: 5 };
    default:
      return { ...named, kind };
  }
}

describe('what the pathways share', () => {
  it.each<{ kind: FormField['kind']; value: string | number | boolean | readonly string[]; code: boolean }>([
    { kind: 'text', value: 'abc', code: false },
    { kind: 'textarea', value: 'abc', code: false },
    { kind: 'radios', value: 'YES', code: true },
    { kind: 'radios', value: 'Something else', code: false },
    { kind: 'date', value: '2027-01-15', code: true },
    { kind: 'date', value: 'next week', code: false },
    { kind: 'number', value: 3, code: true },
    { kind: 'number', value: 'three', code: false },
    { kind: 'checkbox', value: true, code: true },
    { kind: 'checkbox', value: 'yes', code: false },
    { kind: 'officer', value: 'p.taylor', code: true },
    { kind: 'officer', value: 'Pat Taylor', code: false },
    { kind: 'authority', value: 'eastmoor', code: true },
    { kind: 'authorities', value: ['eastmoor', 'westmoor'], code: true },
    { kind: 'authorities', value: ['eastmoor', 'West Moor'], code: false },
    { kind: 'authorities', value: 'eastmoor', code: false },
  ])('a $kind with $value is a code: $code', ({ kind, value, code }) => {
    const field = fieldOf(kind);
    expect(codesIn({ form: [field] }, { x: value, other: 'y' })).toEqual(code ? ['x'] : []);
  });

  it('an officer who records an answer is the one who heard it', () => {
    expect(answeredHow(aDraftWith(TODAY, {}), 'WRITTEN')).toEqual({ how: 'WRITTEN', heardBy: 'p.taylor' });
    expect(answeredHow(aDraftWith(TODAY, {}), undefined)).toEqual({ heardBy: 'p.taylor' });
  });

  it('a status changes the record only where it is another', () => {
    const draft = aDraftWith(TODAY, {}, { pathways: { health: 'DONE' } });
    setPathway(draft, 'health', 'DONE');
    expect(draft.changed).toBe(false);
    setPathway(draft, 'accommodation', 'IN_PROGRESS');
    expect(draft.journey.pathways).toEqual({ health: 'DONE', accommodation: 'IN_PROGRESS' });
  });

  it('each machine has a name of its own', () => {
    expect(MACHINES).toEqual([...ROOT_MACHINES, ...CHILD_MACHINES]);
    expect(new Set(MACHINES).size).toBe(MACHINES.length);
    expect(CHILD_MACHINES).toEqual(
      expect.arrayContaining(['housing', 'benefits', 'release-day-check', 'council', 'claim', 'referral']),
    );
  });

  const home = {
    housing: { authorities: [], places: [{ kind: 'SETTLED' as const, recordedAt: RECORDED_AT }] },
  };
  it.each<{ case: string; patch: Partial<Journey>; reached: readonly string[] }>([
    { case: 'in prison without anything', patch: {}, reached: [] },
    { case: 'in prison with a home', patch: home, reached: ['housed', 'sheltered'] },
    {
      case: 'out with nowhere to sleep',
      patch: { releasedOn: '2027-01-10' },
      reached: ['released', 'unsheltered'],
    },
    {
      case: 'out with a home that was checked',
      patch: { releasedOn: '2027-01-10', housing: { ...home.housing, checked: true } },
      reached: ['released', 'housed', 'sheltered', 'homeChecked'],
    },
    { case: 'without a claim', patch: { benefits: { notClaiming: true } }, reached: ['notClaiming'] },
  ])('has reached, $case: $reached', ({ patch, reached }) => {
    const all = MILESTONE_NAMES.filter((name) => MILESTONES[name](aJourney(patch), TODAY));
    expect(all.filter((name) => name !== 'untagged')).toEqual(reached);
  });
});
