import { describe, expect, it } from '@jest/globals';
import { needsAttention } from '../../domain/journey/attention.ts';
import { askForYouthWorker } from '../../domain/journey/child-supervisor.ts';
import {
  askForFollowUpLate,
  closeJourney,
  mayLackFollowUp,
  rowOpenedByClosing,
} from '../../domain/journey/close-journey.ts';
import {
  consentFormVersion,
  detailsFormVersion,
  referralFormVersion,
  releaseFormVersion,
  stepFormVersion,
} from '../../domain/journey/form-version.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import {
  refuseVariation,
  rowsTouchedByVariation,
  varyLicence,
} from '../../domain/journey/licence-variation.ts';
import {
  isAsleepInPrison,
  keysInCustody,
  mayLackCustodyRows,
  openInCustody,
} from '../../domain/journey/open-in-custody.ts';
import { approvalKey, endProposal, propose } from '../../domain/journey/proposals.ts';
import {
  makeReferral,
  nextAuthority,
  recordLateAnswer,
  rowsTouchedByReferral,
} from '../../domain/journey/referrals.ts';
import type { Step } from '../../domain/journey/step.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import type { GivenVariation } from '../../domain/record/licence-variation.ts';
import type { Proposal } from '../../domain/record/proposals.ts';
import { aDraftWith, aJourney, aReferral, aStep, factsOf, NO_HOLIDAYS } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';
import { dateOf, OFFICER, recallOf, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';
const NOW = `${TODAY}T09:00:00.000Z`;
const CONTACT = { by: 'PHONE', at: '07700 900 456', agreedOn: '2027-01-04' } as const;
const kindsOf = ({ journey }: { readonly journey: Journey }) => journey.open.map(({ kind }) => kind);
const open = (kind: StepKind, escalation = 0) => ({ key: `1.${kind}`, kind, escalation });

describe('the steps of custody', () => {
  it.each<{ phase: Journey['phase']; back?: boolean; asleep: boolean }>([
    { phase: 'custody', asleep: true },
    { phase: 'recalled', back: true, asleep: true },
    { phase: 'recalled', asleep: false },
    { phase: 'pre-release', back: true, asleep: false },
    { phase: 'community', asleep: false },
  ])('are for $phase, back in prison $back: $asleep', ({ phase, back, asleep }) => {
    const recall = recallOf(back === true ? { returnedOn: TODAY } : {});
    expect(isAsleepInPrison({ phase, recall })).toBe(asleep);
    expect(isAsleepInPrison({ phase })).toBe(phase === 'custody');
  });

  const custody = {
    phase: 'custody',
    releaseDateInForce: '2028-06-01',
    sentence: { startDate: '2026-06-01', releaseKind: 'DETERMINATE' },
  } as const;

  it('are the handover, the review and the bank account, each on its day', () => {
    const draft = aDraftWith(TODAY, {}, custody);
    openInCustody(draft);
    expect(kindsOf(draft)).toEqual(['handover', 'custody-review', 'bank-account']);
    expect(keysInCustody({ cycle: 2 })).toEqual([
      '2.handover',
      '2.custody-review',
      '2.bank-account',
      '2.housing-element-ends',
    ]);
  });

  it('are opened in no other phase', () => {
    const draft = aDraftWith(TODAY, {}, { ...custody, phase: 'pre-release' });
    openInCustody(draft);
    expect(kindsOf(draft)).toEqual([]);
  });

  it('may be lacking while one of them is not open', () => {
    const lacks = (patch: Partial<Journey>) =>
      mayLackCustodyRows(aJourney({ ...custody, ...patch }), {
        today: TODAY,
        calendar: NO_HOLIDAYS,
        law: THE_LAW,
      });
    const rows = [open('handover'), open('custody-review'), open('bank-account')];
    expect(lacks({})).toBe(true);
    expect(lacks({ open: rows })).toBe(false);
    expect(lacks({ open: rows.slice(1) })).toBe(true);
    expect(lacks({ phase: 'pre-release' })).toBe(false);
  });
});

describe('closing a journey', () => {
  const closed = (patch: Partial<Journey> = {}, steps: readonly Step[] = []) => {
    const draft = aDraftWith(TODAY, { steps }, { phase: 'community', releasedOn: '2026-09-01', ...patch });
    closeJourney(draft);
    return draft;
  };
  const home = { kind: 'SETTLED', recordedAt: RECORDED_AT } as const;
  const settled = {
    housing: { authorities: [], places: [home] },
    benefits: { firstPaymentOn: '2026-10-10' },
  };

  it('lists what was never answered, and leaves nothing that waits', () => {
    const steps = [
      aStep('debts', { wakeAt: RECORDED_AT, token: 't' }),
      aStep('feedback', { state: 'SCHEDULED' }),
      aStep('home-watch'),
    ];
    const draft = closed(
      { ...settled, executions: [{ machine: 'community', name: 'e-1', attempt: 1, startedAt: RECORDED_AT }] },
      steps,
    );
    expect(draft.journey).toMatchObject({
      phase: 'closed',
      open: [],
      executions: [],
      closed: { on: TODAY, housed: true, benefits: true, unanswered: ['1.debts'] },
    });
    expect(draft.step('1.debts')).toMatchObject({
      state: 'CLOSED',
      outcome: 'JOURNEY_CLOSED',
      completedAt: NOW,
      completedBy: OFFICER,
    });
    for (const part of ['wakeAt', 'token']) expect(draft.step('1.debts')).not.toHaveProperty(part);
    expect(draft.effects).toMatchObject([{ kind: 'stop-execution', cause: 'the journey is closed' }]);
    expect(draft.facts.filter(({ type }) => type === 'step-closed').map(({ data }) => data)).toEqual(
      ['debts', 'feedback', 'home-watch'].map((step) => ({ step, outcome: 'JOURNEY_CLOSED' })),
    );
    expect(draft.facts.at(-1)).toMatchObject({
      type: 'journey-closed',
      data: { housed: true, benefits: true },
    });
  });

  it.each<{ case: string; patch: Partial<Journey>; about: readonly string[] }>([
    { case: 'nothing is unsettled', patch: settled, about: [] },
    { case: 'no place and no payment are recorded', patch: {}, about: ['housing', 'benefits'] },
    { case: 'they wanted no benefits', patch: { ...settled, benefits: { notClaiming: true } }, about: [] },
    {
      case: 'they have a bed only',
      patch: {
        ...settled,
        housing: { authorities: [], places: [{ ...home, kind: 'CAS3', from: '2027-01-01', nights: 84 }] },
      },
      about: ['housing'],
    },
    {
      case: 'support is needed',
      patch: {
        ...settled,
        pathways: {
          'drugs-and-alcohol': 'SUPPORT_REQUIRED',
          'education-skills-and-work': 'IN_PROGRESS',
          'attitudes-thinking-and-behaviour': 'DONE',
        },
      },
      about: ['drugs-and-alcohol', 'education-skills-and-work'],
    },
  ])('offers follow-up about $about where $case', ({ patch, about }) => {
    const draft = closed(patch);
    expect(kindsOf(draft)).toEqual(about.length === 0 ? [] : ['voluntary-follow-up']);
    expect(draft.journey.closed?.followUp).toEqual(
      about.length === 0 ? undefined : { about, owner: 'officer:c.ahmed' },
    );
    if (about.length > 0)
      expect(draft.facts.at(-1)).toMatchObject({
        type: 'follow-up-needed',
        data: { about, owner: 'officer:c.ahmed' },
      });
  });

  it('ends a hold', () => {
    const hold = {
      reason: 'COURT',
      since: TODAY,
      stopsClocks: false,
      recordedAt: RECORDED_AT,
      recordedBy: OFFICER,
    } as const;
    expect(Object.hasOwn(closed({ hold }).journey, 'hold')).toBe(false);
  });

  it.each<{ case: string; patch: Partial<Journey>; may: boolean }>([
    { case: 'it closed with something unsettled', patch: {}, may: true },
    { case: 'follow-up is open', patch: { open: [open('voluntary-follow-up')] }, may: false },
    {
      case: 'everything is settled',
      patch: { ...settled, closed: { on: TODAY, housed: true, benefits: true } },
      may: false,
    },
    {
      case: 'the person died',
      patch: { closed: { on: TODAY, housed: false, benefits: false, because: 'DEATH' } },
      may: false,
    },
    { case: 'it is open', patch: { phase: 'community' }, may: false },
  ])('may have been too early for follow-up where $case: $may', ({ patch, may }) => {
    const before = { phase: 'closed', closed: { on: TODAY, housed: false, benefits: false } } as const;
    expect(mayLackFollowUp(aJourney({ ...before, ...patch }))).toBe(may);
  });

  it('offers follow-up later, once', () => {
    const patch = { phase: 'closed', closed: { on: TODAY, housed: false, benefits: false } } as const;
    const draft = aDraftWith(TODAY, {}, patch);
    askForFollowUpLate(draft);
    expect(kindsOf(draft)).toEqual(['voluntary-follow-up']);
    const answered = aStep('voluntary-follow-up', { state: 'DONE', outcome: 'DECLINED' });
    const again = aDraftWith(TODAY, { steps: [answered] }, patch);
    askForFollowUpLate(again);
    expect(again.changed).toBe(false);
    expect(rowOpenedByClosing({ cycle: 2 })).toBe('2.voluntary-follow-up');
  });
});

describe('a journey needs attention', () => {
  const death = {
    on: TODAY,
    inCustody: true,
    outside: [],
    inside: [],
    recordedAt: RECORDED_AT,
    recordedBy: OFFICER,
  };
  it.each<{ case: string; patch: Partial<Journey>; needs: boolean }>([
    {
      case: 'after a death, of which nobody was notified in time',
      patch: { death, open: [open('notify-of-death', 2), open('debts')] },
      needs: true,
    },
    {
      case: 'after a death, while there is time',
      patch: { death, open: [open('notify-of-death')] },
      needs: false,
    },
    {
      case: 'once closed, with a changed timeline',
      patch: { phase: 'closed', open: [open('debts'), open('changed-timeline')] },
      needs: true,
    },
    {
      case: 'once closed, without a record of how',
      patch: { phase: 'closed', open: [open('voluntary-follow-up')] },
      needs: false,
    },
    {
      case: 'with one late step among others',
      patch: { open: [open('debts'), open('housing-plan', 2)] },
      needs: true,
    },
    {
      case: 'with nowhere to sleep tonight',
      patch: { phase: 'community', releasedOn: '2027-01-14' },
      needs: true,
    },
  ])('$case: $needs', ({ patch, needs }) => {
    expect(needsAttention(aJourney(patch), TODAY)).toBe(needs);
  });
});

describe('a change that needs a second officer', () => {
  const change = { reason: 'The wrong person' };
  const proposed = (patch: Partial<Journey> = {}) => {
    const draft = aDraftWith(TODAY, {}, patch);
    const proposal = propose(draft, { kind: 'recall-undoing', change });
    return { draft, proposal };
  };

  it('is kept with who proposed it and when, and asks the other officer', () => {
    const { draft, proposal } = proposed();
    expect(proposal).toEqual({
      id: expect.any(String),
      kind: 'recall-undoing',
      change,
      proposedAt: NOW,
      proposedBy: OFFICER,
    });
    expect(draft.journey.proposals).toEqual([proposal]);
    expect(kindsOf(draft)).toEqual(['recall-undoing-approval']);
    expect(draft.facts[0]).toMatchObject({
      type: 'change-proposed',
      data: { change: 'recall-undoing', ...change },
    });
  });

  it('takes the place of an earlier one of its kind only', () => {
    const old = {
      id: 'old',
      kind: 'recall-undoing',
      change,
      proposedAt: RECORDED_AT,
      proposedBy: OFFICER,
    } as const;
    const other: Proposal = {
      ...old,
      id: 'other',
      kind: 'early-release-date',
      change: { date: '2027-03-01', ground: 'PAROLE' },
    };
    const { draft, proposal } = proposed({ proposals: [old, other] });
    expect(draft.journey.proposals).toEqual([other, proposal]);
  });

  it.each([
    { outcome: 'APPROVED', fact: 'proposal-approved' },
    { outcome: 'WITHDRAWN', fact: 'proposal-withdrawn' },
    { outcome: 'DECLINED', fact: 'proposal-declined', reason: 'It was right' },
  ] as const)('ends $outcome: $fact', ({ fact, ...answer }) => {
    const { draft, proposal } = proposed();
    endProposal(draft, proposal, 'reason' in answer ? answer : { outcome: answer.outcome });
    expect(draft.journey.proposals).toEqual([]);
    expect(draft.step('1.recall-undoing-approval')).toMatchObject({
      state: 'CLOSED',
      outcome: answer.outcome,
    });
    const data = draft.facts.find(({ type }) => type === fact)?.data;
    expect(data).toMatchObject({
      change: 'recall-undoing',
      reason: 'reason' in answer ? 'It was right' : change.reason,
      proposedBy: 'p.taylor',
    });
  });

  it('is asked about in the step of its kind', () => {
    expect(approvalKey({ cycle: 2 }, 'recall')).toBe('2.recall-approval');
    expect(approvalKey({ cycle: 1 }, 'release')).toBe('1.release-approval');
  });
});

describe('the licence that is changed after release', () => {
  const given = (patch: Partial<GivenVariation> = {}): GivenVariation => ({
    variation: 'ADD',
    condition: 'CURFEW',
    text: 'At home from 19:00',
    from: '2027-03-20',
    reason: 'Missed appointments',
    ...patch,
  });
  const OUT = { phase: 'community', releasedOn: '2027-03-09' } as const;
  const by = { proposedBy: OFFICER, approvedBy: { kind: 'officer', id: 'h.parr' } } as const;
  const signed = (kind: StepKind, outcome: 'EXPLAINED' | 'SIGNED' | 'ARRANGED' | 'FITTED') =>
    aStep(kind, { state: 'DONE', outcome });
  const varied = (
    patch: Partial<GivenVariation>,
    licence: Journey['licence'] = { approvedOn: '2027-02-01' },
    steps: readonly Step[] = [],
  ) => {
    const draft = aDraftWith(
      '2027-03-15',
      { steps: [signed('licence-explained', 'EXPLAINED'), signed('licence-signed', 'SIGNED'), ...steps] },
      { ...OUT, licence },
    );
    varyLicence(draft, given(patch), by);
    return draft;
  };

  it('has a new version, explained and signed like the first', () => {
    const draft = varied({ condition: 'OTHER' }, { approvedOn: '2027-02-01', signedOn: '2027-03-08' });
    expect(draft.journey.licence).toMatchObject({
      inForceFrom: '2027-03-20',
      approvedOn: '2027-03-15',
      earlierVersions: [{ signedOn: '2027-03-08' }],
    });
    expect(draft.step('1.licence-explained')?.state).toBe('OPEN');
    // It is asked by the answer before it.
    expect(draft.step('1.licence-signed')?.state).toBe('CLOSED');
    expect(draft.journey.pathways['licence-and-release-date']).toBe('IN_PROGRESS');
    const { licencePolicyVersion } = THE_LAW.onRelease('2027-03-20');
    expect(draft.facts.find(({ type }) => type === 'licence-varied')?.data).toEqual({
      variation: 'ADD',
      condition: 'OTHER',
      from: '2027-03-20',
      version: 2,
      policyVersion: licencePolicyVersion,
      proposedBy: 'p.taylor',
      approvedBy: 'h.parr',
    });
    expect(kindsOf(draft)).toEqual(['licence-explained']);
  });

  it('counts from today where its day has passed', () => {
    expect(varied({ from: '2027-03-10' }).journey.licence?.inForceFrom).toBe('2027-03-15');
  });

  it('has a tag fitted that was added', () => {
    const draft = varied({}, { approvedOn: '2027-02-01' }, [
      signed('electronic-tag', 'ARRANGED'),
      aStep('tag-fitted'),
    ]);
    expect(draft.step('1.electronic-tag')?.state).toBe('OPEN');
    expect(draft.step('1.tag-fitted')?.outcome).toBe('NOT_NEEDED');
  });

  it('has nothing to fit once its last tag is removed', () => {
    const steps = [aStep('electronic-tag'), aStep('tag-fitted')];
    const last = varied({ variation: 'REMOVE' }, { approvedOn: '2027-02-01', tags: ['CURFEW'] }, steps);
    expect(steps.map(({ key }) => last.step(key)?.outcome)).toEqual(['NOT_IN_LICENCE', 'NOT_IN_LICENCE']);
    const other = varied(
      { variation: 'REMOVE' },
      { approvedOn: '2027-02-01', tags: ['CURFEW', 'ALCOHOL'] },
      steps,
    );
    expect(steps.map(({ key }) => other.step(key)?.state)).toEqual(['OPEN', 'OPEN']);
  });

  it('is numbered after all versions before it', () => {
    const licence = { approvedOn: '2027-02-01', earlierVersions: [{}, {}] };
    expect(varied({}, licence).facts.find(({ type }) => type === 'licence-varied')?.data['version']).toBe(4);
  });

  it('touches the steps that explain, sign and fit it', () => {
    expect(rowsTouchedByVariation(aDraftWith(TODAY, {}, { cycle: 2 })).steps).toEqual([
      '2.licence-explained',
      '2.licence-signed',
      '2.electronic-tag',
      '2.tag-fitted',
    ]);
  });

  it('keeps why a change was refused, and changes nothing else', () => {
    const licence = { approvedOn: '2027-02-01' };
    const draft = aDraftWith(TODAY, {}, { licence });
    refuseVariation(draft, given(), 'Too strict');
    expect(draft.journey.licence).toEqual({
      ...licence,
      refusedVariation: {
        variation: 'ADD',
        condition: 'CURFEW',
        on: TODAY,
        by: 'p.taylor',
        why: 'Too strict',
      },
    });
  });
});

describe('a referral', () => {
  it('is made once its agency is known, and its agency is sent a message', () => {
    const draft = aDraftWith(TODAY, {});
    const referral = makeReferral(draft, 'CRS-1', 'shelter');
    expect(draft.referral(referral.id)).toEqual({
      id: referral.id,
      journeyId: 'journey-1',
      cycle: 1,
      service: 'CRS',
      subject: 'CRS-1',
      agencyId: 'shelter',
      releaseDate: '2027-03-09',
      sequence: 1,
      createdAt: NOW,
    });
    expect(draft.facts[0]).toMatchObject({
      type: 'referral-made',
      data: { service: 'CRS', agency: 'shelter' },
    });
    expect(draft.deliveries).toMatchObject([
      { type: 'through-the-gate.referral.created', agencyId: 'shelter' },
    ]);
    expect(draft.journey.housing.crsReferredOn).toBe(TODAY);
  });

  it('answers the steps that waited for it', () => {
    const waits = aStep('cas3-prerequisites', { waitsFor: 'event' });
    const made = (housing: Partial<Journey['housing']>) => {
      const draft = aDraftWith(
        TODAY,
        { steps: [waits] },
        { housing: { authorities: ['eastmoor'], ...housing } },
      );
      makeReferral(draft, 'DTR-1', 'eastmoor');
      return draft.step(waits.key)?.outcome;
    };
    expect(made({ crsReferredOn: '2027-01-04' })).toBe('MET');
    expect(made({})).toBeUndefined();
    expect(
      rowsTouchedByReferral(aJourney({ open: [open('cas3-prerequisites'), open('debts')] }), 'DTR-1'),
    ).toEqual(['1.cas3-prerequisites']);
    expect(rowsTouchedByReferral(aJourney({ open: [open('cas3-prerequisites')] }), 'week-4')).toEqual([]);
  });

  it.each([
    { phase: 'pre-release', kinds: ['late-answer'] },
    { phase: 'closed', kinds: [] },
  ] as const)('answered late is a fact, and in $phase opens $kinds', ({ phase, kinds }) => {
    const draft = aDraftWith(TODAY, {}, { phase });
    recordLateAnswer(draft, aReferral({ expiredAt: RECORDED_AT }), 'ACCEPTED', { code: 'PRIORITY_NEED' });
    expect(kindsOf(draft)).toEqual(kinds);
    expect(draft.facts[0]).toMatchObject({
      type: 'referral-answered-late',
      data: {
        referral: 'r1',
        service: 'DTR',
        agency: 'eastmoor-council',
        answer: 'ACCEPTED',
        code: 'PRIORITY_NEED',
        state: 'unanswered',
      },
    });
  });

  const agreed: Journey['housing'] = { authorities: ['a', 'b'], consent: 'GIVEN', contact: CONTACT };
  const asked = (
    more: { answer?: 'ACCEPTED' | 'MORE_INFORMATION'; unanswered?: true; live?: boolean } = {},
  ) => ({
    id: 'r1',
    subject: 'DTR-1',
    agencyId: 'a',
    live: true,
    ...more,
  });
  it.each<{ case: string; patch: Partial<Journey>; next: object }>([
    { case: 'nobody was asked yet', patch: {}, next: { outcome: 'REFER', subject: 'DTR-1' } },
    { case: 'in Wales', patch: { region: 'N03' }, next: { outcome: 'NOT_NEEDED' } },
    {
      case: 'there is a home',
      patch: { housing: { ...agreed, places: [{ kind: 'SETTLED', recordedAt: RECORDED_AT }] } },
      next: { outcome: 'NOT_NEEDED' },
    },
    {
      case: 'a council accepted',
      patch: { housing: { ...agreed, dutyToReferOutcome: 'PRIORITY_NEED' } },
      next: { outcome: 'ACCEPTED' },
    },
    {
      case: 'the first has not answered yet',
      patch: { referrals: [asked({ answer: 'MORE_INFORMATION' })] },
      next: { outcome: 'REFER', subject: 'DTR-1' },
    },
    {
      case: 'the first did not answer in time',
      patch: { referrals: [asked({ unanswered: true })] },
      next: { outcome: 'REFER', subject: 'DTR-2' },
    },
    {
      case: 'the person is out',
      patch: { releasedOn: '2027-01-10', referrals: [asked({ unanswered: true })] },
      next: { outcome: 'NOT_NEEDED' },
    },
    {
      case: 'the person refused',
      patch: { housing: { ...agreed, consent: 'REFUSED' } },
      next: { outcome: 'NO_AGREEMENT' },
    },
    {
      case: 'nobody may contact the person',
      patch: { housing: { authorities: ['a'], consent: 'GIVEN' } },
      next: { outcome: 'NO_AGREEMENT' },
    },
    {
      case: 'an officer decides',
      patch: { housing: { ...agreed, asksNoOther: true } },
      next: { outcome: 'NONE_LEFT' },
    },
    {
      case: 'no other is on the list',
      patch: { housing: { ...agreed, authorities: ['a'] }, referrals: [asked({ unanswered: true })] },
      next: { outcome: 'NONE_LEFT' },
    },
  ])('to the next council: where $case, $next', ({ patch, next }) => {
    const exhausted = aStep('authorities-exhausted', { state: 'DONE', outcome: 'NO_OTHER' });
    const draft = aDraftWith(TODAY, { steps: [exhausted] }, { housing: agreed, ...patch });
    expect(nextAuthority(draft)).toEqual(next);
    const left = 'outcome' in next && next.outcome === 'NONE_LEFT';
    expect(draft.step(exhausted.key)?.state).toBe(left ? 'CLOSED' : 'DONE');
  });
});

describe('a child with an adult’s officer', () => {
  it('is asked about, though a youth worker had been named before', () => {
    const named = aStep('youth-supervisor', { state: 'DONE', outcome: 'NAMED' });
    const draft = aDraftWith(
      TODAY,
      { steps: [named] },
      { dateOfBirth: '2010-05-17', officers: { com: 'c.ahmed' } },
    );
    askForYouthWorker(draft);
    expect(kindsOf(draft)).toEqual(['youth-supervisor', 'comes-of-age']);
    expect(factsOf(draft)).toEqual(['step-opened']);
  });
});

describe('what a form shows of the record has one short text', () => {
  const step = aStep('housing-plan', { dueOn: '2027-01-18', opensOn: '2027-01-04', details: { cause: 'x' } });

  it('that is the same whatever the order of the parts', () => {
    expect(stepFormVersion(step)).toMatch(/^[\w-]{22}$/);
    const reversed = Object.fromEntries(Object.entries(step).toReversed());
    expect(stepFormVersion({ ...step, ...reversed })).toBe(stepFormVersion(step));
    expect(releaseFormVersion({ dates: [{ ...dateOf('CRD', TODAY) }] })).toBe(
      releaseFormVersion({
        dates: [
          {
            recordedBy: OFFICER,
            recordedAt: RECORDED_AT,
            source: 'PRISON_CALCULATION',
            date: TODAY,
            dateType: 'CRD',
          },
        ],
      }),
    );
  });

  it.each<Partial<Step>>([
    { key: '1.debts' },
    { state: 'SCHEDULED' },
    { waitsFor: 'officer:c.ahmed' },
    { openedAt: NOW },
    { opensOn: '2027-01-05' },
    { dueOn: '2027-01-19' },
    { details: { cause: 'y' } },
  ])('that changes with a step’s %j', (patch) => {
    expect(stepFormVersion({ ...step, ...patch })).not.toBe(stepFormVersion(step));
  });

  it('that does not change with an escalation', () => {
    expect(stepFormVersion({ ...step, ...aStep('housing-plan', { ...step, escalation: 3 }) })).toBe(
      stepFormVersion(step),
    );
  });

  const journey = aJourney();
  it.each<Partial<Journey>>([
    { dates: [] },
    { releaseDay: { revision: 2, known: false, explanation: [] } },
    { decision: { revision: 1, outcome: 'STATUTORY', date: TODAY, decidedAt: NOW, decidedBy: OFFICER } },
    { secondDayRequest: { revision: 1, need: 'A bed', requestedAt: NOW, requestedBy: OFFICER } },
    { releasedOn: TODAY },
    { release: { ...dateOf('CRD', TODAY), revision: 9 } },
  ])('that changes with the release date’s %j', (patch) => {
    expect(releaseFormVersion({ ...journey, ...patch })).not.toBe(releaseFormVersion(journey));
  });

  it.each([
    { answer: { answer: 'ACCEPTED', at: NOW } },
    { answer: { answer: 'DECLINED', at: RECORDED_AT } },
    { withdrawn: { at: NOW } },
    { id: 'r2' },
  ])('that changes with a referral’s %j', (patch) => {
    const referral = { id: 'r1', answer: { answer: 'ACCEPTED', at: RECORDED_AT } };
    expect(referralFormVersion({ ...referral, ...patch })).not.toBe(referralFormVersion(referral));
    expect(referralFormVersion({ id: 'r1' })).toMatch(/^[\w-]{22}$/);
  });

  it.each([
    { dateOfBirth: '1991-01-01' },
    { sex: 'MALE' },
    { tier: 'A1' },
    { crn: 'X1' },
    { pnc: '1' },
  ] as const)('that changes with a person’s %j', (patch) => {
    expect(detailsFormVersion({ dateOfBirth: '1990-05-17', ...patch })).not.toBe(
      detailsFormVersion({ dateOfBirth: '1990-05-17' }),
    );
  });

  it('that changes with a consent and with the referrals that stand, in any order', () => {
    const consents = [{ purpose: 'DTR', answer: 'GIVEN' }] as const;
    const [one, two, gone] = [
      { id: 'r1', live: true },
      { id: 'r2', live: true },
      { id: 'r3', live: false },
    ];
    const version = consentFormVersion({ consents, referrals: [one, two] });
    expect(consentFormVersion({ consents, referrals: [two, gone, one] })).toBe(version);
    for (const other of [
      { consents, referrals: [one] },
      { consents: [], referrals: [one, two] },
      { consents: [{ purpose: 'CRS', answer: 'GIVEN' }] as const, referrals: [one, two] },
      { consents: [{ purpose: 'DTR', answer: 'REFUSED' }] as const, referrals: [one, two] },
      {
        consents: [{ purpose: 'DTR', answer: 'GIVEN', agencyId: 'eastmoor' }] as const,
        referrals: [one, two],
      },
    ])
      expect(consentFormVersion(other)).not.toBe(version);
  });
});
