import { describe, expect, it } from '@jest/globals';
import { endCycle, REFERRAL_ENDS } from '../../domain/journey/end-cycle.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { PastCycle } from '../../domain/journey/past-cycle.ts';
import {
  recallPerson,
  recordAtLarge,
  returnToCustody,
  rowsTouchedByReturn,
} from '../../domain/journey/recall.ts';
import type { Step } from '../../domain/journey/step.ts';
import {
  askAsBeforeRecall,
  endedByRecall,
  loseWithdrawnBed,
  recallToUndo,
  subjectInstead,
  undoRecall,
} from '../../domain/journey/undo-recall.ts';
import { MOST_AUTHORITIES } from '../../domain/pathways/accommodation/data.ts';
import type { GivenRecall, GivenReturn } from '../../domain/record/recall.ts';
import type { Referral } from '../../domain/record/referral.ts';
import { aDraftWith, aReferral, aStep, factsOf } from '../support/drafts.ts';
import { dateOf, OFFICER, recallOf, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-04-01';
const APPROVER = { kind: 'officer', id: 'h.parr' } as const;
const BY = { recordedBy: OFFICER, approvedBy: APPROVER };
const NOW = `${TODAY}T09:00:00.000Z`;
const running = {
  machine: 'community',
  name: 'journey-1-community-1-4',
  attempt: 4,
  startedAt: RECORDED_AT,
} as const;

/** Out since 9 March 2027, from a sentence that began on 1 June 2026. */
const OUT: Partial<Journey> = {
  phase: 'community',
  releasedOn: '2027-03-09',
  sentence: {
    startDate: '2026-06-01',
    lengthDays: 556,
    releaseKind: 'DETERMINATE',
    supervisionEndsOn: '2027-12-09',
  },
  dates: [dateOf('CRD', '2027-03-09'), dateOf('SLED', '2027-12-09'), dateOf('CONFIRMED', '2027-03-09')],
  executions: [running],
};
const GIVEN: GivenRecall = {
  type: 'FIXED_TERM',
  revokedOn: '2027-03-31',
  reason: 'LOST_CONTACT',
  explanation: 'No contact for two weeks',
  alternatives: 'Two warnings',
};
const outDraft = (
  patch: Partial<Journey> = {},
  steps: readonly Step[] = [],
  referrals: readonly Referral[] = [],
) => aDraftWith(TODAY, { steps, referrals }, { ...OUT, ...patch });

describe('a recall', () => {
  const recalled = (...[patch, steps, referrals]: Parameters<typeof outDraft>) => {
    const draft = outDraft(patch, steps, referrals);
    recallPerson(draft, GIVEN, BY);
    return draft;
  };

  it('ends the cycle in the community, and waits for the return to prison', () => {
    const draft = recalled();
    expect(draft.journey).toMatchObject({
      phase: 'recalled',
      cycle: 2,
      recall: { ...GIVEN, ...BY, sentenceKind: 'DETERMINATE', recordedAt: NOW },
      sentence: { releaseKind: 'RECALL' },
    });
    expect(draft.journey.recall).not.toHaveProperty('earlierRecallOn');
    expect(draft.step('2.return-to-custody')).toMatchObject({ state: 'OPEN', dueOn: '2027-04-05' });
    expect(factsOf(draft)).toEqual([
      'recalled',
      'cycle-ended',
      'cycle-began',
      'phase-entered',
      'step-opened',
    ]);
    expect(draft.facts[0]?.data).toEqual({ ...GIVEN, recordedBy: 'p.taylor', approvedBy: 'h.parr' });
  });

  it('again keeps what the sentence was before the first, and when that was', () => {
    const earlier = recallOf({ revokedOn: '2027-01-02', sentenceKind: 'PAROLE_BOARD' });
    const sentence = { startDate: '2026-06-01', releaseKind: 'RECALL' as const };
    expect(recalled({ recall: earlier, sentence }).journey.recall).toMatchObject({
      sentenceKind: 'PAROLE_BOARD',
      earlierRecallOn: '2027-01-02',
      revokedOn: '2027-03-31',
    });
  });

  it('is none of somebody on remand', () => {
    const sentence = { startDate: '2026-06-01', releaseKind: 'REMAND' as const };
    expect(() => recalled({ sentence })).toThrow('A person without a sentence has no licence');
  });
});

describe('a person who has not come back after a recall', () => {
  it('is unlawfully at large from a day, and their return has no deadline any more', () => {
    const recall = recallOf();
    const draft = aDraftWith(
      TODAY,
      {
        steps: [aStep('return-to-custody', { dueOn: '2027-01-08' }), aStep('debts', { dueOn: '2027-01-08' })],
      },
      { phase: 'recalled', recall },
    );
    recordAtLarge(draft, recall, '2027-03-30');
    expect(draft.journey.recall).toEqual({ ...recall, atLargeSince: '2027-03-30' });
    expect(draft.step('1.return-to-custody')).not.toHaveProperty('dueOn');
    expect(draft.step('1.debts')?.dueOn).toBe('2027-01-08');
    expect(draft.step('1.unlawfully-at-large')?.state).toBe('OPEN');
    expect(draft.facts[0]).toMatchObject({ type: 'unlawfully-at-large', data: { since: '2027-03-30' } });
  });
});

describe('the end of a cycle', () => {
  const ended = (
    patch: Partial<Journey> = {},
    steps: readonly Step[] = [],
    referrals: readonly Referral[] = [],
    because: 'RECALL' | 'NEW_SENTENCE' = 'RECALL',
  ) => {
    const draft = outDraft(patch, steps, referrals);
    endCycle(draft, because, '2027-03-31');
    return draft;
  };

  it('asks nothing of it any more, and lists what somebody had been asked', () => {
    const asked = aStep('claim-made', { token: 't-1', execution: running.name, wakeAt: RECORDED_AT });
    const draft = ended({}, [
      asked,
      aStep('review-at-4-weeks', { state: 'SCHEDULED' }),
      aStep('home-watch', { waitsFor: 'event' }),
    ]);
    const { token: _token, execution: _stopped, wakeAt: _asleep, ...row } = asked;
    expect(draft.step(asked.key)).toEqual({
      ...row,
      state: 'CLOSED',
      outcome: 'CYCLE_ENDED',
      completedAt: NOW,
      completedBy: OFFICER,
    });
    expect(draft.journey.open).toEqual([]);
    expect(draft.endedCycles()[0]?.unanswered).toEqual(['1.claim-made']);
    expect(draft.facts[0]).toMatchObject({
      type: 'cycle-ended',
      data: { cycle: 1, because: 'RECALL', unanswered: ['1.claim-made'] },
    });
  });

  it('stops what runs, and withdraws referrals with words that say nothing of a recall', () => {
    const draft = ended({}, [], [aReferral()]);
    expect(draft.effects[0]).toEqual({
      kind: 'stop-execution',
      machine: 'community',
      name: running.name,
      cause: 'the cycle has ended',
    });
    expect(draft.referral('r1').withdrawn).toMatchObject({ reason: 'OTHER', text: REFERRAL_ENDS });
    expect(REFERRAL_ENDS).not.toMatch(/recall|prison/i);
    expect(draft.journey.referrals).toEqual([]);
  });

  it('asks again in the next cycle what does not end with one', () => {
    const parked = aStep('delivery-parked', {
      subject: 'agency.eastmoor',
      details: { cause: 'REDIRECTED' },
      openedOn: '2027-03-01',
    });
    const draft = ended({}, [parked]);
    expect(draft.step('2.delivery-parked.agency.eastmoor')).toMatchObject({
      state: 'OPEN',
      details: { cause: 'REDIRECTED' },
      openedOn: TODAY,
    });
    expect(draft.endedCycles()[0]?.unanswered).toEqual([]);
  });

  it('keeps what still counts and forgets the rest', () => {
    const draft = ended({
      benefits: { identity: 'IN_HAND', bankAccount: 'OPENED', claimMadeOn: '2027-03-10' },
      licence: { approvedOn: '2027-02-01' },
      ready: { phone: 'HAS_ONE' },
      supervision: { distance: [], contactEveryDays: 28 },
      custody: { handedOverOn: '2026-11-01' },
      decision: {
        revision: 1,
        outcome: 'STATUTORY',
        date: '2027-03-09',
        decidedAt: RECORDED_AT,
        decidedBy: OFFICER,
      },
      secondDayRequest: { revision: 1, need: 'A bed', requestedAt: RECORDED_AT, requestedBy: OFFICER },
      housing: { authorities: ['eastmoor'], need: 'NEEDS_HELP' },
      proposals: [
        {
          id: 'p-1',
          kind: 'recall-undoing',
          change: { reason: 'x' },
          proposedAt: RECORDED_AT,
          proposedBy: OFFICER,
        },
      ],
      reconciled: [RECORDED_AT],
      health: { gpSeenOn: '2027-03-20' },
    });
    const { journey } = draft;
    expect(journey.benefits).toEqual({ identity: 'IN_HAND', bankAccount: 'OPENED' });
    expect(journey.supervision).toEqual({ distance: [] });
    expect(journey).toMatchObject({
      cycle: 2,
      housing: { authorities: [] },
      health: {},
      proposals: [],
      reconciled: [],
      releaseRevision: 2,
      earlierCycles: [{ cycle: 1, releasedOn: '2027-03-09', endedOn: '2027-03-31', because: 'RECALL' }],
    });
    for (const gone of [
      'release',
      'releaseDay',
      'releaseDateInForce',
      'releasedOn',
      'recordedRelease',
      'decision',
      'secondDayRequest',
      'licence',
      'ready',
      'custody',
    ])
      expect([gone, Object.hasOwn(journey, gone)]).toEqual([gone, false]);
    expect(new Set(Object.values(journey.pathways))).toEqual(new Set(['NOT_STARTED']));
    expect(draft.facts.at(-1)).toMatchObject({
      type: 'cycle-began',
      data: { cycle: 2, kept: ['identity', 'bankAccount'] },
    });
  });

  it('leaves in a row of its own what there was', () => {
    const licence = { approvedOn: '2027-02-01' };
    const [past] = ended(
      { licence, ready: { phone: 'HAS_ONE' }, consents: [] },
      [],
      [aReferral()],
    ).endedCycles();
    expect(past).toMatchObject({
      cycle: 1,
      because: 'RECALL',
      prison: 'MDI',
      releaseDateInForce: '2027-03-09',
      licence,
      ready: { phone: 'HAS_ONE' },
      consents: [],
      referrals: [{ id: 'r1', live: false }],
    });
    for (const none of ['recall', 'supervision', 'recordedRelease']) expect(past).not.toHaveProperty(none);
  });

  it('forgets the dates by which the person was released, and keeps those of the sentence', () => {
    expect(ended().journey.dates.map(({ dateType }) => dateType)).toEqual(['CRD', 'SLED']);
  });

  it.each<{ case: string; patch: Partial<Journey>; served: number }>([
    // 1 June 2026 to 9 March 2027, both counted.
    { case: 'since the sentence', patch: {}, served: 282 },
    {
      case: 'besides those of earlier cycles',
      patch: {
        sentence: { startDate: '2026-06-01', releaseKind: 'RECALL', earlierDaysServed: 100 },
        recall: recallOf({ returnedOn: '2027-03-01' }),
      },
      served: 109,
    },
    {
      case: 'none after a recall without a return',
      patch: { sentence: { startDate: '2026-06-01', releaseKind: 'RECALL' }, recall: recallOf() },
      served: 0,
    },
  ])('counts the days served: $case', ({ patch, served }) => {
    expect(ended(patch).journey.sentence.earlierDaysServed).toBe(served);
  });

  it('uses no number of a cycle again', () => {
    expect(ended({ latestCycle: 4 }).journey.cycle).toBe(5);
  });

  it('ends a hold for a new sentence, which says where the person is, and not for a recall', () => {
    const hold = {
      reason: 'HOSPITAL',
      since: '2027-03-20',
      stopsClocks: true,
      recordedAt: RECORDED_AT,
      recordedBy: OFFICER,
    } as const;
    expect(ended({ hold }).journey.hold).toEqual(hold);
    const sentenced = ended({ hold }, [], [], 'NEW_SENTENCE');
    expect(Object.hasOwn(sentenced.journey, 'hold')).toBe(false);
    expect(sentenced.facts[0]).toMatchObject({ type: 'resumed', data: { on: '2027-03-31' } });
  });
});

describe('the return to prison', () => {
  const SENTENCE = {
    startDate: '2026-01-05',
    lengthDays: 730,
    releaseKind: 'RECALL',
    supervisionEndsOn: '2028-01-04',
  } as const;
  const returned = (
    {
      recall = {},
      given = {},
      steps = [],
    }: {
      recall?: Parameters<typeof recallOf>[0];
      given?: Partial<GivenReturn>;
      steps?: readonly Step[];
    } = {},
    patch: Partial<Journey> = {},
    today = '2027-01-20',
  ) => {
    const known = recallOf({ type: 'FIXED_TERM', revokedOn: '2027-01-04', ...recall });
    const draft = aDraftWith(
      today,
      { steps: [aStep('return-to-custody', { token: 't-1' }), aStep('unlawfully-at-large'), ...steps] },
      { phase: 'recalled', recall: known, sentence: SENTENCE, dates: [], ...patch },
    );
    draft.forget('release', 'releaseDay', 'releaseDateInForce');
    const worked = returnToCustody(draft, known, { on: '2027-01-20', prison: 'MDI', ...given });
    return { draft, worked };
  };

  it('answers the steps that waited for it, and is a fact', () => {
    const { draft } = returned({ given: { arrestedOn: '2027-01-19' } });
    expect(draft.step('1.return-to-custody')).toMatchObject({ state: 'CLOSED', outcome: 'RETURNED' });
    expect(draft.step('1.unlawfully-at-large')).toMatchObject({ state: 'CLOSED', outcome: 'RETURNED' });
    expect(draft.journey.recall).toMatchObject({ returnedOn: '2027-01-20', arrestedOn: '2027-01-19' });
    expect(draft.facts[0]).toMatchObject({
      type: 'returned-to-custody',
      data: { on: '2027-01-20', arrestedOn: '2027-01-19', prison: 'MDI' },
    });
  });

  it.each([
    { prison: 'MDI', officers: { pom: 'p.taylor', com: 'c.ahmed', deputy: 'd.evans' } },
    { prison: 'LEI', officers: { com: 'c.ahmed', deputy: 'd.evans' } },
  ])('to $prison leaves the officers $officers', ({ prison, officers }) => {
    expect(returned({ given: { prison } }).draft.journey).toMatchObject({ prison, officers });
    expect(Object.keys(returned({ given: { prison } }).draft.journey.officers)).toEqual(
      Object.keys(officers),
    );
  });

  it('works the release date out: 56 days for a fixed term, the day of return included', () => {
    const { draft, worked } = returned();
    expect(worked).toMatchObject({ known: true, date: '2027-03-16' });
    expect(draft.journey.dates).toMatchObject([
      { dateType: 'PRRD', date: '2027-03-16', source: 'INDICATIVE' },
    ]);
    expect(draft.journey.open.map(({ kind }) => kind)).not.toContain('recall-release-date');
  });

  it('takes the date that the prison has calculated', () => {
    const { draft, worked } = returned({ given: { releaseDate: '2027-06-01' } });
    expect(worked).toEqual({
      known: true,
      date: '2027-06-01',
      explanation: ['The prison has calculated it.'],
    });
    expect(draft.journey.dates).toMatchObject([{ date: '2027-06-01', source: 'PRISON_CALCULATION' }]);
  });

  it('asks for the date where it cannot be worked out', () => {
    const { draft, worked } = returned({ recall: { sentenceKind: 'INDETERMINATE' } });
    expect(worked.known).toBe(false);
    expect(draft.step('1.recall-release-date')?.state).toBe('OPEN');
    const assessed = draft.facts.find(({ type }) => type === 'recall-date-assessed');
    expect(assessed?.data).toMatchObject({ type: 'FIXED_TERM', date: undefined });
  });

  it('waits for the Parole Board after a standard recall', () => {
    const kinds = returned({ recall: { type: 'STANDARD' } }).draft.journey.open.map(({ kind }) => kind);
    expect(kinds).toContain('parole-board-direction');
    expect(kinds).not.toContain('recall-release-date');
  });

  it('asks again what reception asks', () => {
    const { draft } = returned({}, { officers: { com: 'c.ahmed' } });
    const kinds = draft.journey.open.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['allocate-officers', 'immediate-needs']));
  });

  it('prepares release at once where it is near, and else waits for its day', () => {
    expect(returned().draft.journey.phase).toBe('pre-release');
    const { draft } = returned({ given: { releaseDate: '2027-09-01' } });
    expect(draft.journey.phase).toBe('recalled');
    expect(draft.step('1.pre-release-opens')).toMatchObject({ state: 'SCHEDULED', opensOn: '2027-06-09' });
    expect(draft.step('1.release-day-opens')?.state).toBe('SCHEDULED');
  });

  it.each([
    { reason: 'ESCAPE', held: false },
    { reason: 'REMAND', held: true },
  ] as const)('leaves a hold for $reason: $held', ({ reason, held }) => {
    const hold = {
      reason,
      since: '2027-01-10',
      stopsClocks: true,
      recordedAt: RECORDED_AT,
      recordedBy: OFFICER,
    };
    expect(Object.hasOwn(returned({}, { hold }).draft.journey, 'hold')).toBe(held);
  });

  it('may open every step that its command has to load first', () => {
    const { steps } = rowsTouchedByReturn(aDraftWith(TODAY, {}, { cycle: 2, open: [] }));
    expect(steps).toEqual(
      expect.arrayContaining(
        [
          'custody-review',
          'pre-release-opens',
          'release-day-opens',
          'allocate-officers',
          'immediate-needs',
          'release-day-proposal',
          'second-day-request',
          'recall-release-date',
          'parole-board-direction',
          'hold-review',
          'dates-after-hold',
        ].map((kind) => `2.${kind}`),
      ),
    );
  });
});

describe('a recall that was recorded wrongly', () => {
  it.each<{ case: string; patch: Partial<Parameters<typeof recallToUndo>[0]>; may: boolean }>([
    { case: 'that the cycle began with', patch: {}, may: true },
    { case: 'before a release', patch: { releasedOn: '2027-04-01' }, may: false },
    { case: 'of a closed journey', patch: { phase: 'closed' }, may: false },
    {
      case: 'before a new sentence',
      patch: { earlierCycles: [{ cycle: 1, endedOn: TODAY, because: 'NEW_SENTENCE' }] },
      may: false,
    },
    { case: 'of which no cycle is known', patch: { earlierCycles: undefined }, may: false },
  ])('$case can be undone: $may', ({ patch, may }) => {
    const recall = recallOf();
    const earlierCycles = [{ cycle: 1, endedOn: TODAY, because: 'RECALL' as const }];
    expect(recallToUndo({ phase: 'recalled', recall, earlierCycles, ...patch })).toBe(
      may ? recall : undefined,
    );
  });

  const past: PastCycle = {
    cycle: 1,
    releasedOn: '2027-03-09',
    endedOn: '2027-03-31',
    because: 'RECALL',
    prison: 'MDI',
    officers: { pom: 'p.old', com: 'c.old', deputy: 'd.old' },
    sentence: { startDate: '2026-06-01', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-09' },
    dates: [dateOf('CRD', '2027-03-09'), dateOf('CONFIRMED', '2027-03-09'), dateOf('SLED', '2027-12-09')],
    release: { ...dateOf('CRD', '2027-03-09'), revision: 1 },
    releaseDateInForce: '2027-03-09',
    pathways: { accommodation: 'DONE' },
    housing: { authorities: ['eastmoor'] },
    benefits: { claimMadeOn: '2027-03-10' },
    referrals: [{ id: 'r1', subject: 'DTR-1', agencyId: 'eastmoor-council', live: false }],
    unanswered: ['1.claim-made'],
  };
  const undone = (patch: Partial<Journey> = {}, steps: readonly Step[] = []) => {
    const draft = aDraftWith(
      TODAY,
      { steps },
      {
        phase: 'recalled',
        cycle: 2,
        recall: recallOf(),
        earlierCycles: [
          { cycle: 0, endedOn: '2026-01-01', because: 'NEW_SENTENCE' },
          { cycle: 1, endedOn: '2027-03-31', because: 'RECALL' },
        ],
        releaseRevision: 3,
        licence: {},
        ready: {},
        supervision: {},
        dates: [dateOf('SLED', '2028-01-31'), dateOf('PRRD', '2027-05-26')],
        sentence: { startDate: '2026-06-01', releaseKind: 'RECALL', supervisionEndsOn: '2028-01-31' },
        executions: [running],
        ...patch,
      },
    );
    undoRecall(draft, past, 'The wrong person', BY);
    return draft;
  };

  it('puts the person back on licence, as if it had not been', () => {
    const { journey } = undone();
    expect(journey).toMatchObject({
      phase: 'community',
      cycle: 1,
      releasedOn: '2027-03-09',
      releaseDateInForce: '2027-03-09',
      latestCycle: 2,
      pathways: { accommodation: 'DONE' },
      housing: { authorities: ['eastmoor'] },
      benefits: { claimMadeOn: '2027-03-10' },
      proposals: [],
      earlierCycles: [{ cycle: 0 }],
      // Counted on: the check would be made again.
      release: { date: '2027-03-09', revision: 3 },
      sentence: { releaseKind: 'DETERMINATE' },
    });
    for (const gone of ['recall', 'licence', 'ready', 'supervision', 'endedOn', 'because', 'unanswered'])
      expect([gone, Object.hasOwn(journey, gone)]).toEqual([gone, false]);
    expect(journey.earlierCycles).toHaveLength(1);
  });

  it('says why, and who did it', () => {
    const draft = undone();
    expect(factsOf(draft)).toEqual(['recall-undone', 'phase-entered']);
    expect(draft.facts[0]?.data).toEqual({
      was: '2027-01-04',
      reason: 'The wrong person',
      recordedBy: 'p.taylor',
      approvedBy: 'h.parr',
    });
    expect(draft.effects).toMatchObject([
      { kind: 'stop-execution', cause: 'the recall was recorded wrongly' },
    ]);
  });

  it('closes what the other cycle asked', () => {
    const asked = aStep('return-to-custody', { cycle: 2, token: 't', execution: 'e', wakeAt: RECORDED_AT });
    const draft = undone({}, [asked]);
    const { token: _t, execution: _e, wakeAt: _w, ...row } = asked;
    expect(draft.step(asked.key)).toEqual({
      ...row,
      state: 'CLOSED',
      outcome: 'RECALL_UNDONE',
      completedAt: NOW,
      completedBy: OFFICER,
    });
  });

  it('keeps officers and dates of the sentence that were recorded since', () => {
    const { journey } = undone({ officers: { pom: 'p.new', com: 'c.new' } });
    expect(journey.officers).toEqual({ pom: 'p.new', com: 'c.new', deputy: 'd.old' });
    expect(journey.dates.map(({ dateType, date }) => [dateType, date])).toEqual([
      ['SLED', '2028-01-31'],
      ['CRD', '2027-03-09'],
      ['CONFIRMED', '2027-03-09'],
    ]);
    expect(journey.sentence.supervisionEndsOn).toBe('2028-01-31');
    const { sentence } = undone({ sentence: { startDate: '2026-06-01', releaseKind: 'RECALL' } }).journey;
    expect(sentence).not.toHaveProperty('supervisionEndsOn');
  });

  it('keeps no prison offender manager of another prison', () => {
    expect(undone({ prison: 'LEI', officers: { pom: 'p.leeds', com: 'c.new' } }).journey.officers).toEqual({
      pom: 'p.old',
      com: 'c.new',
      deputy: 'd.old',
    });
  });

  describe('asks again', () => {
    const ended = (patch: Partial<Step> = {}, kind: Parameters<typeof aStep>[0] = 'claim-made') =>
      aStep(kind, {
        state: 'CLOSED',
        outcome: 'CYCLE_ENDED',
        completedAt: NOW,
        completedBy: OFFICER,
        ...patch,
      });
    const asked = (steps: readonly Step[], others: readonly Step[] = [], live = false) => {
      const draft = aDraftWith(
        TODAY,
        { steps: [...steps, ...others] },
        {
          ...OUT,
          referrals: [{ id: 'r1', subject: 'DTR-1', agencyId: 'eastmoor-council', live }],
        },
      );
      askAsBeforeRecall(draft, steps, 2);
      return draft.journey.open.map(({ key }) => key);
    };

    it('what the recall had ended, with its days counted again', () => {
      const step = ended();
      const draft = aDraftWith(TODAY, { steps: [step] }, OUT);
      askAsBeforeRecall(draft, [step], 2);
      // The claim is due on the next working day after release.
      expect(draft.step(step.key)).toMatchObject({ state: 'OPEN', dueOn: '2027-03-10' });
      expect(draft.step(step.key)).not.toHaveProperty('outcome');
    });

    it.each([
      { case: 'another cycle', step: ended({ cycle: 2 }) },
      { case: 'something else', step: ended({ outcome: 'NOT_NEEDED' }) },
      { case: 'a stopped machine', step: ended({}, 'incident') },
    ])('nothing that ended with $case', ({ step }) => {
      expect(asked([step])).toEqual([]);
    });

    it('about a referral only while it stands', () => {
      const step = ended({ subject: 'DTR-1' }, 'housing-plan');
      expect(asked([step])).toEqual([]);
      expect(asked([step], [], true)).toEqual([step.key]);
    });

    it('nothing that was answered meanwhile in the other cycle', () => {
      const step = ended({ subject: 'agency.x' }, 'delivery-parked');
      const other = (state: 'DONE' | 'CLOSED') =>
        aStep('delivery-parked', { cycle: 2, subject: 'agency.x', state });
      expect(asked([step], [other('DONE')])).toEqual([]);
      expect(asked([step], [other('CLOSED')])).toEqual([step.key]);
      const plain = ended();
      expect(asked([plain], [aStep('claim-made', { cycle: 2, state: 'DONE' })])).toEqual([plain.key]);
    });
  });
});

describe('a referral that ended with a cycle', () => {
  const withdrawn = (text: string, at = RECORDED_AT) =>
    aReferral({ withdrawn: { reason: 'OTHER', at, by: OFFICER, text } });

  it('is one that nothing else withdrew, nor an earlier recall', () => {
    const ended = withdrawn(REFERRAL_ENDS);
    const before = withdrawn(REFERRAL_ENDS, '2020-01-01T09:00:00.000Z');
    expect(
      endedByRecall([aReferral(), withdrawn('They moved'), before, ended], { recordedAt: RECORDED_AT }),
    ).toEqual([ended]);
  });

  it.each([
    { service: 'CAS3', answer: 'ACCEPTED', lost: true },
    { service: 'CAS3', answer: 'DECLINED', lost: false },
    { service: 'CRS', answer: 'ACCEPTED', lost: false },
  ] as const)('to $service that was $answer takes the bed with it: $lost', ({ service, answer, lost }) => {
    const bed = { kind: 'CAS3', nights: 84, recordedAt: RECORDED_AT } as const;
    const draft = outDraft({ housing: { authorities: [], places: [bed] } });
    const subject = `${service}-1` as const;
    loseWithdrawnBed(draft, [
      aReferral({ service, subject, answer: { answer, at: RECORDED_AT, by: OFFICER } }),
    ]);
    expect(draft.journey.housing.places?.[0]?.until).toBe(lost ? '2027-03-31' : undefined);
  });

  it.each([
    { service: 'DTR', subject: 'DTR-3', authorities: ['a', 'b', 'eastmoor'] },
    { service: 'CRS', subject: 'CRS-2', authorities: ['a', 'b'] },
    { service: 'CAS3', subject: undefined, authorities: ['a', 'b'] },
  ] as const)('to $service is followed by $subject', ({ service, subject, authorities }) => {
    const draft = outDraft({
      housing: { authorities: ['a', 'b'] },
      referrals: [
        { id: 'r1', subject: 'DTR-1', agencyId: 'a', live: false },
        { id: 'r2', subject: 'CRS-1', agencyId: 'shelter', live: false },
      ],
    });
    expect(subjectInstead(draft, { service, agencyId: 'eastmoor' })).toBe(subject);
    expect(draft.journey.housing.authorities).toEqual(authorities);
  });

  it('is followed by none where the list of authorities is full', () => {
    const authorities = Array.from({ length: MOST_AUTHORITIES }, (_, n) => `council-${n}`);
    const draft = outDraft({ housing: { authorities } });
    expect(subjectInstead(draft, { service: 'DTR', agencyId: 'eastmoor' })).toBeUndefined();
    expect(draft.journey.housing.authorities).toEqual(authorities);
  });
});
